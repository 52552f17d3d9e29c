"""The meeting is run from the phone: through a dead network, a killed tab and a second writer no word is lost."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import SignedIn, worker_ready
from tests.e2e.console import a_meeting, asked
from tests.support.axe import assert_accessible

_SENT = 30_000
POINTS = ("Tuyên bố lý do, giới thiệu đại biểu", "Thảo luận, tự phê bình và phê bình", "Kết luận, thông qua nghị quyết")


def a_published_meeting(page: Page) -> str:
    """A meeting of the secretary's own branch that begins in an hour and that the secretary chairs; its id."""
    chair = asked(page, "/signin/session")["member_id"]
    meeting: str = a_meeting(page, POINTS, minutes=60, chair_id=chair)["id"]
    return meeting


@contextmanager
def without_network(page: Page) -> Iterator[None]:
    page.context.set_offline(True)
    try:
        yield
    finally:
        page.context.set_offline(False)


@pytest.fixture
def phone(signed_in: SignedIn) -> Page:
    page = signed_in("branch_secretary")
    page.goto("/")
    worker_ready(page)
    return page


@pytest.fixture
def meeting(phone: Page) -> str:
    return a_published_meeting(phone)


def begin(page: Page, meeting: str) -> None:
    page.goto(f"/sinh-hoat/{meeting}/dieu-hanh")
    page.get_by_role("button", name="Bắt đầu sinh hoạt").click()
    expect(page.get_by_role("heading", name=POINTS[0])).to_be_visible()


def notes(page: Page):
    return page.get_by_role("textbox", name="Diễn biến")


def all_sent(page: Page) -> None:
    expect(page.get_by_test_id("kept")).to_have_text("Đã lưu và gửi hết", timeout=_SENT)


def to_the_discussion(page: Page) -> None:
    page.get_by_role("button", name="Tiếp").click()
    expect(page.get_by_role("heading", name=POINTS[1])).to_be_visible()


def test_nothing_is_lost_when_the_network_goes_the_tab_dies_and_two_people_write(
    phone: Page, meeting: str, signed_in: SignedIn
):
    begin(phone, meeting)
    phone.get_by_role("tab", name="Điểm danh").click()
    phone.get_by_role("button", name="Có mặt cả").click()
    expect(phone.get_by_text("Đã điểm danh đủ")).to_be_visible()
    phone.get_by_role("tab", name="Chương trình").click()
    to_the_discussion(phone)
    notes(phone).fill("Bí thư gợi ý thảo luận.")
    all_sent(phone)

    with without_network(phone):
        notes(phone).fill("Bí thư gợi ý thảo luận.\nĐồng chí An nêu khó khăn về mương nước.")
        expect(phone.get_by_test_id("kept")).to_contain_text("chờ gửi")
        killed = phone.context
        phone.close()
        phone = killed.new_page()
        phone.goto(f"/sinh-hoat/{meeting}/dieu-hanh")
        expect(notes(phone)).to_have_value("Bí thư gợi ý thảo luận.\nĐồng chí An nêu khó khăn về mương nước.")
        phone.get_by_role("button", name="Thêm ý kiến").click()
        phone.get_by_role("dialog").get_by_role("searchbox").fill("Ông Hà Mặt trận")
        phone.get_by_role("button", name="Khách mời: Ông Hà Mặt trận").click()
        phone.get_by_role("textbox", name="Ý kiến của Ông Hà Mặt trận").fill("Đề nghị làm trong tháng này.")

        clerk = signed_in("branch_secretary", wide=True)
        clerk.goto(f"/sinh-hoat/{meeting}/dieu-hanh")
        expect(notes(clerk)).to_have_value("Bí thư gợi ý thảo luận.")
        notes(clerk).fill("Thư ký ghi: thảo luận lúc 20 giờ.\nBí thư gợi ý thảo luận.")
        all_sent(clerk)

    all_sent(phone)
    whole = "Thư ký ghi: thảo luận lúc 20 giờ.\nBí thư gợi ý thảo luận.\nĐồng chí An nêu khó khăn về mương nước."
    expect(notes(phone)).to_have_value(whole, timeout=_SENT)
    expect(notes(clerk)).to_have_value(whole, timeout=_SENT)
    expect(clerk.get_by_role("textbox", name="Ý kiến của Ông Hà Mặt trận")).to_have_value(
        "Đề nghị làm trong tháng này.", timeout=_SENT
    )


def test_the_same_words_changed_twice_are_shown_to_be_settled(phone: Page, meeting: str, signed_in: SignedIn):
    begin(phone, meeting)
    notes(phone).fill("Hoàn thành trước ngày 15")
    all_sent(phone)
    clerk = signed_in("branch_secretary", wide=True)
    clerk.goto(f"/sinh-hoat/{meeting}/dieu-hanh")
    expect(notes(clerk)).to_have_value("Hoàn thành trước ngày 15")
    with without_network(phone):
        notes(phone).fill("Hoàn thành trước ngày 20")
        expect(phone.get_by_test_id("kept")).to_contain_text("chờ gửi")
        notes(clerk).fill("Hoàn thành trước ngày 25")
        all_sent(clerk)
    expect(phone.get_by_text("Hai người cùng sửa một chỗ")).to_be_visible(timeout=_SENT)
    # The phone's worker may still have sent in the last moment: whoever came first stands first.
    expect(notes(phone)).to_have_value(re.compile(r"^Hoàn thành trước ngày (25 / 20|20 / 25)$"))
    first, second = notes(phone).input_value().removeprefix("Hoàn thành trước ngày ").split(" / ")
    phone.get_by_role("button", name="Lấy nội dung sau").click()
    expect(notes(phone)).to_have_value(f"Hoàn thành trước ngày {second}")
    assert {first, second} == {"20", "25"}
    all_sent(phone)
    expect(phone.get_by_text("Hai người cùng sửa một chỗ")).to_be_hidden()


def test_a_vote_by_raised_cards_shows_base_percent_and_rule(phone: Page, meeting: str):
    begin(phone, meeting)
    phone.get_by_role("tab", name="Điểm danh").click()
    phone.get_by_role("button", name="Có mặt cả").click()
    all_sent(phone)
    phone.get_by_role("tab", name="Biểu quyết").click()
    phone.get_by_role("button", name="Thêm biểu quyết").click()
    sheet = phone.get_by_role("dialog")
    sheet.get_by_label("Nội dung biểu quyết").fill("Thông qua nghị quyết tháng")
    sheet.get_by_role("button", name="có mặt tán thành").click()
    sheet.get_by_role("button", name="Lưu kết quả").click()
    vote = phone.get_by_role("article").filter(has_text="Thông qua nghị quyết tháng")
    expect(vote.get_by_text("Đạt", exact=True)).to_be_visible(timeout=_SENT)
    expect(vote).to_contain_text("294-QĐ/TW")
    expect(vote).to_contain_text("tán thành")


def test_a_member_follows_and_writes_nothing(phone: Page, meeting: str, signed_in: SignedIn):
    begin(phone, meeting)
    all_sent(phone)
    member = signed_in("member")
    member.goto(f"/sinh-hoat/{meeting}/dieu-hanh")
    expect(member.get_by_role("heading", name="Theo dõi cuộc họp")).to_be_visible()
    expect(member.get_by_text(POINTS[2])).to_be_visible()
    expect(member.get_by_role("textbox")).to_have_count(0)


@pytest.mark.parametrize("place", ["Chương trình", "Điểm danh", "Nhiệm vụ", "Biểu quyết"])
def test_every_part_is_accessible(place: str, phone: Page, meeting: str):
    begin(phone, meeting)
    phone.get_by_role("tab", name=place).click()
    all_sent(phone)
    assert_accessible(phone)
