"""Lighthouse over the PWA as a phone on a slow 4G line sees it.

    .venv/bin/python -m benchmarks.lighthouse [--quick]

Lighthouse is no dependency of the project: the Node of the virtual environment fetches it into a temporary folder.
Without the npm registry nothing is measured, which is said and is no failure. `--quick` asks for one page. Whether the
app can be installed Lighthouse no longer says; Chromium itself is asked.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from api.cli.preparing import prepared
from api.kit import clock
from api.kit.actors import Role
from api.settings import ROOT, Settings
from benchmarks.results import result
from benchmarks.serving import served
from tests.makers.library import a_document
from tests.makers.meetings import a_meeting
from tests.makers.members import a_member
from tests.makers.organizations import a_branch, a_position
from tests.makers.signin import signed_in
from tests.support.browsers import find_chromium, launch_args
from tests.support.house import ORIGIN, open_house

VERSION = "13.5.0"
LEAST = {"performance": 95, "accessibility": 100, "best-practices": 100}
PROGRAMS = ROOT / ".venv" / "bin"
PATIENCE = 300  # seconds
TEXT = [
    f"{number}. Các chi bộ tổ chức học tập, quán triệt nghị quyết tới từng đảng viên; đưa nội dung nghị quyết vào sinh "
    "hoạt thường kỳ, phân công đảng viên phụ trách và báo cáo kết quả với đảng ủy trước ngày 25 hằng tháng."
    for number in range(1, 41)
]


@dataclass(frozen=True)
class Place:
    """A page and the cookie of who looks at it."""

    name: str
    path: str
    cookie: str = ""


def fetch(folder: Path) -> bool:
    """Put Lighthouse into the folder; whether the registry could be asked."""
    (folder / "package.json").write_text('{"private": true}')
    command: list[str | Path] = [
        PROGRAMS / "npm",
        "install",
        "--no-audit",
        "--no-fund",
        "--ignore-scripts",
        f"lighthouse@{VERSION}",
    ]
    try:
        done = subprocess.run(
            command, cwd=folder, env=_environment(), capture_output=True, text=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def _environment() -> dict[str, str]:
    path = f"{PROGRAMS}{os.pathsep}{os.environ.get('PATH', '')}"
    return {**os.environ, "PATH": path, "CHROME_PATH": str(find_chromium())}


def places(settings: Settings) -> list[Place]:
    """The sign-in screen, a member's home, reader and meeting, and the desk that scans at that meeting."""
    with prepared(settings):
        pass
    with open_house(settings) as house:
        branch = a_branch(house)
        paper = a_document(house, by=branch, number_symbol="05-NQ/ĐU", text=TEXT)
        member, secretary = a_member(house, of=branch), a_member(house, of=branch)
        a_position(house, at=branch, role=Role.SECRETARY, member=secretary)
        meeting = a_meeting(
            house, of=branch, starts_at=clock.now() + timedelta(minutes=10), summoned=[member, secretary]
        )
        cookies = [
            f"{settings.session_cookie}={signed_in(house, member=one).cookies[settings.session_cookie]}"
            for one in (member, secretary)
        ]
    return [
        Place("signin", "/dang-nhap"),
        Place("home", "/", cookies[0]),
        Place("reader", f"/van-kien/{paper.id}", cookies[0]),
        Place("meeting", f"/sinh-hoat/{meeting.id}", cookies[0]),
        Place("scanner", f"/diem-danh/quet/{meeting.id}", cookies[1]),
    ]


def look(lighthouse: Path, address: str, place: Place) -> dict[str, Any]:
    """Lighthouse's report on a page."""
    flags = ["--headless=new", *(flag for flag in launch_args()["args"] if "media-stream" not in flag)]
    command: list[str | Path] = [
        PROGRAMS / "node",
        lighthouse / "node_modules" / "lighthouse" / "cli" / "index.js",
        f"{address}{place.path}",
        "--output=json",
        "--quiet",
        "--form-factor=mobile",
        f"--only-categories={','.join(LEAST)}",
        f"--chrome-flags={' '.join(flags)}",
        f"--extra-headers={json.dumps({'Cookie': place.cookie} if place.cookie else {})}",
    ]
    done = subprocess.run(
        command, cwd=lighthouse, env=_environment(), capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert done.returncode == 0, done.stderr
    report: dict[str, Any] = json.loads(done.stdout)
    assert report["finalDisplayedUrl"] == f"{address}{place.path}", report["finalDisplayedUrl"]
    return report


def obstacles(address: str, profile: Path) -> list[str]:
    """What keeps Chromium from installing the app, in its own words; it is asked in a profile that is kept on disk."""
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(profile, **launch_args())
        page = context.new_page()
        page.goto(f"{address}/dang-nhap")
        page.evaluate("async () => { await navigator.serviceWorker.ready }")
        found = context.new_cdp_session(page).send("Page.getInstallabilityErrors")
        context.close()
    return [error["errorId"] for error in found["installabilityErrors"]]


def lines(place: Place, report: dict[str, Any]) -> list[str]:
    """The results, and what to do about those that are not full."""
    # Lighthouse slows the processor down fourfold, whatever it is: below about 1,000 its marks say more of the machine.
    made = [result(f"lighthouse_{place.name}_machine", report["environment"]["benchmarkIndex"], "index")]
    for category, least in LEAST.items():
        found = report["categories"][category]
        score = round(100 * found["score"])
        made.append(result(f"lighthouse_{place.name}_{category.replace('-', '_')}", score, "points", limit=least))
        if score < least:
            audits = [report["audits"][reference["id"]] for reference in found["auditRefs"] if reference["weight"]]
            made += [
                f"  {a['score']} {a['title']} {a.get('displayValue', '')}" for a in audits if (a["score"] or 0) < 0.9
            ]
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="only the sign-in screen")
    quick = parser.parse_args().quick
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="handbook-lighthouse-")))
        program, var = folder / "program", folder / "var"
        program.mkdir()
        if not fetch(program):
            print("Lighthouse could not be fetched from the npm registry: nothing was measured.", file=sys.stderr)
            return
        settings = Settings(var=var, database_url="", public_url=ORIGIN, log_level="ERROR")
        assert (settings.pwa_folder / "200.html").exists(), "The PWA is not built: run script/setup first."
        visited = places(settings)
        server = stack.enter_context(served(settings))
        for place in visited[: 1 if quick else None]:
            print(*lines(place, look(program, server.address, place)), sep="\n", flush=True)  # each takes its time
        hindered = obstacles(server.address, folder / "profile")
    print(result("lighthouse_installable", not hindered, "yes", limit=1), *hindered)


if __name__ == "__main__":
    main()
