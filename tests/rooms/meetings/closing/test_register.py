"""The register of numbers: what was given to which paper, void ones with the reason, a register a type and term."""

import base64

from tests.makers.members import a_member
from tests.makers.organizations import a_branch
from tests.makers.signin import signed_in
from tests.rooms.meetings.closing.conftest import Held, hold


def register(held, client=None, **asked):
    return (client or held.client).get(f"/api/paper-numbers/{held.branch.id}", params=asked)


def test_every_number_is_shown_with_its_paper_and_void_ones_with_the_reason(held):
    first = held.closed()
    held.client.post(f"{held.address}/papers/minutes/void", json={"reason": "Ban hành nhầm"}).raise_for_status()
    meeting, phone, members = hold(held.house, held.branch)
    Held(held.house, held.province, held.committee, held.branch, meeting, members, phone, held.officer).closed()
    page = register(held).json()
    assert (page["organization"]["name"], page["shown"]) == (
        "Chi bộ thôn Một",
        {"type": "BB", "term": "2025-2030", "last": 2},
    )
    assert [(one["type"], one["last"]) for one in page["registers"]] == [("BB", 2), ("NQ", 2)]
    later, earlier = page["items"]
    assert (later["symbol"], later["voided_at"]) == ("02-BB/CB", None)
    assert (earlier["symbol"], earlier["kind"], earlier["void_reason"]) == ("01-BB/CB", "minutes", "Ban hành nhầm")
    assert (earlier["meeting_id"], earlier["meeting_title"]) == (first["meeting_id"], held.meeting.title)


def test_another_type_and_the_next_page_are_asked_for(held):
    held.closed()
    page = register(held, type="NQ", term="2025-2030", limit=1).json()
    assert [one["symbol"] for one in page["items"]] == ["01-NQ/CB"]
    assert page["next_cursor"] is None
    nothing = register(held, type="QĐ").json()
    assert (nothing["shown"], nothing["items"]) == (None, [])
    too_far = base64.urlsafe_b64encode(b"[1000000000000000000000000]").decode()
    for cursor in ("x", too_far):
        assert register(held, cursor=cursor).json()["code"] == "request.cursor_invalid"


def test_a_branch_that_never_closed_a_meeting_has_an_empty_register(held):
    page = register(held, held.officer).json()
    assert (page["registers"], page["shown"], page["items"]) == ([], None, [])


def test_the_committee_above_reads_it_a_member_does_not_and_for_strangers_there_is_none(held):
    held.closed()
    assert len(register(held, held.officer).json()["items"]) == 1
    member = register(held, signed_in(held.house, member=held.members[4]))
    assert (member.status_code, member.json()["code"]) == (403, "not_allowed")
    elsewhere = a_member(held.house, of=a_branch(held.house, under=held.committee))
    stranger = register(held, signed_in(held.house, member=elsewhere))
    assert (stranger.status_code, stranger.json()["code"]) == (404, "meetings.organization_not_found")
