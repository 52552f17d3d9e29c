"""Chromium for the browser tests: which one, and how it is started.

The system's own package is used, not a download: the same browser on a developer's machine and in
CI, and nothing fetched while tests run.
"""

import os
import shutil
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")

# Quiet: a browser under test looks for nothing outside this machine.
ARGUMENTS = (
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)

# Without the parts of a window that are web pages themselves and would be loaded for each one nobody looks at. Chromium
# keeps the last list only, so what Playwright turns off stands here as well.
NOT_NEEDED = (
    "AimEnabled",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxPopup",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
)


class ChromiumMissing(RuntimeError):
    """No Chromium is installed here."""


def find_chromium() -> Path:
    """The browser named by HANDBOOK_CHROMIUM, or the system's; ChromiumMissing if there is none."""
    wanted = os.environ.get("HANDBOOK_CHROMIUM")
    for name in (wanted,) if wanted else NAMES:
        if found := shutil.which(name):
            return Path(found)
    raise ChromiumMissing(
        "Chromium is not installed, so the browser tests cannot run. On Debian: apt-get install chromium"
    )


def launch_args(film: Path | None = None) -> dict[str, Any]:
    """What Playwright's `launch` needs; `film` (mjpeg or y4m) is what the fake camera shows."""
    arguments = [*ARGUMENTS, f"--disable-features={','.join(NOT_NEEDED)}"]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")  # Chromium's sandbox refuses root
    arguments += ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
    if film is not None:
        arguments.append(f"--use-file-for-fake-video-capture={film}")
    return {"executable_path": str(find_chromium()), "args": arguments}
