"""Home and one's own pages."""

import json

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Server, SignedIn, offline, sign_in
from tests.support.axe import assert_accessible


def opened(page: Page, address: str, title: str) -> None:
    page.goto(address)
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
    # Skeletons are shown until the first answer is in.
    expect(page.get_by_text("Đang tải…")).to_have_count(0)


def test_a_secretary_sees_what_waits_in_the_branch(signed_in: SignedIn, server: Server):
    phone = signed_in("branch_secretary")
    opened(phone, "/", server.accounts["branch_secretary"].name)
    phone.get_by_role("link", name="chưa kích hoạt").or_(phone.get_by_role("link", name="In phiếu")).first.click()
    expect(phone.get_by_role("heading", name="Mã kích hoạt")).to_be_visible()


def test_the_card_masks_the_number_and_stays_readable_without_a_network(signed_in: SignedIn, server: Server):
    phone = signed_in("member")
    opened(phone, "/ca-nhan/the", "Thẻ của tôi")
    expect(phone.get_by_text("••••••••")).to_be_visible()
    expect(phone.get_by_text("năm tuổi Đảng").first).to_be_visible()
    with offline(phone):
        phone.reload()
        expect(phone.get_by_text("••••••••")).to_be_visible()
        phone.goto("/")
        expect(phone.get_by_role("heading", name=server.accounts["member"].name)).to_be_visible()
        expect(phone.get_by_role("button", name="Không có mạng")).to_be_visible()


def test_everything_kept_about_me_can_be_taken_along(signed_in: SignedIn, server: Server):
    phone = signed_in("member")
    opened(phone, "/ca-nhan/du-lieu", "Dữ liệu của tôi")
    with phone.expect_download() as printed:
        phone.get_by_role("link", name="Tải bản để in (PDF)").click()
    assert printed.value.path().read_bytes().startswith(b"%PDF-")
    with phone.expect_download() as data:
        phone.get_by_role("link", name="Tải bản dữ liệu (JSON)").click()
    mine = json.loads(data.value.path().read_text("utf-8"))
    assert mine["card"]["full_name"] == server.accounts["member"].name


def test_a_correction_asked_for_without_a_network_is_sent_later_with_its_deadline(signed_in: SignedIn):
    phone = signed_in("member")
    opened(phone, "/ca-nhan/the", "Thẻ của tôi")
    phone.get_by_role("link", name="Có chỗ chưa đúng").click()
    sheet = phone.get_by_role("dialog", name="Yêu cầu sửa")
    expect(sheet).to_be_visible()
    assert_accessible(phone)
    sheet.get_by_role("button", name="Gửi yêu cầu").click()
    expect(sheet.get_by_text("Đồng chí ghi vài dòng")).to_be_visible()
    with offline(phone):
        sheet.get_by_label("Cần sửa gì?").fill("Ngày chính thức là 03/02/1990.")
        sheet.get_by_role("button", name="Gửi yêu cầu").click()
        expect(phone.get_by_text("Chờ gửi đi")).to_be_visible()
    expect(phone.get_by_text("Đã nhận, chờ xác nhận").first).to_be_visible()
    expect(phone.get_by_text("xác nhận trước hết ngày").first).to_be_visible()
    expect(phone.get_by_text("Ngày chính thức là 03/02/1990.").first).to_be_visible()


def test_a_lost_device_is_signed_out_from_another(phone: Page, desk: Page, server: Server):
    account = server.accounts["auditor"]
    server.cookies.pop("auditor", None)  # the run's shared session is one of the others
    sign_in(phone, account)
    sign_in(desk, account)
    desk.goto("/ca-nhan/thiet-bi")
    expect(desk.get_by_text("Máy này", exact=True)).to_be_visible()
    desk.get_by_role("button", name="Đăng xuất mọi máy khác").click()
    desk.get_by_role("dialog").get_by_role("button", name="Đăng xuất").click()
    expect(desk.get_by_role("button", name="Đăng xuất mọi máy khác")).to_have_count(0)
    assert phone.request.get(f"{server.url}/api/signin/session").status == 401
    assert desk.request.get(f"{server.url}/api/signin/session").status == 200


def test_the_look_is_kept(signed_in: SignedIn):
    phone = signed_in("member")
    opened(phone, "/ca-nhan/cai-dat", "Cài đặt")
    phone.get_by_text("Tối", exact=True).click()
    phone.get_by_role("button", name="Chữ to hơn").click()
    phone.reload()
    expect(phone.locator("html")).to_have_attribute("data-theme", "dark")
    expect(phone.get_by_text("115 %")).to_be_visible()
    phone.get_by_text("English").click()
    expect(phone.get_by_role("heading", name="Settings", level=1)).to_be_visible()
    assert_accessible(phone)
