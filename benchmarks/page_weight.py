"""What a phone fetches before somebody can sign in, and how long that takes on a slow line.

    .venv/bin/python -m benchmarks.page_weight [--quick]

The built PWA in Chromium: 400 kbit/s both ways, 400 ms there and back, a processor four times as slow. Cold is the
first visit ever, warm one with the service worker and the cache. Bytes are those on the wire, as Chromium counts them.
"""

import argparse
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, sync_playwright

from api.cli.preparing import prepared
from api.settings import Settings
from benchmarks.results import result
from benchmarks.serving import served
from tests.support.browsers import launch_args

KILOBYTES, COLD, WARM = 70, 3, 0.8
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8}
SLOWER_PROCESSOR = 4
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
FIRST_SCREEN = {"Script", "Stylesheet", "Font"}
FORM = "Mật khẩu"


@dataclass
class Traffic:
    """What one page fetched: kind and bytes by request."""

    kinds: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, float] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)

    def listen(self, protocol: CDPSession) -> None:
        """Follow the page from now on."""
        protocol.on("Network.responseReceived", self._received)
        protocol.on("Network.loadingFinished", self._finished)
        protocol.send("Network.enable")

    def _received(self, event: dict[str, Any]) -> None:
        self.kinds[event["requestId"]] = event["type"]
        self.addresses[event["requestId"]] = event["response"]["url"]

    def _finished(self, event: dict[str, Any]) -> None:
        self.sizes[event["requestId"]] = event["encodedDataLength"]

    def kilobytes(self, kinds: set[str]) -> float:
        """Of these kinds, with the headers of the answers."""
        return sum(size for number, size in self.sizes.items() if self.kinds.get(number) in kinds) / 1000

    def heaviest(self) -> list[str]:
        """The first screen's files, the largest first."""
        mine = [number for number in self.sizes if self.kinds.get(number) in FIRST_SCREEN]
        mine.sort(key=lambda number: -self.sizes[number])
        return [f"{self.sizes[n] / 1000:6.1f} kB {self.kinds[n]:10} {self.addresses[n]}" for n in mine]


def open_page(context: BrowserContext, *, slow: bool) -> tuple[Page, Traffic]:
    """A page with a listener, on the slow line if asked."""
    page = context.new_page()
    protocol = context.new_cdp_session(page)
    traffic = Traffic()
    traffic.listen(protocol)
    if slow:
        protocol.send("Network.emulateNetworkConditions", SLOW)
        protocol.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_PROCESSOR})
    return page, traffic


def usable_after(page: Page, address: str) -> float:
    """Seconds until somebody can type into the form and the button answers."""
    began = time.perf_counter()
    page.goto(f"{address}/dang-nhap", wait_until="commit")
    field_ = page.get_by_label(FORM, exact=True)
    field_.wait_for(timeout=60_000)
    field_.fill("một mật khẩu dài")
    seconds = time.perf_counter() - began
    assert field_.input_value() == "một mật khẩu dài"
    return seconds


def weigh(browser: Browser, address: str) -> Traffic:
    """The first visit on a good line, until the service worker would begin its own fetching."""
    context = browser.new_context(service_workers="block", **PHONE)
    page, traffic = open_page(context, slow=False)
    usable_after(page, address)
    page.wait_for_load_state("networkidle")
    context.close()
    return traffic


def visit_twice(browser: Browser, address: str) -> tuple[float, float]:
    """Cold and warm, in seconds."""
    context = browser.new_context(service_workers="allow", **PHONE)
    page, _ = open_page(context, slow=True)
    cold = usable_after(page, address)
    page.evaluate("async () => { await navigator.serviceWorker.ready }")
    page.close()
    page, _ = open_page(context, slow=True)
    warm = usable_after(page, address)
    context.close()
    return cold, warm


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one visit of each kind instead of five")
    visits = 1 if parser.parse_args().quick else 5
    with tempfile.TemporaryDirectory(prefix="handbook-weight-") as folder:
        settings = Settings(var=Path(folder), database_url="", log_level="ERROR")
        assert (settings.pwa_folder / "200.html").exists(), "The PWA is not built: run script/setup first."
        with prepared(settings):
            pass
        with served(settings) as server, sync_playwright() as playwright:
            browser = playwright.chromium.launch(**launch_args())
            traffic = weigh(browser, server.address)
            times = [visit_twice(browser, server.address) for _ in range(visits)]
            browser.close()
    print("\n".join(traffic.heaviest()))
    weight = traffic.kilobytes(FIRST_SCREEN)
    assert weight > 10, "the screen came from nowhere"
    print(result("page_weight_first_screen", weight, "kB", limit=KILOBYTES))
    print(result("page_weight_everything", traffic.kilobytes({*traffic.kinds.values()}), "kB"))
    print(result("page_weight_requests", len(traffic.sizes), "requests"))
    print(result("page_weight_cold", statistics.median(cold for cold, _ in times), "s", limit=COLD))
    print(result("page_weight_warm", statistics.median(warm for _, warm in times), "s", limit=WARM))


if __name__ == "__main__":
    main()
