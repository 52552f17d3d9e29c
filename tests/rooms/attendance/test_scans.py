"""Scans through HTTP: kept once, answered for ever the same, never lost."""

from datetime import timedelta

import pytest
from sqlmodel import select

from api.kit.ids import new_id
from api.rooms.attendance import base45
from api.rooms.attendance.models import AttendanceFact
from api.rooms.meetings.models import MeetingState
from tests.makers.attendance import a_scan, new_key, report, wall_code
from tests.makers.meetings import a_meeting


def facts(house):
    with house.database.reading() as session:
        return session.exec(select(AttendanceFact)).all()


def by_code(tonight, phone, **more):
    return a_scan(tonight.meeting.id, method="member_code", code=phone.code(tonight.meeting), **more)


def test_a_desk_scans_a_members_phone(tonight):
    [answer] = report(tonight.secretary, by_code(tonight, tonight.an))
    assert (answer["outcome"], answer["name"], answer["flags"]) == ("in", "Lò Thị An", [])
    [fact] = facts(tonight.house)
    assert (fact.member_id, fact.method) == (tonight.an.member.id, "member_code")


def test_the_same_scan_is_always_told_the_same(tonight, it_is):
    scan = by_code(tonight, tonight.an)
    first = report(tonight.secretary, scan)
    it_is(tonight.at(30))
    assert report(tonight.secretary, scan) == first
    assert len(facts(tonight.house)) == 1


def test_a_second_scan_of_somebody_says_when_and_by_whom_the_first_was(tonight, it_is):
    [first] = report(tonight.secretary, by_code(tonight, tonight.an))
    it_is(tonight.at(-5))
    [again] = report(tonight.secretary, by_code(tonight, tonight.an))
    assert (again["outcome"], again["came_at"], again["by_this_device"]) == ("already", first["came_at"], True)
    assert len(facts(tonight.house)) == 2


def test_two_scans_of_one_person_in_one_report(tonight):
    answers = report(tonight.secretary, by_code(tonight, tonight.an), by_code(tonight, tonight.an))
    assert [answer["outcome"] for answer in answers] == ["in", "already"]


def test_a_device_without_network_reports_later_and_its_wrong_clock_is_learned(tonight, it_is):
    wrong = timedelta(hours=3)
    code = tonight.an.code(tonight.meeting, at=tonight.at(-8))
    scan = a_scan(tonight.meeting.id, at=tonight.at(-8) + wrong, method="member_code", code=code)
    it_is(tonight.at(40))
    [answer] = report(tonight.secretary, scan, sent_at=tonight.at(40) + wrong)
    assert (answer["outcome"], answer["flags"]) == ("in", [])
    assert facts(tonight.house)[0].corrected_at == tonight.at(-8)


def test_a_picture_of_a_code_is_worth_nothing_after_two_steps(tonight, it_is):
    code = tonight.an.code(tonight.meeting)
    it_is(tonight.at(-10, seconds=31))
    [answer] = report(tonight.secretary, a_scan(tonight.meeting.id, method="member_code", code=code))
    assert (answer["outcome"], answer["flags"]) == ("flagged", ["code_expired"])


def test_a_code_made_with_another_key_is_no_fact(tonight):
    code = tonight.an.code(tonight.meeting, key=new_key())
    [answer] = report(tonight.secretary, a_scan(tonight.meeting.id, method="member_code", code=code))
    assert (answer["outcome"], answer["refusal"]) == ("refused", "attendance.forged")
    assert facts(tonight.house) == []


def test_a_revoked_phone_no_longer_makes_codes(tonight):
    devices = tonight.an.client.get("/api/signin/devices").json()["items"]
    for device in devices:
        tonight.an.client.delete(f"/api/signin/devices/{device['id']}")
    [answer] = report(tonight.secretary, by_code(tonight, tonight.an))
    assert answer["refusal"] == "attendance.forged"


def test_a_code_of_another_meeting_says_nothing_here(tonight):
    other = a_meeting(tonight.house, of=tonight.branch, summoned=[tonight.an.member])
    [answer] = report(tonight.secretary, a_scan(tonight.meeting.id, method="member_code", code=tonight.an.code(other)))
    assert answer["refusal"] == "attendance.unknown_code"


@pytest.mark.parametrize("code", ["https://example.vn/tin-tuc", "0123456789", "É", base45.encode(b"\x01" + bytes(20))])
def test_what_is_no_code_of_ours_is_refused(tonight, code):
    [answer] = report(tonight.secretary, a_scan(tonight.meeting.id, method="member_code", code=code))
    assert answer["refusal"] == "attendance.not_a_code"


def test_a_bad_item_never_takes_its_neighbours_along(tonight):
    answers = report(
        tonight.secretary,
        {"scan_id": "from-a-newer-app", "colour": "red"},
        by_code(tonight, tonight.an),
        a_scan(tonight.meeting.id, method="member_code", code="??"),
        by_code(tonight, tonight.binh),
    )
    assert [answer["outcome"] for answer in answers] == ["refused", "in", "refused", "in"]
    assert answers[0]["refusal"] == "attendance.unreadable"


def test_by_hand_only_those_who_are_asked_to_come(tonight):
    answers = report(
        tonight.secretary,
        a_scan(tonight.meeting.id, method="hand", member_id=tonight.an.member.id),
        a_scan(tonight.meeting.id, method="hand", member_id=tonight.stranger.member.id),
        a_scan(tonight.meeting.id, method="hand", member_id=new_id()),
    )
    assert [answer["outcome"] for answer in answers] == ["in", "refused", "refused"]
    assert answers[1] | {"scan_id": ""} == answers[2] | {"scan_id": ""}


def test_a_member_checks_in_from_the_wall(tonight):
    [answer] = report(
        tonight.an.client,
        a_scan(tonight.meeting.id, method="room_code", code=wall_code(tonight.house, tonight.meeting.id)),
    )
    assert (answer["outcome"], answer["flags"]) == ("in", ["self"])


def test_the_walls_code_counts_when_it_is_sent_later_and_not_when_it_is_old(tonight, it_is):
    seen = wall_code(tonight.house, tonight.meeting.id)
    honest = a_scan(tonight.meeting.id, method="room_code", code=seen)
    late = a_scan(tonight.meeting.id, at=tonight.at(-5), method="room_code", code=seen)
    it_is(tonight.at(60))
    assert report(tonight.an.client, honest)[0]["outcome"] == "in"
    assert report(tonight.binh.client, late)[0]["flags"] == ["code_expired", "self"]


def test_one_phone_checks_in_one_member(tonight):
    """Somebody signs in on the same phone for a friend: the device id is what binds."""
    scan = a_scan(tonight.meeting.id, method="room_code", code=wall_code(tonight.house, tonight.meeting.id))
    report(tonight.an.client, scan)
    with tonight.house.database.writing() as session:
        borrowed = facts(tonight.house)[0].device_id
        from api.rooms.signin.models import Account, SignInSession  # noqa: PLC0415 - only this test borrows a phone

        account = session.exec(select(Account).where(Account.member_id == tonight.binh.member.id)).one()
        started = session.exec(select(SignInSession).where(SignInSession.account_id == account.id)).one()
        started.device_id = borrowed
        session.add(started)
    again = a_scan(tonight.meeting.id, method="room_code", code=wall_code(tonight.house, tonight.meeting.id))
    [answer] = report(tonight.binh.client, again)
    assert (answer["outcome"], answer["flags"]) == ("flagged", ["second_device", "self"])


def test_somebody_not_invited_is_kept_and_waits(tonight):
    scan = a_scan(tonight.meeting.id, method="room_code", code=wall_code(tonight.house, tonight.meeting.id))
    [answer] = report(tonight.stranger.client, scan)
    assert (answer["outcome"], answer["flags"]) == ("flagged", ["not_invited", "self"])


def test_a_wall_of_another_meeting_is_not_ours(tonight):
    other = a_meeting(tonight.house, of=tonight.branch, summoned=[tonight.an.member])
    [answer] = report(
        tonight.an.client, a_scan(tonight.meeting.id, method="room_code", code=wall_code(tonight.house, other.id))
    )
    assert answer["refusal"] == "attendance.unknown_code"


def test_members_and_other_secretaries_scan_nobody(tonight):
    for client in (tonight.an.client, tonight.stranger.client):
        answers = report(
            client,
            by_code(tonight, tonight.binh),
            a_scan(tonight.meeting.id, method="hand", member_id=tonight.an.member.id),
        )
        assert {answer["refusal"] for answer in answers} == {"attendance.not_a_scanner"}


def test_a_meeting_that_is_not_published_is_unknown(tonight):
    planned = a_meeting(tonight.house, of=tonight.branch, state=MeetingState.PLANNED)
    answers = report(
        tonight.secretary,
        a_scan(planned.id, method="hand", member_id=tonight.an.member.id),
        a_scan(tonight.meeting.id, method="hand", member_id=tonight.an.member.id) | {"meeting_id": str(new_id())},
    )
    assert {answer["refusal"] for answer in answers} == {"attendance.meeting_unknown"}


def test_a_cancelled_meeting_keeps_its_scans_for_the_secretary(tonight):
    cancelled = a_meeting(tonight.house, of=tonight.branch, state=MeetingState.CANCELLED, summoned=[tonight.an.member])
    [answer] = report(tonight.secretary, a_scan(cancelled.id, method="hand", member_id=tonight.an.member.id))
    assert (answer["outcome"], answer["flags"]) == ("flagged", ["cancelled_meeting"])


def test_leaving_and_coming_back(tonight, it_is):
    hand = {"method": "hand", "member_id": tonight.an.member.id}
    outcomes = []
    for minutes, kind in ((0, "in"), (30, "out"), (40, "in")):
        it_is(tonight.at(minutes))
        outcomes += [
            answer["outcome"] for answer in report(tonight.secretary, a_scan(tonight.meeting.id, kind=kind, **hand))
        ]
    assert outcomes == ["in", "out", "in"]


def test_nobody_reports_without_a_session(tonight):
    body = {"sent_at": tonight.at(0).isoformat(), "items": [by_code(tonight, tonight.an)]}
    answer = tonight.house.client().post("/api/attendance/scans", json=body)
    assert (answer.status_code, answer.json()["code"]) == (401, "signin.required")


def test_more_than_200_scans_are_another_report(tonight):
    scan = a_scan(tonight.meeting.id, method="hand", member_id=tonight.an.member.id)
    body = {"sent_at": tonight.at(0).isoformat(), "items": [scan] * 201}
    assert tonight.secretary.post("/api/attendance/scans", json=body).status_code == 422
