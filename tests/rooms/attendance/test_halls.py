"""Where a hall is, and what a phone whose member agreed says of it: near, or not; never where the phone is."""

import pytest

from api.kit.actors import Role
from tests.makers.attendance import a_scan, report, wall_code
from tests.makers.members import a_member
from tests.makers.organizations import a_position
from tests.makers.signin import signed_in

HERE = {"latitude": 21.3256, "longitude": 103.9188, "radius": 150}


def address(tonight):
    return f"/api/attendance/meetings/{tonight.meeting.id}/halls"


def place(tonight, *items, client=None):
    return (client or tonight.secretary).put(address(tonight), json={"items": list(items)})


def hall_of(phone):
    [item] = phone.client.get("/api/attendance/passes").json()["items"]
    return item["hall"]


def scan_the_wall(tonight, phone, **more):
    scan = a_scan(tonight.meeting.id, method="room_code", code=wall_code(tonight.house, tonight.meeting.id))
    [answer] = report(phone.client, scan | more)
    return answer


def test_a_phone_takes_along_where_the_hall_of_its_member_is(tonight):
    assert hall_of(tonight.an) is None
    assert place(tonight, HERE).json()["items"] == [HERE | {"site_id": None}]
    assert hall_of(tonight.an) == HERE
    assert place(tonight).json()["items"] == []
    assert hall_of(tonight.an) is None


def test_a_hall_is_that_of_the_members_site(tonight, site):
    there = HERE | {"latitude": 21.4, "site_id": str(site.id)}
    place(tonight, HERE, there)
    assert (hall_of(tonight.an)["latitude"], hall_of(tonight.binh)["latitude"]) == (21.4, 21.3256)
    assert place(tonight, there | {"radius": 400}).json()["items"] == [there | {"radius": 400}]
    assert hall_of(tonight.binh) is None


@pytest.mark.parametrize(("near", "flag"), [(True, ["near", "self"]), (False, ["far", "self"]), (None, ["self"])])
def test_what_the_phone_says_stands_beside_the_scan_and_never_decides(tonight, near, flag):
    answer = scan_the_wall(tonight, tonight.an, near=near)
    assert (answer["outcome"], answer["flags"]) == ("in", flag)
    [waiting] = tonight.secretary.get(f"/api/attendance/meetings/{tonight.meeting.id}").json()["to_check"]
    assert (waiting["flags"], waiting["counts"]) == (flag, True)


def test_no_phone_has_to_say_it_and_no_scan_says_more(tonight):
    assert scan_the_wall(tonight, tonight.an)["flags"] == ["self"]
    for more in ({"near": 12}, {"latitude": 21.3, "longitude": 103.9}):
        assert scan_the_wall(tonight, tonight.binh, **more)["refusal"] == "attendance.unreadable"
    by_hand = a_scan(tonight.meeting.id, method="hand", member_id=tonight.an.member.id) | {"near": True}
    assert report(tonight.secretary, by_hand)[0]["refusal"] == "attendance.unreadable"


@pytest.mark.parametrize("wrong", [{"latitude": 91}, {"longitude": -181}, {"radius": 0}, {"radius": 10**6}])
def test_a_hall_is_somewhere_on_earth(tonight, wrong):
    assert place(tonight, HERE | wrong).status_code == 422


def test_a_hall_is_told_once_and_of_this_meetings_sites(tonight):
    assert place(tonight, HERE, HERE).json()["code"] == "attendance.hall_twice"
    elsewhere = HERE | {"site_id": str(tonight.meeting.id)}
    assert place(tonight, elsewhere).json()["code"] == "attendance.site_unknown"


def test_those_who_plan_or_run_the_meeting_say_where_it_is(tonight):
    organiser = a_member(tonight.house, of=tonight.branch)
    a_position(tonight.house, at=tonight.branch, role=Role.ORGANISER, member=organiser)
    assert place(tonight, HERE, client=signed_in(tonight.house, member=organiser)).status_code == 200
    assert place(tonight, HERE, client=tonight.an.client).status_code == 403
    assert place(tonight, HERE, client=tonight.stranger.client).status_code == 404
    assert tonight.an.client.get(address(tonight)).status_code == 403
