"""A secretary tells the branch something; a member reads it after signing in."""

from datetime import datetime, timedelta

from playwright.sync_api import Page, expect

from api.kit import clock
from tests.e2e.conftest import SignedIn, worker_ready
from tests.support.axe import assert_accessible

TITLE = "Lịch học nghị quyết tháng 12"
TEXT = "Đồng chí mang theo tài liệu. Hội trường mở cửa từ 7 giờ."
LATER = "Chuẩn bị ý kiến trước buổi sinh hoạt"


def write(page: Page, title: str) -> None:
    page.goto("/thong-bao/gui-di")
    worker_ready(page)
    page.get_by_role("link", name="Soạn thông báo").click()
    page.get_by_label("Tiêu đề").fill(title)
    page.get_by_label("Nội dung").fill(TEXT)
    expect(page.get_by_text("người nhận.")).to_be_visible(timeout=20_000)


def confirm(page: Page, action: str) -> None:
    page.get_by_role("button", name=action).click()
    page.get_by_role("dialog").get_by_role("button", name=action).click()


def test_a_secretary_tells_the_branch_and_a_member_reads_it(signed_in: SignedIn) -> None:
    secretary = signed_in("branch_secretary")
    write(secretary, TITLE)
    assert_accessible(secretary)
    confirm(secretary, "Gửi ngay")
    expect(secretary.get_by_role("heading", name=TITLE)).to_be_visible(timeout=20_000)
    expect(secretary.get_by_text("Đã gửi", exact=True)).to_be_visible(timeout=20_000)
    member = signed_in("member")
    member.goto("/")
    worker_ready(member)
    row = member.get_by_role("link", name=TITLE)
    expect(row).to_be_visible(timeout=20_000)
    row.click()
    expect(member.get_by_text(TEXT)).to_be_visible(timeout=20_000)
    assert_accessible(member)


def test_the_invitees_of_a_meeting_are_told_at_an_hour_that_is_changed_and_then_not_at_all(signed_in: SignedIn) -> None:
    page = signed_in("branch_secretary")
    write(page, LATER)
    page.get_by_text("Người được mời họp").click()
    page.get_by_role("button", name="Gửi ngay").click()
    expect(page.get_by_text("Đồng chí điền mục này.")).to_be_visible()
    page.get_by_role("button", name="Cuộc họp").click()
    page.get_by_role("dialog").get_by_role("button", name="Sinh hoạt chi bộ").first.click()
    tomorrow = datetime.now(clock.LOCAL) + timedelta(days=1)
    page.get_by_label("Gửi lúc").fill(f"{tomorrow:%Y-%m-%d}T07:00")
    expect(page.get_by_text("người nhận.")).to_be_visible(timeout=20_000)
    confirm(page, "Hẹn giờ gửi")
    expect(page.get_by_text("Chờ gửi")).to_be_visible(timeout=20_000)
    page.get_by_role("link", name="Sửa thông báo").click()
    expect(page.get_by_label("Tiêu đề")).to_have_value(LATER, timeout=20_000)
    page.get_by_label("Gửi lúc").fill(f"{tomorrow:%Y-%m-%d}T08:30")
    expect(page.get_by_text("người nhận.")).to_be_visible(timeout=20_000)
    confirm(page, "Hẹn giờ gửi")
    expect(page.get_by_text("08:30")).to_be_visible(timeout=20_000)
    confirm(page, "Hủy thông báo")
    expect(page.get_by_text("Đã hủy")).to_be_visible(timeout=20_000)
