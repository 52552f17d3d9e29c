"""The secretary closes a meeting on the phone: from the check to the downloaded minutes and the open page."""

import hashlib
import re
from pathlib import Path

import pypdfium2
from playwright.sync_api import Page, expect

from api.kit.ids import new_id
from tests.e2e.conftest import SignedIn
from tests.e2e.test_meetings_running import _call, a_published_meeting
from tests.support.axe import assert_accessible


def a_held_meeting(page: Page) -> str:
    """A meeting that is open, with the roll called, an opinion and a task; its id."""
    meeting = a_published_meeting(page)
    _call(page, "post", f"/api/meetings/{meeting}/open", {"phone_at": None})
    record = _call(page, "get", f"/api/meetings/{meeting}/record")
    facts = [{"id": str(new_id()), "member_id": one["member_id"], "status": "present"} for one in record["roll"]]
    answer = page.context.request.post(
        f"/api/meetings/{meeting}/roll", data={"facts": facts}, headers={"X-Handbook": "1"}
    )
    assert answer.ok, answer.text()
    envelope = {"write_id": str(new_id()), "line": str(new_id()), "step": 1}
    opinion = {"speaker_id": record["roll"][0]["member_id"], "text": "Nhất trí với báo cáo.", "position": 0}
    opinion["item_id"] = record["items"][0]["id"]
    _call(page, "put", f"/api/meetings/{meeting}/opinions/{new_id()}", envelope | opinion)
    return meeting


def test_from_the_check_to_the_downloaded_minutes_and_the_open_page(signed_in: SignedIn, tmp_path: Path):
    phone = signed_in("branch_secretary")
    meeting = a_held_meeting(phone)
    phone.goto(f"/sinh-hoat/{meeting}/ket-thuc")

    expect(phone.get_by_text("Đã đủ để kết thúc cuộc họp.")).to_be_visible()
    assert_accessible(phone)
    phone.get_by_role("button", name="Tiếp tục").click()

    phone.get_by_role("button", name=re.compile(r"Cho điểm tối đa \d+ mục còn lại")).click()
    expect(phone.get_by_text(re.compile(r"Cách tính: .* ÷ .* × 100 ="))).to_be_visible()
    assert_accessible(phone)
    phone.get_by_role("button", name="Tiếp tục").click()

    phone.get_by_role("button", name="Sửa: Phần mở đầu").click()
    phone.get_by_label("Nội dung, mỗi dòng một đoạn").fill("Chi bộ họp thường kỳ tại nhà văn hóa.")
    phone.get_by_role("button", name="Lưu", exact=True).click()
    expect(phone.get_by_text("Chi bộ họp thường kỳ tại nhà văn hóa.")).to_be_visible()
    assert_accessible(phone)
    phone.get_by_role("button", name="Tiếp tục").click()

    phone.get_by_role("button", name="Kết thúc cuộc họp").click()
    expect(phone.get_by_role("heading", name="Báo cáo lên cấp trên")).to_be_visible()
    assert_accessible(phone)

    with phone.expect_download() as started:
        phone.get_by_role("link", name="Tải PDF").first.click()
    file = tmp_path / started.value.suggested_filename
    started.value.save_as(file)
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(file))
    assert "Chi bộ họp thường kỳ tại nhà văn hóa." in text
    assert "BIÊN BẢN" in text

    phone.get_by_role("link", name="Kiểm tra văn bản").first.click()
    expect(phone.get_by_text("Đây là văn bản được lưu trong sổ tay")).to_be_visible()
    expect(phone.get_by_text(hashlib.sha256(file.read_bytes()).hexdigest())).to_be_visible()
    phone.locator("input[type=file]").set_input_files(file)
    expect(phone.get_by_text("Tệp này đúng là bản được lưu.")).to_be_visible()
    assert_accessible(phone)


def test_the_committee_sees_the_month_and_looks_down(signed_in: SignedIn):
    desk = signed_in("committee_officer", wide=True)
    desk.goto("/sinh-hoat/bao-cao")
    expect(desk.get_by_test_id("totals")).to_be_visible()
    assert_accessible(desk)
    with desk.expect_download() as started:
        desk.get_by_role("link", name="Xuất Excel").click()
    assert started.value.suggested_filename.startswith("sinh-hoat-")
