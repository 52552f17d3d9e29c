"""A conference in a browser: set up, its people from Excel, a printed badge before the desk's camera, the board."""

import io
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from openpyxl import Workbook
from PIL import Image, ImageOps
from playwright.sync_api import FilePayload, Page, expect

from api.kit import clock
from tests.e2e.conftest import BeforeCamera, SignedIn
from tests.e2e.console import a_meeting, call_off
from tests.support.axe import assert_accessible
from tests.support.films import write_film

GUEST, DELEGATION, SEAT = "Nguyễn Thị Bưởi", "Đoàn Mường Lò", "A12"


@pytest.fixture
def conference(signed_in: SignedIn) -> Iterator[dict[str, Any]]:
    """A meeting of the demo's branch that begins in ten minutes, to be made a conference."""
    secretary = signed_in("branch_secretary", wide=True)
    plan = a_meeting(secretary, title="Hội nghị chuyên đề tối nay")
    yield plan
    call_off(secretary, plan)


def part(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name).check(force=True)


def set_up(page: Page, plan: dict[str, Any]) -> None:
    """A delegation and a session, written on the screen."""
    begins = datetime.fromisoformat(plan["starts_at"]).astimezone(clock.LOCAL)
    part(page, "Đoàn, phiên, gian hàng")
    page.get_by_label("Đoàn đại biểu").fill(DELEGATION)
    page.get_by_role("button", name="Thêm phiên").click()
    page.get_by_label("Tên phiên").fill("Phiên khai mạc")
    page.get_by_label("Bắt đầu").fill(f"{begins:%Y-%m-%dT%H:%M}")
    page.get_by_label("Kết thúc").fill(f"{begins + timedelta(hours=1):%Y-%m-%dT%H:%M}")
    assert_accessible(page)
    page.get_by_role("button", name="Lưu thiết lập").click()
    expect(page.get_by_text("Đã lưu")).to_be_visible()


def bring_people(page: Page) -> None:
    """A guest with a seat, from an Excel sheet."""
    book, content = Workbook(), io.BytesIO()
    book.worksheets[0].append(("Họ và tên", "Đơn vị", "Đoàn", "Số ghế"))
    book.worksheets[0].append((GUEST, "Hội Nông dân xã", DELEGATION, SEAT))
    book.save(content)
    part(page, "Đại biểu và ghế")
    sheet = FilePayload(
        name="dai-bieu.xlsx",
        mimeType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        buffer=content.getvalue(),
    )
    page.locator("input[type=file]").set_input_files(sheet)
    page.get_by_role("button", name="Ghi 1 người vào hội nghị").click()
    expect(page.get_by_role("row").filter(has_text=GUEST)).to_contain_text(SEAT)
    assert_accessible(page)


def printed_badge(page: Page) -> bytes:
    """The picture of the only badge on the sheet that the screen offers."""
    part(page, "Thẻ")
    assert_accessible(page)
    address = page.get_by_role("link", name="Tải thẻ để in").get_attribute("href")
    sheet = pypdfium2.PdfDocument(page.context.request.get(str(address)).body())
    printed: Image.Image = sheet[0].render(scale=3).to_pil().convert("L")
    content = io.BytesIO()
    printed.crop(ImageOps.invert(printed).getbbox()).save(content, "PNG")
    return content.getvalue()


def test_a_conference_from_its_plan_to_a_badge_at_the_door(
    conference: dict[str, Any], signed_in: SignedIn, before_camera: BeforeCamera, tmp_path: Path
):
    organiser = signed_in("branch_secretary", wide=True)
    organiser.goto(f"/hoi-nghi/{conference['id']}")
    set_up(organiser, conference)
    bring_people(organiser)
    film = write_film(tmp_path / "badge.mjpeg", printed_badge(organiser))
    organiser.goto(f"/diem-danh/truc-tiep/{conference['id']}")
    delegation = organiser.get_by_role("region", name="Theo đoàn").get_by_role("button", name=DELEGATION)
    expect(delegation).to_contain_text("0/1")
    assert_accessible(organiser)

    desk = before_camera("reception", film)
    desk.goto(f"/diem-danh/quet/{conference['id']}")
    expect(desk.get_by_role("status").filter(has_text=GUEST)).to_contain_text("Mời vào", timeout=30_000)
    expect(desk.get_by_text(f"Ghế {SEAT}")).to_be_visible()
    expect(desk.get_by_text("đã gửi")).not_to_have_text("0 đã gửi")
    expect(desk.get_by_role("region", name="Vừa quét").get_by_role("listitem").first).to_contain_text(GUEST)
    assert_accessible(desk)

    expect(delegation).to_contain_text("1/1", timeout=20_000)
    expect(organiser.get_by_text("Khách mời và đại biểu: 1/1")).to_be_visible()
    expect(organiser.get_by_role("region", name="Theo phiên").get_by_role("listitem")).to_contain_text("1")
