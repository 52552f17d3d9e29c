"""A secret ballot cast on two phones: each has one, nobody sees whose it is, and both check the count."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import SignedIn
from tests.e2e.console import asked, told
from tests.e2e.test_meetings_running import a_published_meeting, all_sent, begin
from tests.support.axe import assert_accessible

_SLOW = 20_000
QUESTION = "Giới thiệu nhân sự chi ủy"


def allow_secret_polls(officer: Page, branch: dict[str, Any]) -> None:
    """The committee lets this branch vote on phones, as data of the rule."""
    rule = asked(officer, f"/rule-sets?topic=vote_subjects&organization_id={branch['id']}")["items"][0]
    content = rule["content"]
    content["subjects"] = [subject | {"poll": True} for subject in content["subjects"]]
    own = {"topic": "vote_subjects", "organization_id": branch["id"], "effective_from": "2026-01-01"}
    told(officer, "/rule-sets", own | {"citation": "Hướng dẫn của Đảng ủy", "source_level": "P", "content": content})


@pytest.fixture
def secretary(signed_in: SignedIn) -> Page:
    return signed_in("branch_secretary")


@pytest.fixture
def meeting(secretary: Page, signed_in: SignedIn) -> str:
    session = asked(secretary, "/signin/session")
    allow_secret_polls(signed_in("committee_officer"), session["branch"])
    return a_published_meeting(secretary)


def cast(page: Page, choice: str) -> None:
    vote = page.get_by_role("article", name=QUESTION)
    expect(vote).to_be_visible(timeout=_SLOW)
    vote.get_by_role("button", name=choice, exact=True).click()
    vote.get_by_role("button", name="Bỏ phiếu").click()
    expect(vote.get_by_text("Đồng chí đã bỏ phiếu.")).to_be_visible(timeout=_SLOW)
    expect(vote.get_by_role("button", name="Bỏ phiếu")).to_have_count(0)


def own_ballot_is_found(page: Page, choice: str) -> None:
    page.get_by_role("article", name=QUESTION).get_by_role("button", name="Kiểm lại kết quả").click()
    box = page.get_by_role("dialog", name="Kiểm lại kết quả")
    expect(box.get_by_text(f"Phiếu của đồng chí có trong danh sách: {choice}.")).to_be_visible()
    expect(box.get_by_role("listitem")).to_have_count(2)


def test_two_phones_vote_secretly_and_both_check_the_count(secretary: Page, meeting: str, signed_in: SignedIn):
    begin(secretary, meeting)
    secretary.get_by_role("tab", name="Điểm danh").click()
    secretary.get_by_role("button", name="Có mặt cả").click()
    all_sent(secretary)
    secretary.get_by_role("tab", name="Biểu quyết").click()
    secretary.get_by_role("button", name="Thêm biểu quyết").click()
    sheet = secretary.get_by_role("dialog")
    sheet.get_by_label("Loại nội dung").select_option("Giới thiệu, bầu cử")
    sheet.get_by_label("Nội dung biểu quyết").fill(QUESTION)
    sheet.get_by_text("Phiếu kín trên máy", exact=True).click()
    expect(sheet.get_by_text("Máy chủ không lưu ai chọn gì.")).to_be_visible()
    sheet.get_by_role("button", name="Mở biểu quyết").click()
    all_sent(secretary)

    member = signed_in("member")
    member.goto(f"/sinh-hoat/{meeting}/dieu-hanh")
    cast(member, "Không tán thành")
    assert_accessible(member)
    cast(secretary, "Tán thành")

    vote = secretary.get_by_role("article", name=QUESTION)
    expect(vote.get_by_text("Đã bỏ 2/")).to_be_visible(timeout=_SLOW)
    vote.get_by_role("button", name="Kết thúc và kiểm phiếu").click()
    expect(vote.get_by_text("1/")).to_be_visible(timeout=_SLOW)
    expect(vote).to_contain_text("Không tán thành 1")
    own_ballot_is_found(secretary, "Tán thành")
    assert_accessible(secretary)
    member.reload()
    own_ballot_is_found(member, "Không tán thành")
