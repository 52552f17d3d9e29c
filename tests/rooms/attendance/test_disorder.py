"""A hall without network: two desks scan the same people, clocks are wrong, and everything arrives at once."""

from datetime import timedelta
from typing import Any

import pytest

from api.kit.actors import Role
from api.rooms.attendance.service.rolling import Roller
from tests.makers.attendance import a_scan, report
from tests.makers.meetings import EVENING, a_meeting
from tests.makers.members import a_member
from tests.makers.organizations import a_position
from tests.makers.signin import signed_in

_PEOPLE = 200
_THREE_HOURS = timedelta(hours=3)


@pytest.fixture
def hall(tonight):
    """The branch's conference with 200 people, and a second desk."""
    house, branch = tonight.house, tonight.branch
    crowd = [a_member(house, of=branch, full_name=f"Lường Văn Số {number}") for number in range(_PEOPLE)]
    helper = a_member(house, of=branch)
    a_position(house, at=branch, role=Role.DEPUTY, member=helper)
    return a_meeting(house, of=branch, summoned=crowd), crowd, signed_in(house, member=helper)


def test_two_desks_that_scanned_the_same_people_offline_agree_whoever_sends_first(tonight, hall, it_is):
    meeting, crowd, second = hall
    first_desk = [
        a_scan(meeting.id, method="hand", member_id=member.id, at=tonight.at(-9, number))
        for number, member in enumerate(crowd)
    ]
    # The other desk's clock is three hours fast; it scanned a minute later, from the end of the list.
    second_desk = [
        a_scan(meeting.id, method="hand", member_id=member.id, at=tonight.at(-8, number) + _THREE_HOURS)
        for number, member in reversed(list(enumerate(crowd)))
    ]
    it_is(EVENING)
    late = report(second, *second_desk, sent_at=EVENING + _THREE_HOURS)
    assert {answer["outcome"] for answer in late} == {"in"}
    assert {answer["outcome"] for answer in report(tonight.secretary, *first_desk)} == {"already"}
    assert report(second, *second_desk, sent_at=EVENING + _THREE_HOURS) == late
    found = tonight.secretary.get(f"/api/attendance/meetings/{meeting.id}").json()
    came = {person["member_id"]: person["came_at"] for person in found["present"]}
    assert len(found["present"]) == len(came) == _PEOPLE
    assert came[str(crowd[3].id)].startswith("2026-12-03T12:21:03")
    assert found["missing"] == []


def test_ten_poisoned_items_among_two_hundred_take_nobody_along_and_are_told_again_the_same(tonight, hall, monkeypatch):
    monkeypatch.setattr(Roller, "somebody_came", lambda *_: None)
    meeting, crowd, _ = hall
    scans = [a_scan(meeting.id, method="hand", member_id=member.id) for member in crowd]
    poisons: list[dict[str, Any]] = [
        {"code": "HBD1:" + "A" * 400},
        {"method": "telepathy"},
        {"kind": "sideways"},
        {"member_id": "nobody"},
        {"member_id": None},
        {"device_at": "yesterday"},
        {"scan_id": "x"},
        {"site_id": "Hội trường lớn"},
        {"meeting_id": None},
        {"near": "perhaps", "method": "room_code", "code": "HBD1"},
    ]
    for number, poison in enumerate(poisons):
        scans[number * 20] |= poison
    answers = report(tonight.secretary, *scans)
    refused = [number for number, answer in enumerate(answers) if answer["outcome"] == "refused"]
    taken = [answer for answer in answers if answer["outcome"] == "in"]
    assert refused == [number * 20 for number in range(len(poisons))]
    assert len(taken) == _PEOPLE - len(poisons)
    found = tonight.secretary.get(f"/api/attendance/meetings/{meeting.id}").json()
    assert len(found["present"]) == len(taken)
    again = report(tonight.secretary, *scans)
    assert [answer for answer in again if answer["outcome"] == "in"] == taken
