"""The office and the secretary with their members: finding, the card, changing it, Excel, requests about data."""

from datetime import date
from uuid import uuid4

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.e2e.conftest import Server, SignedIn
from tests.e2e.console import a_branch, a_member, asked, told
from tests.makers.sheets import a_row, a_sheet
from tests.support.axe import assert_accessible

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def desk(signed_in: SignedIn) -> Page:
    """The provincial committee's office at a laptop."""
    return signed_in("committee_officer", wide=True)


def open_card(page: Page, member: dict[str, str]) -> None:
    page.goto(f"/dang-vien/{member['id']}")
    expect(page.get_by_role("heading", level=2, name=member["full_name"])).to_be_visible()


def test_a_member_is_found_without_diacritics_and_the_card_hides_the_number(desk: Page):
    branch = a_branch(desk, "Chi bộ Có Người Cần Tìm")
    a_member(desk, branch, "Đèo Thị Ửng", card_number="056012345678")
    desk.goto("/dang-vien")
    desk.get_by_role("searchbox", name="Tìm theo họ tên").fill("deo thi ung")
    table = desk.get_by_role("table", name="Đảng viên")
    expect(table.get_by_role("row")).to_have_count(2)
    row = table.get_by_role("row", name="Đèo Thị Ửng")
    expect(row).to_contain_text("Chi bộ Có Người Cần Tìm")
    row.get_by_role("link").click()
    expect(desk.get_by_role("heading", level=2, name="Đèo Thị Ửng")).to_be_visible()
    expect(desk.get_by_text("••••••••5678")).to_be_visible()
    expect(desk.get_by_text("Lần xem này đã được ghi lại.")).to_be_visible()
    assert "056012345678" not in desk.content()


def test_a_search_without_result_offers_the_way_back(desk: Page):
    desk.goto("/dang-vien?tim=khongcoai")
    expect(desk.get_by_text("Không có đảng viên nào")).to_be_visible()
    desk.get_by_role("link", name="Bỏ điều kiện lọc").click()
    expect(desk.get_by_role("table", name="Đảng viên").get_by_role("row").nth(1)).to_be_visible()


def test_the_list_is_narrowed_to_a_state(desk: Page):
    desk.goto("/dang-vien")
    desk.get_by_label("Tình trạng").select_option("probationary")
    table = desk.get_by_role("table", name="Đảng viên")
    expect(table.get_by_text("Đảng viên chính thức")).to_have_count(0)
    expect(table.get_by_text("Đảng viên dự bị").first).to_be_visible()


def test_a_phone_number_is_corrected(desk: Page):
    member = a_member(desk, a_branch(desk, "Chi bộ Sửa Thẻ"), "Quàng Thị Sửa")
    open_card(desk, member)
    desk.get_by_role("button", name="Sửa thẻ").click()
    sheet = desk.get_by_role("dialog", name="Sửa thẻ")
    sheet.get_by_label("Điện thoại").fill("12")
    expect(sheet.get_by_text("Số điện thoại chưa đúng")).to_be_visible()
    expect(sheet.get_by_role("button", name="Lưu")).to_be_disabled()
    sheet.get_by_label("Điện thoại").fill("0912 345 678")
    sheet.get_by_role("button", name="Lưu").click()
    expect(sheet).to_be_hidden()
    expect(desk.get_by_role("link", name="0912345678")).to_be_visible()
    assert asked(desk, f"/members/{member['id']}")["phone"] == "0912345678"


def test_a_change_of_state_says_what_follows_and_stands_in_the_history(desk: Page):
    member = a_member(desk, a_branch(desk, "Chi bộ Đổi Tình Trạng"), "Cầm Văn Đình")
    open_card(desk, member)
    desk.get_by_role("button", name="Đổi tình trạng").click()
    sheet = desk.get_by_role("dialog", name="Đổi tình trạng")
    expect(sheet.get_by_role("button", name="Đổi tình trạng")).to_be_disabled()
    sheet.get_by_label("Tình trạng mới").select_option("suspended")
    expect(sheet.get_by_text("từ “Đảng viên chính thức” thành “Đình chỉ sinh hoạt”")).to_be_visible()
    sheet.get_by_label("Lý do").fill("Theo quyết định của cấp ủy")
    sheet.get_by_role("button", name="Đổi tình trạng").click()
    expect(sheet).to_be_hidden()
    expect(desk.get_by_text("Đình chỉ sinh hoạt").first).to_be_visible()
    desk.get_by_role("button", name="Xem quá trình").click()
    expect(desk.get_by_text("Theo quyết định của cấp ủy")).to_be_visible()


def test_a_workbook_is_looked_at_before_anything_changes(desk: Page):
    branch = a_branch(desk, "Chi bộ Nhập Từ Tệp")
    rows = [
        a_row(name="Lường Thị Mới", branch=branch["name"]),
        a_row(name="Lò Văn Sai", branch=branch["name"], birth="32/13/1970"),
    ]
    desk.goto("/dang-vien/nhap")
    file: FilePayload = {"name": "danh-sach.xlsx", "mimeType": XLSX, "buffer": a_sheet(*rows)}
    desk.locator("input[type=file]").set_input_files([file])
    desk.get_by_role("button", name="Xem trước").click()
    expect(desk.get_by_role("heading", name="Xem trước khi nhập")).to_be_visible(timeout=20_000)
    problem = desk.get_by_role("table", name="Dòng cần sửa").get_by_role("row").nth(1)
    expect(problem).to_contain_text("B3")
    expect(problem).to_contain_text("32/13/1970")
    assert asked(desk, f"/organizations/{branch['id']}")["member_count"] == 0
    assert_accessible(desk)

    desk.get_by_role("button", name="Chỉ nhập các dòng đúng").click()
    confirm = desk.get_by_role("dialog", name="Nhập vào sổ tay?")
    expect(confirm.get_by_text("Lập 1 thẻ mới")).to_be_visible()
    confirm.get_by_role("button", name="Chỉ nhập các dòng đúng").click()
    expect(desk.get_by_role("heading", name="Đã nhập xong")).to_be_visible(timeout=20_000)
    assert asked(desk, f"/organizations/{branch['id']}")["member_count"] == 1
    desk.goto(f"/dang-vien?to-chuc={branch['id']}")
    expect(desk.get_by_role("row", name="Lường Thị Mới")).to_be_visible()


def test_a_request_about_data_is_taken_up_and_answered(signed_in: SignedIn):
    phone = signed_in("member")
    asked_for = {"id": str(uuid4()), "kind": "correction", "text": "Ngày vào Đảng ghi nhầm tháng."}
    told(phone, "/members/me/requests", asked_for)
    desk = signed_in("branch_secretary", wide=True)
    desk.goto("/yeu-cau")
    card = desk.get_by_role("article").filter(has_text="Ngày vào Đảng ghi nhầm tháng.").first
    card.get_by_role("button", name="Tiếp nhận").click()
    expect(card.get_by_text("Đang giải quyết")).to_be_visible()
    card.get_by_role("button", name="Đã giải quyết").click()
    sheet = desk.get_by_role("dialog")
    expect(sheet.get_by_role("button", name="Đã giải quyết")).to_be_disabled()
    sheet.get_by_label("Đã làm gì").fill("Đã đối chiếu quyết định và sửa lại.")
    sheet.get_by_role("button", name="Đã giải quyết").click()
    expect(card).to_have_count(0)
    phone.goto("/ca-nhan/du-lieu")
    expect(phone.get_by_text("Đã đối chiếu quyết định và sửa lại.").first).to_be_visible()


def test_a_secretary_keeps_the_own_branch_and_sees_no_other(signed_in: SignedIn, server: Server, desk: Page):
    stranger = a_member(desk, a_branch(desk, "Chi bộ Xa Lạ"), "Giàng A Xa")
    phone = signed_in("branch_secretary")
    phone.goto("/chi-bo")
    found = phone.get_by_role("list", name="Đảng viên chi bộ")
    name = server.accounts["member"].name
    phone.get_by_role("searchbox", name="Tìm theo họ tên").fill("dang thi kim mai")
    expect(found.get_by_role("listitem")).to_have_count(1)
    found.get_by_role("link", name=name).click()
    expect(phone.get_by_role("heading", level=2, name=name)).to_be_visible()
    phone.goto(f"/dang-vien/{stranger['id']}")
    expect(phone.get_by_text("Không xem được thẻ này")).to_be_visible()


def test_a_card_is_worked_on_with_the_keyboard_alone(desk: Page):
    member = a_member(desk, a_branch(desk, "Chi bộ Bàn Phím"), "Sùng Thị Phím")
    open_card(desk, member)
    edit = desk.get_by_role("button", name="Sửa thẻ")
    for _ in range(40):
        if edit.evaluate("element => element === document.activeElement"):
            break
        desk.keyboard.press("Tab")
    expect(edit).to_be_focused()
    desk.keyboard.press("Enter")
    sheet = desk.get_by_role("dialog", name="Sửa thẻ")
    expect(sheet).to_be_visible()
    assert sheet.evaluate("sheet => sheet.contains(document.activeElement)")
    desk.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(edit).to_be_focused()


def test_a_card_and_its_sheets_are_accessible(desk: Page):
    born = date(1970, 4, 30).isoformat()
    member = a_member(desk, a_branch(desk, "Chi bộ Dễ Đọc"), "Hoàng Thị Đọc", birth_on=born, phone="0912345679")
    open_card(desk, member)
    assert_accessible(desk)
    for action in ("Sửa thẻ", "Đổi tình trạng", "Miễn công tác, sinh hoạt", "Chuyển sinh hoạt"):
        desk.get_by_role("button", name=action).click()
        expect(desk.get_by_role("dialog", name=action)).to_be_visible()
        assert_accessible(desk)
        desk.keyboard.press("Escape")


def test_who_may_not_is_told_whose_work_it_is_before_filling_in_a_form(signed_in: SignedIn):
    page = signed_in("branch_secretary")
    page.goto("/dang-vien/nhap")
    expect(page.get_by_text("Việc này do người khác phụ trách")).to_be_visible()
    expect(page.get_by_text("Cán bộ văn phòng cấp ủy cấp trên nhập danh sách từ Excel.")).to_be_visible()
    expect(page.locator("main input, main form")).to_have_count(0)


def test_who_sees_one_branch_reads_its_name_once(signed_in: SignedIn):
    page = signed_in("branch_secretary", wide=True)
    page.goto("/dang-vien")
    table = page.get_by_role("table", name="Đảng viên")
    expect(table.get_by_role("columnheader", name="Tình trạng")).to_be_visible()
    expect(table.get_by_role("columnheader", name="Chi bộ")).to_have_count(0)
