"""An office replaces the DOCX template of minutes: looked at before it is used, and taken back again."""

import io
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Locator, Page, expect

from api.rooms.meetings.docx_template import built_in
from api.rooms.meetings.models import PaperKind
from tests.e2e.conftest import SignedIn
from tests.support.axe import assert_accessible


@pytest.fixture
def template(tmp_path: Path):
    def write(name: str, text: str) -> Path:
        document = Document(io.BytesIO(built_in(PaperKind.MINUTES)))
        document.add_paragraph(text)
        document.save(str(tmp_path / name))
        return tmp_path / name

    return write


def card(page: Page) -> Locator:
    return page.locator("section", has=page.get_by_role("heading", name="Biên bản"))


def test_a_template_is_looked_at_used_and_taken_back(signed_in: SignedIn, template):
    desk = signed_in("committee_officer", wide=True)
    desk.goto("/sinh-hoat/mau-van-ban")
    minutes = card(desk)
    with desk.expect_download() as started:
        minutes.get_by_role("link", name="Tải mẫu đang dùng").click()
    assert "{{" in "".join(one.text for one in Document(str(started.value.path())).paragraphs)

    minutes.locator("input[type=file]").set_input_files(template("sai.docx", "Bí số: {{ bi_so }}"))
    expect(minutes.get_by_text("Mẫu có trường không dùng được")).to_be_visible()
    expect(minutes.get_by_text("{{ bi_so }}")).to_be_visible()
    expect(minutes.get_by_role("button", name="Dùng mẫu này")).to_have_count(0)
    assert_accessible(desk)

    minutes.locator("input[type=file]").set_input_files(template("mau-moi.docx", "Lưu: văn thư"))
    expect(minutes.get_by_text("Mẫu có đủ các phần của văn bản.")).to_be_visible()
    minutes.get_by_role("button", name="Dùng mẫu này").click()
    expect(minutes.get_by_text("Đang dùng mẫu riêng: mau-moi.docx")).to_be_visible()

    minutes.get_by_role("button", name="Bỏ mẫu riêng").click()
    desk.get_by_role("dialog").get_by_role("button", name="Bỏ mẫu riêng").click()
    expect(minutes.get_by_text("Đang dùng mẫu có sẵn")).to_be_visible()
