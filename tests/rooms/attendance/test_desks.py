"""Where somebody may stand at a desk, at which site and until when, and whom the desk takes by name."""

from datetime import timedelta

import pytest

from api.kit import clock
from api.kit.actors import Role
from api.rooms.meetings.models import MeetingSite
from tests.makers.attendance import a_scan, report
from tests.makers.members import a_member
from tests.makers.notifications import in_inbox, tell_everything
from tests.makers.organizations import a_position
from tests.makers.signin import signed_in


@pytest.fixture
def sites(tonight):
    """Two further places of the meeting."""
    with tonight.house.database.writing() as session:
        made = [
            MeetingSite(meeting_id=tonight.meeting.id, position=number, name=name, place=None)
            for number, name in enumerate(("Xã Mường Lay", "Xã Mường Nhé"))
        ]
        session.add_all(made)
        session.flush()
        return [str(site.id) for site in made]


@pytest.fixture
def reception(tonight):
    """The desk of the branch, who is asked to no meeting."""
    person = a_member(tonight.house, of=tonight.branch)
    a_position(tonight.house, at=tonight.branch, role=Role.RECEPTION, member=person)
    return signed_in(tonight.house, member=person)


def address(tonight, what):
    return f"/api/attendance/meetings/{tonight.meeting.id}/{what}"


def grant(tonight, phone, **more):
    until = (clock.now() + timedelta(hours=1)).isoformat()
    body = {"member_id": str(phone.member.id), "expires_at": until, **more}
    return tonight.secretary.post(address(tonight, "scanners"), json=body)


def desks(client):
    return [item["title"] for item in client.get("/api/attendance/desks").json()["items"]]


def test_the_reception_finds_its_meetings_and_others_find_none(tonight, reception):
    assert desks(reception) == [tonight.meeting.title]
    assert desks(tonight.an.client) == desks(tonight.stranger.client) == []
    found = reception.get(address(tonight, "desk")).json()
    assert (found["whole"], found["sites"], found["until"], found["runs"]) == (True, [], None, False)


def test_a_helper_finds_the_desk_while_the_grant_holds(tonight, it_is):
    made = grant(tonight, tonight.an).json()
    assert (made["name"], made["site"]) == ("Lò Thị An", None)
    assert desks(tonight.an.client) == [tonight.meeting.title]
    tonight.secretary.delete(address(tonight, f"scanners/{made['id']}"))
    assert desks(tonight.an.client) == []
    assert tonight.an.client.get(address(tonight, "desk")).json()["code"] == "not_allowed"
    grant(tonight, tonight.binh)
    assert desks(tonight.binh.client) == [tonight.meeting.title]
    it_is(tonight.at(61))
    assert desks(tonight.binh.client) == []


def test_a_helper_is_told_of_the_desk_and_of_its_end_once_each(tonight):
    made = grant(tonight, tonight.an).json()
    for _ in range(2):
        tonight.secretary.delete(address(tonight, f"scanners/{made['id']}"))
    tell_everything(tonight.house)
    assert in_inbox(tonight.an.client) == ["desk_granted", "desk_revoked"]
    assert in_inbox(tonight.binh.client) == []


def test_a_helper_of_one_site_is_shown_that_site_and_no_other(tonight, sites):
    assert grant(tonight, tonight.an, site_id=sites[1]).json()["site"] == "Xã Mường Nhé"
    found = tonight.an.client.get(address(tonight, "desk")).json()
    assert (found["whole"], [site["id"] for site in found["sites"]]) == (False, [sites[1]])
    asked = {site: tonight.an.client.get(address(tonight, "people"), params={"site_id": site}) for site in sites}
    assert [answer.status_code for answer in asked.values()] == [403, 200]
    everything = tonight.secretary.get(address(tonight, "desk")).json()
    assert (everything["whole"], everything["runs"], len(everything["sites"])) == (True, True, 2)


def test_a_desk_takes_by_name_whom_it_may_see_and_nobody_else_sees_the_names(tonight, reception):
    names = [person["name"] for person in reception.get(address(tonight, "people")).json()["items"]]
    assert sorted(names) == ["Bế Văn Đàn", "Lò Thị An", "Vừ A Bình"]
    for other in (tonight.an.client, tonight.stranger.client):
        assert other.get(address(tonight, "people")).json()["code"] == "meetings.not_found"


def by_hand(tonight, client, phone):
    [answer] = report(client, a_scan(tonight.meeting.id, method="hand", member_id=phone.member.id))
    return answer["scan_id"]


def say(client, scan_id, *, counts=False):
    body = {"counts": counts, "reason": "Ghi nhầm người"}
    return client.post(f"/api/attendance/scans/{scan_id}/corrections", json=body)


def present(tonight):
    read = tonight.secretary.get(f"/api/attendance/meetings/{tonight.meeting.id}").json()
    return [person["name"] for person in read["present"]]


def test_a_desk_takes_back_whom_it_wrote_down_and_may_write_again(tonight, reception):
    scan_id = by_hand(tonight, reception, tonight.an)
    assert present(tonight) == ["Lò Thị An"]
    assert say(reception, scan_id).json()["counts"] is False
    assert present(tonight) == []
    by_hand(tonight, reception, tonight.an)
    assert present(tonight) == ["Lò Thị An"]


def test_a_desk_decides_nothing_else(tonight, reception):
    """Neither that its own scan counts after all, nor about the scans of another desk or of a shown code."""
    own = by_hand(tonight, reception, tonight.an)
    others = by_hand(tonight, tonight.secretary, tonight.binh)
    [shown] = report(
        reception, a_scan(tonight.meeting.id, method="member_code", code=tonight.binh.code(tonight.meeting))
    )
    refused = (say(reception, own, counts=True), say(reception, others), say(reception, shown["scan_id"]))
    assert {answer.json()["code"] for answer in refused} <= {"attendance.fact_not_found", "not_allowed"}
    assert sorted(present(tonight)) == ["Lò Thị An", "Vừ A Bình"]


@pytest.mark.parametrize("after", [timedelta(minutes=-1), timedelta(days=40)], ids=["over already", "for weeks"])
def test_a_grant_ends_soon_after_the_meeting(tonight, after):
    answer = grant(tonight, tonight.an, expires_at=(clock.now() + after).isoformat())
    assert (answer.status_code, answer.json()["code"]) == (409, "attendance.grant_end_wrong")


def replan(tonight, *sites):
    """The plan as it is, with these sites and no others."""
    at = f"/api/meetings/{tonight.meeting.id}"
    found = tonight.secretary.get(at)
    kept = ("kind", "title", "month", "starts_at", "ends_at", "place")
    body = {name: found.json()[name] for name in kept} | {"sites": list(sites)}
    return tonight.secretary.patch(at, json=body, headers={"If-Match": found.headers["etag"]})


def test_a_site_where_somebody_was_scanned_stays_and_the_other_may_go(tonight, sites):
    first, second = ({"id": site, "name": "Điểm cầu"} for site in sites)
    report(
        tonight.secretary, a_scan(tonight.meeting.id, method="hand", member_id=tonight.an.member.id, site_id=sites[0])
    )
    refused = replan(tonight, second)
    assert (refused.status_code, refused.json()["code"]) == (409, "meetings.site_in_use")
    assert replan(tonight, first).status_code == 200
