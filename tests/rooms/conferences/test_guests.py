"""Guests: written down at the desk, coming with a printed badge, and what a second use of it says."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import DBAPIError

from api.kit import clock
from api.rooms.attendance.badges import read_badge
from api.rooms.attendance.sealing import SealedRow, open_row
from tests.makers.conferences import a_guest, an_id, badge_of, here
from tests.makers.meetings import EVENING, a_meeting


def register(tonight, guest_id=None, client=None, **what):
    address = f"/api/conferences/{tonight.meeting.id}/guests/{guest_id or an_id()}"
    return (client or tonight.secretary).put(address, json=a_guest(**what))


def take(tonight, scan_id=None, client=None, **what):
    address = f"/api/conferences/{tonight.meeting.id}/guest-scans/{scan_id or an_id()}"
    return (client or tonight.secretary).put(address, json=here() | what)


def listed(tonight):
    return tonight.secretary.get(f"/api/conferences/{tonight.meeting.id}/guests").json()


def test_a_guest_written_down_on_the_spot_is_here(tonight):
    answer = register(tonight, phone="0500 123 456", taken=here())
    assert answer.status_code == 200, answer.text
    assert (answer.json()["came_at"], answer.json()["method"]) == ("2026-12-03T12:20:00Z", "registered")
    found = listed(tonight)
    assert (found["expected"], found["present"], found["items"][0]["phone"]) == (1, 1, "0500 123 456")


def test_sending_the_registration_again_changes_nothing(tonight):
    guest_id, taken = an_id(), here()
    first = register(tonight, guest_id, taken=taken).json()
    assert register(tonight, guest_id, taken=taken).json() == first
    assert listed(tonight)["expected"] == 1


def test_the_time_is_that_of_the_device_without_the_error_it_knew_of(tonight):
    taken = here(clock.now() + timedelta(minutes=57), off=3600)
    assert register(tonight, taken=taken).json()["came_at"] == "2026-12-03T12:17:00Z"


def test_guests_stand_in_the_order_of_given_names(tonight):
    for name in ("Trần Văn Ước", "Lê Thị Ánh", "Bùi Đức An"):
        register(tonight, name=name)
    assert [one["name"] for one in listed(tonight)["items"]] == ["Bùi Đức An", "Lê Thị Ánh", "Trần Văn Ước"]


@pytest.fixture
def guest(tonight):
    """Expected, with a badge printed."""
    return register(tonight).json()


def test_the_first_use_of_a_badge_wins_and_the_second_is_looked_at(tonight, guest, it_is):
    code = badge_of(tonight.house, tonight.meeting.id, guest["id"])
    first = take(tonight, code=code).json()
    assert (first["outcome"], first["name"], first["flags"]) == ("in", "Nguyễn Thị Bưởi", [])
    it_is(EVENING - timedelta(minutes=2))
    second = take(tonight, code=code).json()
    assert (second["outcome"], second["flags"]) == ("flagged", ["badge_reused"])
    assert second["came_at"] == first["came_at"] == listed(tonight)["items"][0]["came_at"]


def test_who_went_out_comes_in_again_with_the_same_badge(tonight, guest, it_is):
    code = badge_of(tonight.house, tonight.meeting.id, guest["id"])
    outcomes = []
    for minute, kind in enumerate(("in", "out", "in")):
        it_is(EVENING - timedelta(minutes=9 - minute))
        outcomes.append(take(tonight, code=code, kind=kind).json()["outcome"])
    assert outcomes == ["in", "out", "in"]


def test_the_same_scan_is_always_told_the_same(tonight, guest):
    scan_id, code = an_id(), badge_of(tonight.house, tonight.meeting.id, guest["id"])
    first = take(tonight, scan_id, code=code).json()
    take(tonight, code=code)
    assert take(tonight, scan_id, code=code).json() == first


def test_a_lost_badge_is_withdrawn_when_it_is_printed_anew(tonight, guest):
    address = f"/api/conferences/{tonight.meeting.id}/guests/{guest['id']}/badge"
    assert tonight.secretary.post(address).status_code == 200
    old, new = (badge_of(tonight.house, tonight.meeting.id, guest["id"], issue) for issue in (1, 2))
    assert take(tonight, code=old).json()["flags"] == ["badge_reused"]
    assert take(tonight, code=new).json()["outcome"] == "in"


@pytest.mark.parametrize("code", ["ABC", "https://so-tay.example/d/AA", "X" * 26])
@pytest.mark.usefixtures("guest")
def test_what_is_no_badge_is_refused(tonight, code):
    assert take(tonight, code=code).json()["code"] == "conferences.badge_unknown"


def test_a_badge_of_another_meeting_is_refused(tonight, guest):
    other = a_meeting(tonight.house, of=tonight.branch)
    code = badge_of(tonight.house, other.id, guest["id"])
    assert take(tonight, code=code).json()["code"] == "conferences.badge_unknown"


def test_a_guest_is_taken_by_name(tonight, guest):
    assert take(tonight, guest_id=guest["id"]).json()["outcome"] == "in"
    assert take(tonight, guest_id=an_id()).status_code == 404


def test_a_site_that_the_meeting_does_not_have_spoils_no_coming(tonight, guest):
    """Taken away while the desk was offline: they were there, the organiser is told."""
    taken = take(tonight, guest_id=guest["id"], site_id=an_id()).json()
    assert (taken["outcome"], taken["flags"]) == ("in", ["other_site"])
    here_now = register(tonight, name="Lê Thị Ánh", site_id=an_id(), taken=here()).json()
    assert (here_now["came_at"], here_now["site_id"]) == ("2026-12-03T12:20:00Z", None)
    scans = tonight.secretary.get(f"/api/conferences/{tonight.meeting.id}/guest-scans").json()["items"]
    assert [(one["site_id"], one["flags"]) for one in scans] == [(None, ["other_site"])] * 2


def test_nobody_is_expected_at_a_site_that_the_meeting_does_not_have(tonight):
    assert register(tonight, site_id=an_id()).json()["code"] == "conferences.site_unknown"


def test_guests_of_another_meeting_keep_their_ids(tonight, guest):
    other = a_meeting(tonight.house, of=tonight.branch)
    answer = tonight.secretary.put(f"/api/conferences/{other.id}/guests/{guest['id']}", json=a_guest())
    assert answer.json()["code"] == "conferences.id_taken"


def test_only_those_at_the_door_write_guests_down(tonight):
    assert register(tonight, client=tonight.an.client).status_code in {403, 404}
    assert register(tonight, client=tonight.stranger.client).status_code == 404
    assert take(tonight, client=tonight.an.client, guest_id=an_id()).status_code == 404


def test_the_desk_takes_rows_along_that_only_a_badge_opens(tonight, guest):
    found = tonight.secretary.get(f"/api/conferences/{tonight.meeting.id}/desk").json()
    assert (found["version"], len(found["rows"])) == (1, 1)
    assert "Bưởi" not in str(found)
    token = read_badge(badge_of(tonight.house, tonight.meeting.id, guest["id"]))
    [row] = found["rows"]
    opened = open_row(token, SealedRow(bytes.fromhex(row["tag"]), bytes.fromhex(row["sealed"])))
    assert (opened["name"], opened["withdrawn"]) == ("Nguyễn Thị Bưởi", False)


def test_what_guests_did_is_never_changed(tonight):
    register(tonight, taken=here())
    for statement in ("DELETE FROM guest_facts", "UPDATE guest_facts SET kind = kind"):
        with pytest.raises(DBAPIError, match="append-only"), tonight.house.database.writing() as session:
            session.connection().exec_driver_sql(statement)
