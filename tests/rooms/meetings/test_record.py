"""The record of a meeting in one call: what the phone shows, and what score and minutes are made from."""

from tests.makers.meetings import AGENDA
from tests.makers.members import a_member
from tests.makers.organizations import a_branch
from tests.makers.signin import signed_in


def test_a_meeting_not_yet_opened_shows_its_roster_agenda_and_what_may_be_voted_on(house, meeting, secretary):
    record = signed_in(house, member=secretary).get(f"/api/meetings/{meeting.id}/record").json()
    assert [entry["name"] for entry in record["roll"]] == [
        "Trần Thị Bình",
        "Lê Văn Cường",
        "Phạm Thị Dung",
        "Đỗ Văn Em",
    ]
    assert [item["title"] for item in record["items"]] == [title for _, title in AGENDA]
    assert {entry["name"]: entry["base"] for entry in record["roll"]} == {
        "Trần Thị Bình": "in",
        "Lê Văn Cường": "in",
        "Phạm Thị Dung": "out",
        "Đỗ Văn Em": "in_if_present",
    }
    assert record["counts"]["unmarked"] == 4
    assert record["chair"]["name"] == "Trần Thị Bình"
    assert {subject["code"] for subject in record["subjects"]} >= {"resolution", "admission"}
    assert record["may_run"] is True


def test_a_phone_that_has_the_record_is_told_so(house, meeting, secretary):
    client = signed_in(house, member=secretary)
    first = client.get(f"/api/meetings/{meeting.id}/record")
    again = client.get(f"/api/meetings/{meeting.id}/record", headers={"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code) == (200, 304)


def test_a_stranger_is_told_there_is_no_such_meeting(house, meeting):
    stranger = a_member(house, of=a_branch(house))
    answer = signed_in(house, member=stranger).get(f"/api/meetings/{meeting.id}/record")
    assert (answer.status_code, answer.json()["code"]) == (404, "meetings.not_found")
