"""The real product in a real browser: one server a run, a fresh phone or desk a test."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pyotp
import pytest
from playwright.sync_api import APIResponse, Browser, BrowserContext, BrowserType, Page, expect

from api.settings import ROOT, Settings
from tests.support.browsers import launch_args
from tests.support.demo import a_demo_folder

_PATIENCE = 180
_MOMENT = 15_000  # ms; what comes at once on a free machine
_PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
_DESK: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}}
VERSIONED = ("200.html", "service-worker.js", "_app/version.json")
"""The files of the app that name its version."""
_EVERYWHERE: dict[str, Any] = {"locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh", "reduced_motion": "reduce"}


expect.set_options(timeout=_MOMENT)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@dataclass(frozen=True)
class DemoAccount:
    """One line of demo-accounts.json."""

    role: str
    name: str
    login: str
    password: str
    activation_code: str
    place: str


@dataclass
class Server:
    """The running handbook; `accounts` by role: member, branch_secretary, committee_officer, administrator, …"""

    url: str
    var: Path
    pwa: Path
    accounts: dict[str, DemoAccount]
    cookies: dict[str, list[Any]] = field(default_factory=dict)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """`handbook serve` on a port of its own with a demo province of its own."""
    if not (Settings().pwa_folder / "200.html").exists():
        pytest.fail("The PWA is not built: run script/setup first.")
    var = a_demo_folder(tmp_path_factory)
    pwa = var / "pwa"
    # A copy, which a test may exchange for a newer build: what such a build changes is there unpacked only.
    shutil.copytree(
        Settings().pwa_folder, pwa, ignore=shutil.ignore_patterns(*(f"{Path(n).name}.*" for n in VERSIONED))
    )
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://localhost:{port}"
    environment = {
        **os.environ,
        "HANDBOOK_VAR": str(var),
        "HANDBOOK_PWA_FOLDER": str(pwa),
        "HANDBOOK_DATABASE_URL": "",
        "HANDBOOK_PUBLIC_URL": url,
        "PORT": str(port),
    }
    program = Path(sys.executable).with_name("handbook")
    log = var / "serve.log"
    with log.open("w") as output:
        command = [str(program), "serve", "--demo"]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
    try:
        _wait_for(url, process, log)
        lines = json.loads((var / "demo-accounts.json").read_text("utf-8"))
        accounts = {line["role"]: DemoAccount(**line) for line in lines}
        yield Server(url=url, var=var, pwa=pwa, accounts=accounts)
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            with urlopen(f"{url}/api/health", timeout=1):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    pytest.fail(f"The handbook did not start:\n{log.read_text()}")


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Start the system's Chromium (pytest-playwright asks for this)."""
    return launch_args()


@pytest.fixture
def open_context(browser: Browser, server: Server) -> Iterator[Callable[[dict[str, Any]], BrowserContext]]:
    """Make browsers that share nothing; closed after the test."""
    made: list[BrowserContext] = []

    def open_one(kind: dict[str, Any]) -> BrowserContext:
        context = browser.new_context(base_url=server.url, service_workers="allow", **_EVERYWHERE, **kind)
        context.set_default_timeout(_MOMENT)
        made.append(context)
        return context

    yield open_one
    for context in made:
        context.close()


@pytest.fixture
def phone(open_context: Callable[[dict[str, Any]], BrowserContext]) -> Page:
    """A page on a phone nobody has signed in on."""
    return open_context(_PHONE).new_page()


@pytest.fixture
def desk(open_context: Callable[[dict[str, Any]], BrowserContext]) -> Page:
    """A page on a wide screen nobody has signed in on."""
    return open_context(_DESK).new_page()


SignedIn = Callable[..., Page]


@pytest.fixture
def signed_in(open_context: Callable[[dict[str, Any]], BrowserContext], server: Server) -> SignedIn:
    """`signed_in("member")`, `signed_in("committee_officer", wide=True)`: a page of somebody who is signed in.

    A role signs in once a run and its later pages share that session, so do not sign it out: a test that ends sessions
    signs in by itself (`sign_in`).
    """

    def open_page(role: str, *, wide: bool = False) -> Page:
        context = open_context(_DESK if wide else _PHONE)
        if role not in server.cookies:
            _sign_in_by_http(context, server.accounts[role])
            server.cookies[role] = context.cookies()
        context.add_cookies(server.cookies[role])
        return context.new_page()

    return open_page


BeforeCamera = Callable[[str, Path], Page]


@pytest.fixture
def before_camera(browser_type: BrowserType, server: Server, signed_in: SignedIn) -> Iterator[BeforeCamera]:
    """`before_camera("member", film)`: somebody's page in a browser whose camera sees this film."""
    opened: list[Browser] = []

    def open_page(role: str, film: Path) -> Page:
        signed_in(role)
        browser = browser_type.launch(**launch_args(film))
        opened.append(browser)
        kind: dict[str, Any] = {"viewport": _PHONE["viewport"], "permissions": ["camera"], **_EVERYWHERE}
        context = browser.new_context(base_url=server.url, **kind)
        context.set_default_timeout(_MOMENT)
        context.add_cookies(server.cookies[role])
        return context.new_page()

    yield open_page
    for browser in opened:
        browser.close()


def _sign_in_by_http(context: BrowserContext, account: DemoAccount) -> None:
    """Password, and an authenticator app for those whose position needs one: enrolled once a run."""
    answer = _post(context, "/api/signin/sessions", {"login": account.login, "password": account.password})
    second = answer.json()["second_factor"]
    assert second != "missing", f"{account.role}: another test set up the second step and kept it to itself"
    if second == "must_enrol":
        secret = _post(context, "/api/signin/totp").json()["secret"]
        _post(context, "/api/signin/totp/confirm", {"totp": pyotp.TOTP(secret).now()})


def _post(context: BrowserContext, path: str, data: dict[str, Any] | None = None) -> APIResponse:
    answer = context.request.post(path, data=data, headers={"X-Handbook": "1"})
    assert answer.ok, f"{path}: {answer.status} {answer.text()}"
    return answer


def sign_in(page: Page, account: DemoAccount) -> None:
    """Sign in through the screen by login and password."""
    page.goto("/dang-nhap")
    page.get_by_label("Tên đăng nhập hoặc số điện thoại").fill(account.login)
    page.get_by_label("Mật khẩu", exact=True).fill(account.password)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.wait_for_url(lambda url: "/dang-nhap" not in url)


@contextmanager
def offline(page: Page) -> Iterator[None]:
    """No network for the page and its service worker, once the worker has the app."""
    worker_ready(page)
    page.context.set_offline(True)
    try:
        yield
    finally:
        page.context.set_offline(False)


def worker_ready(page: Page) -> None:
    """Wait until the service worker has the app and answers for this page."""
    page.evaluate(
        """async () => {
            const workers = navigator.serviceWorker;
            await workers.ready;
            if (!workers.controller) {
                await new Promise((done) => workers.addEventListener('controllerchange', done, { once: true }));
            }
        }"""
    )


def add_authenticator(page: Page) -> str:
    """Give the device a fingerprint reader that always says yes; returns its id for the DevTools protocol."""
    protocol = page.context.new_cdp_session(page)
    protocol.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    made = protocol.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return str(made["authenticatorId"])
