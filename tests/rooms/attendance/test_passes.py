"""What phones and desks take along, and who may scan."""

from datetime import timedelta
from uuid import UUID

import pytest

from api.kit.actors import Role
from api.rooms.attendance import codes
from api.rooms.attendance.sealing import SealedRow, open_row, row_tag
from api.rooms.meetings.models import MeetingState
from tests.makers.attendance import a_scan, report
from tests.makers.meetings import EVENING, a_meeting
from tests.makers.members import a_member
from tests.makers.organizations import a_position
from tests.makers.signin import signed_in


def bundle(client, meeting, **query):
    answer = client.get(f"/api/attendance/meetings/{meeting.id}/bundle", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def grant(tonight, member, **more):
    body = {"member_id": str(member.id), "expires_at": tonight.at(120).isoformat(), **more}
    return tonight.secretary.post(f"/api/attendance/meetings/{tonight.meeting.id}/scanners", json=body)


def by_code(tonight, phone):
    return a_scan(tonight.meeting.id, method="member_code", code=phone.code(tonight.meeting))


def test_a_pass_makes_the_codes_that_the_desk_takes(tonight):
    [one] = tonight.an.client.get("/api/attendance/passes").json()["items"]
    code = codes.read(tonight.an.code(tonight.meeting))
    assert isinstance(code, codes.MemberCode)
    assert (one["meeting_id"], one["pseudonym"]) == (str(tonight.meeting.id), code.pseudonym.hex())


def test_passes_are_for_meetings_ahead_to_which_one_is_asked(tonight):
    summoned = {"of": tonight.branch, "summoned": [tonight.binh.member]}
    a_meeting(tonight.house, **summoned, starts_at=EVENING - timedelta(days=3))
    a_meeting(tonight.house, **summoned, state=MeetingState.CANCELLED)
    a_meeting(tonight.house, **summoned, state=MeetingState.PLANNED)
    soon = a_meeting(tonight.house, **summoned, starts_at=EVENING + timedelta(days=3))
    passes = tonight.binh.client.get("/api/attendance/passes").json()["items"]
    assert [one["meeting_id"] for one in passes] == [str(tonight.meeting.id), str(soon.id)]
    assert tonight.stranger.client.get("/api/attendance/passes").json()["items"] == []


def test_a_stolen_bundle_names_nobody_and_a_shown_code_opens_one_row(tonight):
    read = bundle(tonight.secretary, tonight.meeting)
    assert read["expected"] == 3
    assert "Lò Thị An" not in str(read)
    assert str(tonight.an.member.id) not in str(read)
    code = codes.read(tonight.an.code(tonight.meeting))
    assert isinstance(code, codes.MemberCode)
    tag = row_tag(code.pseudonym).hex()
    [row] = [row for row in read["rows"] if row["tag"] == tag]
    opened = open_row(code.pseudonym, SealedRow(bytes.fromhex(row["tag"]), bytes.fromhex(row["sealed"])))
    assert (opened["name"], opened["member_id"]) == ("Lò Thị An", str(tonight.an.member.id))
    assert any(code.is_signed_by(codes.read_key(bytes.fromhex(key)), tonight.meeting.id) for key in opened["keys"])


def test_the_wall_makes_the_codes_that_the_house_takes(tonight):
    read = tonight.secretary.get(f"/api/attendance/meetings/{tonight.meeting.id}/room-key").json()
    counter = codes.step_at(tonight.at(-10).timestamp(), read["step_seconds"])
    text = codes.write_room_code(codes.make_room_code(bytes.fromhex(read["key"]), counter), "https://so-tay.example")
    [answer] = report(tonight.an.client, a_scan(tonight.meeting.id, method="room_code", code=text))
    assert answer["outcome"] == "in"


@pytest.mark.parametrize("what", ["bundle", "room-key"])
def test_only_scanners_take_bundles_and_keys(tonight, what):
    for client in (tonight.an.client, tonight.stranger.client):
        answer = client.get(f"/api/attendance/meetings/{tonight.meeting.id}/{what}")
        assert (answer.status_code, answer.json()["code"]) == (404, "meetings.not_found")


def test_a_helper_scans_until_the_grant_ends(tonight, it_is):
    assert grant(tonight, tonight.binh.member).status_code == 200
    [answer] = report(tonight.binh.client, by_code(tonight, tonight.an))
    assert answer["outcome"] == "in"
    in_time = a_scan(tonight.meeting.id, at=tonight.at(-10), method="hand", member_id=tonight.an.member.id)
    it_is(tonight.at(121))
    sent_later, too_late = report(tonight.binh.client, in_time, by_code(tonight, tonight.an))
    assert (sent_later["flags"], too_late["flags"]) == ([], ["late", "revoked"])


def test_what_a_revoked_helper_sends_is_kept_and_looked_at(tonight):
    made = grant(tonight, tonight.binh.member).json()
    address = f"/api/attendance/meetings/{tonight.meeting.id}/scanners"
    ended = tonight.secretary.delete(f"{address}/{made['id']}").json()
    assert ended["revoked_at"] is not None
    assert tonight.secretary.delete(f"{address}/{made['id']}").json() == ended
    [answer] = report(tonight.binh.client, by_code(tonight, tonight.an))
    assert (answer["outcome"], answer["flags"]) == ("flagged", ["revoked"])
    assert tonight.secretary.get(address).json()["items"] == [ended]


def test_only_those_asked_to_come_with_an_account_can_be_let_to_scan(tonight):
    alone = a_member(tonight.house, of=tonight.branch)
    for member in (tonight.stranger.member, alone):
        assert grant(tonight, member).json()["code"] == "attendance.helper_unknown"


def test_a_site_of_another_meeting_is_none_of_this_one(tonight):
    foreign = {"site_id": str(UUID(int=5))}
    assert grant(tonight, tonight.binh.member, **foreign).json()["code"] == "attendance.site_unknown"
    answer = tonight.secretary.get(f"/api/attendance/meetings/{tonight.meeting.id}/bundle", params=foreign)
    assert answer.json()["code"] == "attendance.site_unknown"


def test_the_reception_desk_scans_without_reading_the_meeting(tonight):
    desk = a_member(tonight.house, of=tonight.branch)
    a_position(tonight.house, at=tonight.branch, role=Role.RECEPTION, member=desk)
    client = signed_in(tonight.house, member=desk)
    [answer] = report(client, by_code(tonight, tonight.an))
    assert answer["outcome"] == "in"
    assert bundle(client, tonight.meeting)["expected"] == 3
    assert client.get(f"/api/attendance/meetings/{tonight.meeting.id}").status_code in {403, 404}
