"""The committee office at its console: the tree, positions, restructuring, rules; the auditor at the trail."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import SignedIn
from tests.e2e.console import a_branch, a_member, asked, organization, told
from tests.support.axe import assert_accessible


@pytest.fixture
def desk(signed_in: SignedIn) -> Page:
    """The provincial committee's office at a laptop."""
    return signed_in("committee_officer", wide=True)


def open_organization(desk: Page, made: dict[str, str]) -> None:
    desk.goto(f"/to-chuc/{made['id']}")
    expect(desk.get_by_role("heading", level=1, name=made["name"])).to_be_visible()
    expect(desk.get_by_role("heading", name="Chức vụ hiện nay")).to_be_visible()


def test_the_tree_is_walked_by_keyboard(desk: Page):
    desk.goto("/to-chuc")
    tree = desk.get_by_role("tree", name="Tổ chức đảng")
    top = tree.get_by_role("treeitem").first
    expect(top).to_have_attribute("aria-expanded", "true")
    top.focus()
    desk.keyboard.press("ArrowDown")
    first = tree.get_by_role("treeitem").nth(1)
    expect(first).to_be_focused()
    expect(first).to_have_attribute("aria-level", "2")
    desk.keyboard.press("ArrowRight")
    expect(first).to_have_attribute("aria-expanded", "true")
    desk.keyboard.press("ArrowRight")
    expect(tree.locator("[aria-level='3']").first).to_be_focused()
    desk.keyboard.press("ArrowLeft")
    desk.keyboard.press("ArrowLeft")
    expect(first).to_have_attribute("aria-expanded", "false")
    desk.keyboard.press("Home")
    expect(top).to_be_focused()
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/to-chuc/*")
    expect(tree.locator("[aria-selected=true]")).to_have_attribute("aria-level", "2")


def test_an_organisation_is_found_without_diacritics(desk: Page):
    desk.goto("/to-chuc")
    desk.get_by_role("searchbox", name="Tìm tổ chức theo tên hoặc mã").fill("to dan pho 11")
    expect(desk.get_by_text("Tìm thấy 1 tổ chức")).to_be_visible()
    desk.get_by_role("treeitem", name="Chi bộ Tổ dân phố 11").click()
    expect(desk.get_by_role("heading", level=1, name="Chi bộ Tổ dân phố 11")).to_be_visible()


def test_founding_a_branch(desk: Page):
    open_organization(desk, organization(desk, "grassroots_committee"))
    desk.get_by_role("button", name="Thêm tổ chức trực thuộc").click()
    sheet = desk.get_by_role("dialog")
    sheet.get_by_label("Tên tổ chức").fill("Chi bộ Thôn Mới Lập")
    sheet.get_by_label("Mã tổ chức").fill("9900")
    expect(sheet.get_by_text("Mã cần đủ 14 chữ số.")).to_be_visible()
    expect(sheet.get_by_role("button", name="Thành lập")).to_be_disabled()
    sheet.get_by_label("Mã tổ chức").fill("99 009 009 009 009")
    sheet.get_by_role("button", name="Thành lập").click()
    expect(desk.get_by_role("heading", level=1, name="Chi bộ Thôn Mới Lập")).to_be_visible()
    expect(desk.get_by_text("99.009.009.009.009")).to_be_visible()


def test_two_people_who_rename_at_once_see_both_names(desk: Page):
    made = a_branch(desk, "Chi bộ Hai Người Sửa")
    open_organization(desk, made)
    desk.get_by_role("button", name="Sửa thông tin").click()
    form = desk.get_by_role("dialog", name="Sửa thông tin")
    form.get_by_label("Tên tổ chức").fill("Chi bộ Của Tôi")
    other = {"name": "Chi bộ Của Người Khác", "place": "Nhà văn hóa"}
    told(desk, f"/organizations/{made['id']}", other, method="PATCH", version='"1"')
    form.get_by_role("button", name="Lưu").click()
    conflict = desk.get_by_role("dialog", name="Có người vừa sửa nội dung này")
    expect(conflict.get_by_text("Vừa được lưu: Chi bộ Của Người Khác")).to_be_visible()
    expect(conflict.get_by_text("Địa điểm: Nhà văn hóa")).to_be_visible()
    conflict.get_by_text("Của đồng chí: Chi bộ Của Tôi").click()
    conflict.get_by_role("button", name="Lưu theo lựa chọn này").click()
    expect(desk.get_by_role("heading", level=1, name="Chi bộ Của Tôi")).to_be_visible()
    now = asked(desk, f"/organizations/{made['id']}")
    assert (now["name"], now["place"]) == ("Chi bộ Của Tôi", "Nhà văn hóa")


def test_a_merge_says_what_will_happen_before_it_does(desk: Page):
    gone, kept = a_branch(desk, "Chi bộ Sẽ Sáp Nhập"), a_branch(desk, "Chi bộ Ở Lại")
    a_member(desk, gone, "Nông Văn Sáp")
    open_organization(desk, gone)
    desk.get_by_role("button", name="Sáp nhập").click()
    sheet = desk.get_by_role("dialog", name="Sáp nhập Chi bộ Sẽ Sáp Nhập")
    expect(sheet.get_by_role("button", name="Sáp nhập", exact=True)).to_be_disabled()
    sheet.get_by_role("button", name="Sáp nhập vào").click()
    choice = desk.get_by_role("dialog", name="Sáp nhập vào", exact=True)
    choice.get_by_role("searchbox").fill("o lai")
    choice.get_by_role("button", name="Chi bộ Ở Lại").click()
    expect(sheet.get_by_text("1 đảng viên chuyển sang Chi bộ Ở Lại, tổng cộng 1 đảng viên.")).to_be_visible()
    expect(sheet.get_by_text("Việc này không hoàn tác được.")).to_be_visible()
    sheet.get_by_role("button", name="Sáp nhập", exact=True).click()
    expect(desk.get_by_role("heading", level=1, name="Chi bộ Ở Lại")).to_be_visible()
    assert asked(desk, f"/organizations/{kept['id']}")["member_count"] == 1
    desk.goto(f"/to-chuc/{gone['id']}")
    expect(desk.get_by_text("Tổ chức đã kết thúc hoạt động")).to_be_visible()


def test_an_organisation_with_members_cannot_end_yet(desk: Page):
    open_organization(desk, organization(desk, name="Tổ dân phố 11"))
    desk.get_by_role("button", name="Kết thúc hoạt động").click()
    sheet = desk.get_by_role("dialog")
    expect(sheet.get_by_text("Chưa kết thúc được")).to_be_visible()
    expect(sheet.get_by_role("button", name="Kết thúc hoạt động")).to_be_disabled()


def test_giving_and_ending_a_position(desk: Page):
    made = a_branch(desk, "Chi bộ Cần Bí Thư")
    a_member(desk, made, "Lý Thị Nhậm Chức")
    open_organization(desk, made)
    desk.get_by_role("button", name="Giao chức vụ").click()
    sheet = desk.get_by_role("dialog", name="Giao chức vụ ở Chi bộ Cần Bí Thư")
    sheet.get_by_role("button", name="Người giữ chức vụ").click()
    choice = desk.get_by_role("dialog", name="Người giữ chức vụ")
    choice.get_by_role("searchbox").fill("ly thi nham")
    choice.get_by_role("button", name="Lý Thị Nhậm Chức").click()
    expect(sheet.get_by_text("Lý Thị Nhậm Chức giữ chức vụ Bí thư ở Chi bộ Cần Bí Thư.")).to_be_visible()
    sheet.get_by_role("button", name="Giao chức vụ", exact=True).click()
    expect(desk.get_by_role("link", name="Lý Thị Nhậm Chức")).to_be_visible()
    desk.get_by_role("button", name="Thôi giữ chức vụ: Bí thư Lý Thị Nhậm Chức").click()
    desk.get_by_role("dialog").get_by_role("button", name="Thôi giữ chức vụ", exact=True).click()
    expect(desk.get_by_text("Chưa có ai giữ chức vụ ở đây.")).to_be_visible()
    desk.get_by_role("button", name="Các nhiệm kỳ").click()
    expect(desk.get_by_role("dialog").get_by_text("Lý Thị Nhậm Chức")).to_be_visible()


def test_a_committee_lays_down_its_own_rule(desk: Page):
    made = a_branch(desk, "Chi bộ Quy Định Riêng")
    desk.goto(f"/to-chuc/{made['id']}/quy-dinh")
    rule = desk.locator("details").filter(has_text="Thời gian sinh hoạt")
    expect(rule.get_by_text("Theo báo chí, chưa đối chiếu bản gốc")).to_be_visible()
    rule.locator("summary").click()
    rule.get_by_role("button", name="Quy định riêng").click()
    sheet = desk.get_by_role("dialog")
    sheet.get_by_label("Sinh hoạt thường kỳ (phút)").fill("60")
    expect(sheet.get_by_role("button", name="Ban hành quy định riêng")).to_be_disabled()
    sheet.get_by_label("Văn bản làm căn cứ").fill("15-QĐ/ĐU 05/01/2026, điểm 3")
    sheet.get_by_role("button", name="Ban hành quy định riêng").click()
    expect(rule.get_by_text("Quy định riêng của Chi bộ Quy Định Riêng").first).to_be_visible()
    expect(rule.get_by_text("15-QĐ/ĐU 05/01/2026, điểm 3")).to_be_visible()
    found = asked(desk, f"/rule-sets?topic=meeting_length&organization_id={made['id']}")
    assert found["items"][0]["content"] == {"regular_minutes": 60, "combined_minutes": 120}


def test_the_audit_reads_as_sentences_and_is_filtered_by_action(signed_in: SignedIn):
    signed_in("committee_officer")
    desk = signed_in("auditor", wide=True)
    desk.goto("/nhat-ky")
    table = desk.get_by_role("table", name="Nhật ký")
    expect(table.get_by_text("Đăng nhập (bằng mật khẩu)").first).to_be_visible()
    desk.get_by_label("Việc", exact=True).select_option("signin.one_time_codes_set_up")
    expect(table.get_by_text("Cài ứng dụng xác thực").first).to_be_visible()
    expect(table.get_by_text("Đăng nhập (bằng mật khẩu)")).to_have_count(0)
    desk.get_by_role("link", name="Bỏ lọc").click()
    expect(table.get_by_text("Đăng nhập (bằng mật khẩu)").first).to_be_visible()


def test_what_is_out_of_reach_does_not_exist(desk: Page, signed_in: SignedIn):
    elsewhere = organization(desk, name="Tổ dân phố 11")
    phone = signed_in("branch_secretary")
    phone.goto("/ca-nhan")
    expect(phone.get_by_role("link", name="Đảng viên chi bộ")).to_be_visible()
    expect(phone.get_by_role("link", name="Tổ chức đảng")).to_have_count(0)
    phone.goto(f"/to-chuc/{elsewhere['id']}")
    expect(phone.get_by_text("Không có tổ chức này")).to_be_visible()


def test_an_organisation_and_its_rules_are_accessible_on_a_phone(signed_in: SignedIn):
    page = signed_in("committee_officer")
    branch = organization(page, name="Tổ dân phố 11")
    open_organization(page, branch)
    assert_accessible(page)
    page.goto(f"/to-chuc/{branch['id']}/quy-dinh")
    page.locator("details").filter(has_text="Biểu chấm điểm").locator("summary").click()
    expect(page.get_by_text("Tổ chức, điều hành sinh hoạt").first).to_be_attached()
    assert_accessible(page)


def test_a_sheet_is_accessible(desk: Page):
    open_organization(desk, organization(desk, name="Tổ dân phố 11"))
    desk.get_by_role("button", name="Chuyển cấp trên").click()
    expect(desk.get_by_role("dialog")).to_be_visible()
    assert_accessible(desk)
