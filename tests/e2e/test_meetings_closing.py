"""A meeting on the phone from its registration to the downloaded minutes and the open page; the month seen above."""

import hashlib
import re
from pathlib import Path

import pypdfium2
from playwright.sync_api import Page, expect

from tests.e2e.conftest import SignedIn, worker_ready
from tests.e2e.test_meetings_planning import register_next_month
from tests.e2e.test_meetings_running import all_sent, begin, notes, without_network
from tests.support.axe import assert_accessible

SAID = "Bí thư nêu lý do; mất mạng vẫn ghi được."


def hold(phone: Page) -> str:
    """Register next month's meeting, begin it, call the roll, and write while there is no network; its id."""
    register_next_month(phone)
    meeting = phone.url.rsplit("/", 1)[-1]
    worker_ready(phone)
    begin(phone, meeting)
    phone.get_by_role("tab", name="Điểm danh").click()
    phone.get_by_role("button", name="Có mặt cả").click()
    all_sent(phone)
    phone.get_by_role("tab", name="Chương trình").click()
    with without_network(phone):
        notes(phone).fill(SAID)
        expect(phone.get_by_test_id("kept")).to_contain_text("chờ gửi")
    all_sent(phone)
    return meeting


def test_from_the_registration_to_the_downloaded_minutes_and_the_open_page(signed_in: SignedIn, tmp_path: Path):
    phone = signed_in("branch_secretary")
    meeting = hold(phone)
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
    assert SAID in " ".join(text.split())

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


def test_the_register_shows_every_number_and_a_void_one_with_its_reason(signed_in: SignedIn):
    phone = signed_in("branch_secretary")
    phone.goto("/sinh-hoat")
    phone.get_by_role("link", name="Sổ đăng ký văn bản").click()
    numbers = phone.get_by_role("list", name=re.compile("^Sổ đăng ký văn bản: Biên bản"))
    expect(numbers.get_by_text("01-BB/CB")).to_be_visible()
    assert_accessible(phone)
    phone.get_by_text("Nghị quyết", exact=True).click()
    phone.get_by_role("link", name="02-NQ/CB").click()
    phone.get_by_role("button", name="Hủy số văn bản").last.click()
    sheet = phone.get_by_role("dialog", name="Hủy số văn bản")
    sheet.get_by_label("Lý do hủy").fill("Ban hành nhầm")
    sheet.get_by_role("button", name="Hủy số văn bản").click()
    expect(phone.get_by_text("Số đã hủy: Ban hành nhầm")).to_be_visible()
    phone.go_back()
    void = phone.get_by_role("listitem").filter(has_text="02-NQ/CB")
    expect(void.get_by_text("Ban hành nhầm")).to_be_visible()
