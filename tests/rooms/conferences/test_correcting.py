"""The word about what a guest did: a check-in counts, or it does not, whoever says so and why."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from api.kit.actors import Role
from api.rooms.conferences.models import GuestCorrection
from tests.makers.conferences import a_guest, an_id, badge_of, here
from tests.makers.meetings import EVENING
from tests.makers.members import a_member
from tests.makers.organizations import a_position
from tests.makers.signin import signed_in
from tests.support.streams import streaming


def at(tonight, path):
    return f"/api/conferences/{tonight.meeting.id}{path}"


def write_down(client, tonight):
    """A guest on the spot; the registration is a fact under the guest's own id."""
    answer = client.put(at(tonight, f"/guests/{an_id()}"), json=a_guest(taken=here()))
    assert answer.status_code == 200, answer.text
    return answer.json()["id"]


def show(tonight, guest_id):
    code = badge_of(tonight.house, tonight.meeting.id, guest_id)
    answer = tonight.secretary.put(at(tonight, f"/guest-scans/{an_id()}"), json=here() | {"code": code})
    assert answer.status_code == 200, answer.text
    return answer.json()


def say(client, tonight, scan_id, *, counts, reason="Đưa nhầm thẻ"):
    body = {"counts": counts, "reason": reason}
    return client.post(at(tonight, f"/guest-scans/{scan_id}/corrections"), json=body)


def scans(tonight):
    return tonight.secretary.get(at(tonight, "/guest-scans")).json()["items"]


def came(tonight):
    return [one["came_at"] for one in tonight.secretary.get(at(tonight, "/guests")).json()["items"]]


@pytest.fixture
def reception(tonight):
    person = a_member(tonight.house, of=tonight.branch)
    a_position(tonight.house, at=tonight.branch, role=Role.RECEPTION, member=person)
    return signed_in(tonight.house, member=person)


def test_a_check_in_said_not_to_count_is_out_of_every_figure_and_back_with_the_next_word(tonight):
    scan_id = write_down(tonight.secretary, tonight)
    board = f"/api/attendance/meetings/{tonight.meeting.id}/board"
    with streaming(tonight.secretary, board) as stream:
        assert stream.next("board").data["guests"] == {"expected": 1, "present": 1}
        said = say(tonight.secretary, tonight, scan_id, counts=False).json()
        assert (said["counts"], said["corrected_because"]) == (False, "Đưa nhầm thẻ")
        assert stream.next("moved").data["guests"] == {"expected": 1, "present": 0}
        assert came(tonight) == [None]
        say(tonight.secretary, tonight, scan_id, counts=True, reason="Đã gặp lại")
        assert stream.next("moved").data["guests"] == {"expected": 1, "present": 1}
    assert came(tonight) != [None]
    assert [(one["counts"], one["corrected_because"]) for one in scans(tonight)] == [(True, "Đã gặp lại")]


def test_a_session_counts_no_guest_whose_check_in_was_taken_back(tonight):
    plan = {
        "title": "Khai mạc",
        "starts_at": EVENING.isoformat(),
        "ends_at": (EVENING + timedelta(hours=1)).isoformat(),
    }
    tonight.secretary.put(at(tonight, ""), json={"sessions": [plan]}, headers={"If-Match": '"0"'}).raise_for_status()
    scan_id = write_down(tonight.secretary, tonight)
    present = []
    for counts in (True, False):
        say(tonight.secretary, tonight, scan_id, counts=counts)
        present.append(tonight.secretary.get(at(tonight, "")).json()["sessions"][0]["present"])
    assert present == [1, 0]


def test_a_badge_used_twice_waits_for_a_word_and_counts_after_it(tonight, it_is):
    guest_id = tonight.secretary.put(at(tonight, f"/guests/{an_id()}"), json=a_guest()).json()["id"]
    first = show(tonight, guest_id)
    it_is(EVENING - timedelta(minutes=2))
    second = show(tonight, guest_id)
    assert [(one["flags"], one["counts"]) for one in scans(tonight)] == [([], True), (["badge_reused"], False)]
    say(tonight.secretary, tonight, first["scan_id"], counts=False)
    say(tonight.secretary, tonight, second["scan_id"], counts=True, reason="Người này mới là khách")
    assert came(tonight) == ["2026-12-03T12:28:00Z"]


def test_who_was_taken_back_comes_with_the_badge_as_if_for_the_first_time(tonight, it_is):
    guest_id = tonight.secretary.put(at(tonight, f"/guests/{an_id()}"), json=a_guest()).json()["id"]
    say(tonight.secretary, tonight, show(tonight, guest_id)["scan_id"], counts=False)
    it_is(EVENING - timedelta(minutes=2))
    again = show(tonight, guest_id)
    assert (again["outcome"], again["flags"]) == ("in", [])


def test_a_desk_takes_back_whom_it_wrote_down_and_decides_nothing_else(tonight, reception):
    own, others = write_down(reception, tonight), write_down(tonight.secretary, tonight)
    guest_id = tonight.secretary.put(at(tonight, f"/guests/{an_id()}"), json=a_guest()).json()["id"]
    shown = show(tonight, guest_id)["scan_id"]
    assert say(reception, tonight, own, counts=False).json()["counts"] is False
    refused = [say(reception, tonight, own, counts=True)] + [
        say(reception, tonight, one, counts=False) for one in (others, shown)
    ]
    assert {answer.status_code for answer in refused} <= {403, 404}
    assert [one["counts"] for one in scans(tonight)] == [False, True, True]


def test_a_stranger_and_another_meeting_know_nothing_of_it(tonight):
    scan_id = write_down(tonight.secretary, tonight)
    assert say(tonight.stranger.client, tonight, scan_id, counts=False).status_code == 404
    assert say(tonight.secretary, tonight, an_id(), counts=False).json()["code"] == "conferences.scan_not_found"


def test_each_word_is_kept_with_its_author_and_reason_and_never_changed(tonight):
    scan_id = write_down(tonight.secretary, tonight)
    for counts in (False, True):
        say(tonight.secretary, tonight, scan_id, counts=counts, reason=f"Lý do {counts}")
    with tonight.house.database.reading() as session:
        words = session.exec(select(GuestCorrection).order_by(GuestCorrection.id)).all()  # type: ignore[arg-type]  # a column
    assert [(word.counts, word.reason) for word in words] == [(False, "Lý do False"), (True, "Lý do True")]
    assert len({word.account_id for word in words}) == 1
    for statement in ("DELETE FROM guest_corrections", "UPDATE guest_corrections SET counts = counts"):
        with pytest.raises(DBAPIError, match="append-only"), tonight.house.database.writing() as session:
            session.connection().exec_driver_sql(statement)
