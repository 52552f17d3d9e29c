"""A secretary tells the branch something; a member reads it after signing in."""

from playwright.sync_api import expect

from tests.e2e.conftest import SignedIn, worker_ready
from tests.support.axe import assert_accessible

TITLE = "Lịch học nghị quyết tháng 12"
TEXT = "Đồng chí mang theo tài liệu. Hội trường mở cửa từ 7 giờ."


def test_a_secretary_tells_the_branch_and_a_member_reads_it(signed_in: SignedIn) -> None:
    secretary = signed_in("branch_secretary")
    secretary.goto("/thong-bao/gui-di")
    worker_ready(secretary)
    secretary.get_by_role("link", name="Soạn thông báo").click()
    secretary.get_by_label("Tiêu đề").fill(TITLE)
    secretary.get_by_label("Nội dung").fill(TEXT)
    expect(secretary.get_by_text("người nhận.")).to_be_visible(timeout=20_000)
    assert_accessible(secretary)
    secretary.get_by_role("button", name="Gửi ngay").click()
    expect(secretary.get_by_role("heading", name=TITLE)).to_be_visible(timeout=20_000)
    member = signed_in("member")
    member.goto("/thong-bao")
    worker_ready(member)
    row = member.get_by_role("link", name=TITLE)
    expect(row).to_be_visible(timeout=20_000)
    row.click()
    expect(member.get_by_text(TEXT)).to_be_visible(timeout=20_000)
    assert_accessible(member)
