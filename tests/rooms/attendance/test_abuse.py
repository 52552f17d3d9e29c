"""What somebody might try: refused or flagged, each scan by itself, and never at the cost of the desk."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from api.kit import clock
from api.kit.ids import new_id
from api.kit.logging import logger
from api.rooms.attendance.floods import MOST, WINDOW, Floods
from api.rooms.attendance.models import AttendanceFact
from api.rooms.meetings.models import Invitation, MeetingSite
from tests.makers.attendance import a_scan, report, wall_code
from tests.makers.meetings import a_meeting


def by_code(tonight, code, client=None, **more):
    scan = a_scan(tonight.meeting.id, method="member_code", code=code, **more)
    return report(client or tonight.secretary, scan)[0]


def kept(tonight):
    with tonight.house.database.reading() as session:
        return len(session.exec(select(AttendanceFact)).all())


def test_a_code_shown_again_by_somebody_else_is_in_already(tonight):
    code = tonight.an.code(tonight.meeting)
    assert [by_code(tonight, code)["outcome"] for _ in range(2)] == ["in", "already"]


@pytest.mark.parametrize("cut", [1, 20, 127])
def test_a_truncated_code_is_no_code(tonight, cut):
    answer = by_code(tonight, tonight.an.code(tonight.meeting)[:-cut])
    assert (answer["outcome"], answer["refusal"]) == ("refused", "attendance.not_a_code")


def test_codes_that_are_tried_out_find_nobody(tonight):
    """A pseudonym has 128 bits; whoever guesses learns the same of everybody: nothing."""
    code = tonight.an.code(tonight.meeting)
    tried = {by_code(tonight, code[:4] + letter * 12 + code[16:])["refusal"] for letter in "ABC"}
    assert tried == {"attendance.unknown_code"}
    assert kept(tonight) == 0


def test_a_code_of_another_house_is_unknown_here(tonight, tmp_path):
    elsewhere = tonight.house.settings.model_copy(update={"var": tmp_path / "other"})
    other = replace(tonight.an, house=replace(tonight.house, settings=elsewhere))
    assert by_code(tonight, other.code(tonight.meeting))["refusal"] == "attendance.unknown_code"


def test_a_scanner_outside_its_site_is_kept_for_the_secretary(tonight):
    with tonight.house.database.writing() as session:
        mine, other = (MeetingSite(meeting_id=tonight.meeting.id, position=n, name=f"Điểm cầu {n}") for n in (1, 2))
        session.add_all([mine, other])
    until = (clock.now() + timedelta(hours=2)).isoformat()
    body = {"member_id": str(tonight.binh.member.id), "site_id": str(mine.id), "expires_at": until}
    tonight.secretary.post(f"/api/attendance/meetings/{tonight.meeting.id}/scanners", json=body)
    at_mine = by_code(tonight, tonight.an.code(tonight.meeting), tonight.binh.client, site_id=mine.id)
    at_other = by_code(tonight, tonight.an.code(tonight.meeting), tonight.binh.client, site_id=other.id)
    assert (at_mine["outcome"], at_other["outcome"], at_other["flags"]) == ("in", "flagged", ["revoked"])


def test_a_moment_beyond_all_calendars_is_refused_by_itself(tonight):
    strange = a_scan(tonight.meeting.id, method="hand", member_id=tonight.an.member.id)
    for moment in ("9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00"):
        answers = report(
            tonight.secretary,
            strange | {"scan_id": str(new_id()), "device_at": moment},
            a_scan(tonight.meeting.id, method="hand", member_id=tonight.binh.member.id),
        )
        assert answers[0]["refusal"] == "attendance.unreadable"
        assert answers[1]["outcome"] in {"in", "already"}


def test_ten_megabytes_are_not_read(tonight):
    answer = tonight.secretary.post("/api/attendance/scans", content=b"[" * 10_000_000)
    assert (answer.status_code, answer.json()["code"]) == (413, "request.too_large")


def test_a_flood_of_refused_scans_is_told_to_wait_leaves_nothing_and_the_desk_goes_on(tonight, caplog):
    flood = [a_scan(tonight.meeting.id, method="member_code", code=f"NONSENSE{n}") for n in range(200)]
    for _ in range(3):
        assert {answer["outcome"] for answer in report(tonight.stranger.client, *flood)} == {"refused"}
    away = tonight.stranger.client.post(
        "/api/attendance/scans", json={"sent_at": clock.now().isoformat(), "items": flood[:1]}
    )
    assert (away.status_code, away.json()["code"]) == (429, "attendance.too_many_refused")
    assert 0 < int(away.headers["Retry-After"]) <= WINDOW
    assert by_code(tonight, tonight.an.code(tonight.meeting))["outcome"] == "in"
    assert kept(tonight) == 1
    with caplog.at_level("WARNING", logger="handbook"):
        logger.addHandler(caplog.handler)
        tonight.house.app.state.desk.stop()
        logger.removeHandler(caplog.handler)
    [line] = [record for record in caplog.records if hasattr(record, "turned_away")]
    assert (line.refused, line.turned_away) == ({"attendance.not_a_scanner": 600}, 1)


def test_a_desk_that_is_shown_foreign_codes_goes_on(tonight):
    shown = [a_scan(tonight.meeting.id, method="member_code", code=f"NONSENSE{n}") for n in range(199)]
    good = a_scan(tonight.meeting.id, method="member_code", code=tonight.an.code(tonight.meeting))
    assert [report(tonight.secretary, *shown, good)[-1]["outcome"] for _ in range(2)] == ["in", "in"]


def test_a_flood_is_forgotten_after_its_window_and_told_once():
    floods, other = Floods(), b"other"
    assert floods.note(b"one", None, ["attendance.forged"] * (MOST + 1), now=0.0) == []
    assert (floods.wait(b"one", 1.0), floods.wait(other, 1.0)) == (WINDOW - 1.0, 0.0)
    assert floods.wait(b"one", WINDOW) == 0.0
    told = floods.note(other, None, ["attendance.forged"], now=WINDOW)
    assert [(one.refused.total(), one.turned_away) for one in told] == [(MOST + 1, 1)]
    assert floods.ended() == []


def test_the_wall_is_of_no_use_to_somebody_who_is_not_signed_in(tonight):
    scan = a_scan(tonight.meeting.id, method="room_code", code=wall_code(tonight.house, tonight.meeting.id))
    body = {"sent_at": clock.now().isoformat(), "items": [scan]}
    assert tonight.house.client("stolen-or-made-up").post("/api/attendance/scans", json=body).status_code == 401


def test_a_site_that_the_meeting_does_not_have_spoils_no_scan(tonight):
    """Of another meeting, or taken away while the desk was offline: they were there, the secretary is told."""
    elsewhere = a_meeting(tonight.house, of=tonight.branch)
    with tonight.house.database.writing() as session:
        foreign = MeetingSite(meeting_id=elsewhere.id, position=1, name="Điểm cầu khác")
        session.add(foreign)
    at_no_site = [
        a_scan(tonight.meeting.id, method="hand", member_id=tonight.an.member.id, site_id=new_id()),
        a_scan(tonight.meeting.id, method="member_code", code=tonight.binh.code(tonight.meeting), site_id=foreign.id),
    ]
    answers = report(tonight.secretary, *at_no_site)
    assert [(one["outcome"], one["flags"]) for one in answers] == [("in", ["other_site"])] * 2
    with tonight.house.database.reading() as session:
        assert set(session.exec(select(AttendanceFact.site_id))) == {None}


def test_a_site_that_goes_while_it_is_remembered_is_known_to_have_gone_when_the_scan_comes_again(tonight, site):
    """The intake remembers sites for a minute: what cannot be kept is judged anew by what there is."""
    first = a_scan(tonight.meeting.id, method="hand", member_id=tonight.binh.member.id)
    assert report(tonight.secretary, first)[0]["outcome"] == "in"
    with tonight.house.database.writing() as session:
        invitation = session.exec(select(Invitation).where(Invitation.member_id == tonight.an.member.id)).one()
        invitation.site_id = None
        session.add(invitation)
        session.flush()
        session.delete(session.get_one(MeetingSite, site.id))
    late = a_scan(tonight.meeting.id, method="hand", member_id=tonight.an.member.id, site_id=site.id)
    body = {"sent_at": clock.now().isoformat(), "items": [late]}
    assert tonight.secretary.post("/api/attendance/scans", json=body).status_code == 500
    [answer] = report(tonight.secretary, late)
    assert (answer["outcome"], answer["flags"]) == ("in", ["other_site"])
