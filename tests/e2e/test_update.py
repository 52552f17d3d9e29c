"""A newer version of the app arrives while somebody writes: it asks, waits, and takes over when told to."""

import base64
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import VERSIONED, Server, SignedIn, worker_ready
from tests.support.axe import assert_accessible

NEWER = "9999999999999"
NAME = "Nông Thị Bích Ngọc"
START = re.compile(r"<script>(\s*\{.*?)</script>", re.DOTALL)


@pytest.fixture
def pwa(server: Server) -> Iterator[Path]:
    """The folder the server answers from, put back after the test."""
    kept = {name: (server.pwa / name).read_bytes() for name in VERSIONED}
    yield server.pwa
    for name, content in kept.items():
        (server.pwa / name).write_bytes(content)


def test_a_newer_version_never_reloads_under_the_users_hands(signed_in: SignedIn, pwa: Path):
    phone = signed_in("committee_officer")
    other = phone.context.new_page()
    for page in (phone, other):
        write(page)
    before = running(phone)

    publish(pwa, before)
    come_back(phone)
    question = phone.get_by_text("Đã có bản mới của sổ tay.")
    expect(question).to_be_visible()
    assert_accessible(phone)
    assert_untouched(phone, before)

    phone.get_by_role("button", name="Dùng bản mới").click()
    expect(phone.get_by_text("chưa lưu sẽ mất")).to_be_visible()
    assert_accessible(phone)
    phone.get_by_role("button", name="Để sau").click()
    expect(question).to_be_hidden()
    assert_untouched(phone, before)

    come_back(phone)
    phone.get_by_role("button", name="Dùng bản mới").click()
    phone.get_by_role("button", name="Vẫn dùng bản mới").click()
    phone.wait_for_function("() => window.untouched === undefined && document.readyState === 'complete'")
    assert running(phone) == NEWER

    expect(other.get_by_text("Đã có bản mới của sổ tay.")).to_be_visible()
    assert_untouched(other, before)
    other.get_by_label("Họ và tên").fill("")
    other.get_by_role("button", name="Dùng bản mới").click()
    other.wait_for_function("() => window.untouched === undefined && document.readyState === 'complete'")
    assert running(other) == NEWER


def write(page: Page) -> None:
    """Begin a form and leave it unsent."""
    page.goto("/dang-vien/moi")
    worker_ready(page)
    page.get_by_label("Họ và tên").fill(NAME)
    page.evaluate("window.untouched = true")


def come_back(page: Page) -> None:
    """As when the app comes to the front again: it then looks for a newer version."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def assert_untouched(page: Page, version: str) -> None:
    """The page was not opened again: same version, same words in the field."""
    assert page.evaluate("window.untouched === true")
    expect(page.get_by_label("Họ và tên")).to_have_value(NAME)
    assert running(page) == version


def running(page: Page) -> str:
    """The version this page was started with."""
    named = "Object.entries(window).find(([name]) => name.startsWith('__sveltekit_'))[1].version"
    return str(page.evaluate(named))


def publish(folder: Path, before: str) -> None:
    """Put a build there that differs in its version alone: in the page, in its worker, in the file that names it."""
    for name in VERSIONED:
        text = (folder / name).read_text("utf-8")
        newer = text.replace(before, NEWER)
        assert newer != text, name
        (folder / name).write_text(newer.replace(policy(text), policy(newer)) if name == "200.html" else newer)


def policy(page: str) -> str:
    """The content policy's name for the page's first script."""
    found = START.search(page)
    assert found, "the page of kit has changed"
    return base64.b64encode(hashlib.sha256(found[1].encode()).digest()).decode()
