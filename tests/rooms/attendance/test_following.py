"""Boards and desks that are told what happens while it happens."""

from datetime import timedelta
from threading import Event

import pytest
from sqlmodel import select

from api.kit import clock
from api.kit.actors import Role
from api.rooms.attendance.service import watching
from api.rooms.meetings.models import Invitation
from tests.makers.attendance import a_scan, report, wall_code
from tests.makers.members import a_member
from tests.makers.organizations import a_position
from tests.makers.signin import signed_in
from tests.support.streams import streaming


def board_of(tonight):
    return f"/api/attendance/meetings/{tonight.meeting.id}/board"


def taken_at(tonight, site=None):
    return f"/api/attendance/meetings/{tonight.meeting.id}/taken" + (f"?site_id={site}" if site else "")


def by_hand(tonight, phone, **more):
    return report(tonight.secretary, a_scan(tonight.meeting.id, method="hand", member_id=phone.member.id, **more))[0]


def figures(board):
    return board["expected"], board["present"], board["others"], board["quorum"]


@pytest.mark.usefixtures("site")
def test_the_figures_of_a_meeting(tonight):
    by_hand(tonight, tonight.an)
    board = tonight.secretary.get(board_of(tonight)).json()
    assert board["title"] == tonight.meeting.title
    assert figures(board) == (3, 1, 0, {"base": 3, "needed": 2, "present": 1})
    assert [(place["name"], place["expected"], place["present"]) for place in board["sites"]] == [
        ("Điểm cầu Bản Nà", 1, 1),
        (None, 2, 0),
    ]


def test_a_board_moves_and_tells_only_what_moved(tonight, site):
    with streaming(tonight.secretary, board_of(tonight)) as stream:
        first = stream.next("board")
        assert first.data["present"] == 0
        by_hand(tonight, tonight.an)
        moved = stream.next("moved")
        assert (moved.data["present"], moved.data["sites"]) == (
            1,
            [{"id": str(site.id), "name": "Điểm cầu Bản Nà", "expected": 1, "present": 1}],
        )
        by_hand(tonight, tonight.an)
        by_hand(tonight, tonight.binh)
        assert stream.next("moved").data["present"] == 2
    assert figures(tonight.secretary.get(board_of(tonight)).json())[1] == 2


@pytest.mark.usefixtures("site")
def test_a_board_that_comes_back_counts_nobody_twice(tonight):
    by_hand(tonight, tonight.binh)
    with streaming(tonight.secretary, board_of(tonight)) as staying:
        staying.next("board")
        with streaming(tonight.secretary, board_of(tonight)) as stream:
            known = stream.next("board")
        by_hand(tonight, tonight.an)
        staying.next("moved")
        with streaming(tonight.secretary, board_of(tonight), last=known.id) as stream:
            missed = stream.next()
    assert (missed.name, missed.data["present"], len(missed.data["sites"])) == ("moved", 2, 1)
    with streaming(tonight.secretary, board_of(tonight), last="nonsense-٣") as stream:
        assert (stream.next().name, tonight.secretary.get(board_of(tonight)).json()["present"]) == ("board", 2)


def test_a_word_of_the_secretary_moves_the_board(tonight):
    scan = by_hand(tonight, tonight.an)
    with streaming(tonight.secretary, board_of(tonight)) as stream:
        assert stream.next("board").data["present"] == 1
        address = f"/api/attendance/scans/{scan['scan_id']}/corrections"
        for counts, present in ((False, 0), (True, 1)):
            tonight.secretary.post(address, json={"counts": counts, "reason": "Ghi nhầm người"})
            assert stream.next("moved").data["present"] == present


def test_the_other_desk_of_a_site_hears_of_a_scan(tonight, site):
    with streaming(tonight.secretary, taken_at(tonight, site.id)) as stream:
        by_hand(tonight, tonight.binh)
        taken = by_hand(tonight, tonight.an, site_id=site.id)
        heard = stream.next("scans")
        [scan] = heard.data["scans"]
        assert (scan["scan_id"], scan["member_id"]) == (taken["scan_id"], str(tonight.an.member.id))
        assert "name" not in scan
    again = by_hand(tonight, tonight.an, site_id=site.id, kind="out")
    with streaming(tonight.secretary, taken_at(tonight, site.id), last=heard.id) as stream:
        assert [scan["scan_id"] for scan in stream.next("scans").data["scans"]] == [again["scan_id"]]
    whole = tonight.secretary.get(taken_at(tonight)).json()
    assert len(whole["scans"]) == 3


def say(tonight, scan, *, counts):
    address = f"/api/attendance/scans/{scan['scan_id']}/corrections"
    tonight.secretary.post(address, json={"counts": counts, "reason": "Ghi nhầm người"}).raise_for_status()


def test_the_other_desk_of_a_site_hears_that_a_scan_was_taken_back(tonight, site):
    elsewhere, here = by_hand(tonight, tonight.binh), by_hand(tonight, tonight.an, site_id=site.id)
    with streaming(tonight.secretary, taken_at(tonight, site.id)) as stream:
        heard = stream.next("scans")
        say(tonight, elsewhere, counts=False)
        say(tonight, here, counts=False)
        assert stream.next("corrected").data == {"counts": {here["scan_id"]: False}}
        say(tonight, here, counts=True)
        assert stream.next("corrected").data == {"counts": {here["scan_id"]: True}}
    say(tonight, here, counts=False)
    with streaming(tonight.secretary, taken_at(tonight, site.id), last=heard.id) as stream:
        assert stream.next("corrected").data == {"counts": {here["scan_id"]: False}}
    [scan] = tonight.secretary.get(taken_at(tonight, site.id)).json()["scans"]
    assert scan["counts"] is False


def test_a_word_that_only_confirms_is_told_to_no_desk(tonight):
    scan = by_hand(tonight, tonight.an)
    with streaming(tonight.secretary, taken_at(tonight)) as stream:
        stream.next("scans")
        say(tonight, scan, counts=True)
        by_hand(tonight, tonight.binh)
        assert stream.next().name == "scans"


def grant(tonight, phone, minutes=60):
    body = {"member_id": str(phone.member.id), "expires_at": (clock.now() + timedelta(minutes=minutes)).isoformat()}
    made = tonight.secretary.post(f"/api/attendance/meetings/{tonight.meeting.id}/scanners", json=body)
    assert made.status_code == 200, made.text
    return made.json()


def test_a_desk_whose_grant_is_revoked_is_told_so(tonight):
    given = grant(tonight, tonight.binh)
    with streaming(tonight.binh.client, taken_at(tonight)) as stream:
        tonight.secretary.delete(f"/api/attendance/meetings/{tonight.meeting.id}/scanners/{given['id']}")
        assert stream.next("ended").data == {"reason": "revoked"}
        assert stream.ends()
    assert tonight.binh.client.get(taken_at(tonight)).status_code == 403


def test_a_desk_whose_grant_runs_out_is_told_so(tonight, it_is):
    grant(tonight, tonight.binh, minutes=1)
    with streaming(tonight.binh.client, taken_at(tonight)) as stream:
        it_is(tonight.at(0))
        assert stream.next("ended").data == {"reason": "revoked"}


def test_somebody_signed_out_follows_no_longer(tonight):
    with streaming(tonight.secretary, board_of(tonight)) as stream:
        stream.next("board")
        assert tonight.secretary.delete("/api/signin/session").status_code == 204
        assert stream.next("ended").data == {"reason": "signed_out"}


def test_a_desk_hears_that_a_phone_was_revoked(tonight):
    with (
        streaming(tonight.secretary, taken_at(tonight)) as stream,
        streaming(tonight.secretary, board_of(tonight)) as board,
    ):
        board.next("board")
        for device in tonight.an.client.get("/api/signin/devices").json()["items"]:
            tonight.an.client.delete(f"/api/signin/devices/{device['id']}")
        assert stream.next("people").data == {}


def test_who_is_missing_and_why(tonight, site):
    with tonight.house.database.writing() as session:
        invitation = session.exec(select(Invitation).where(Invitation.member_id == tonight.binh.member.id)).one()
        invitation.answer, invitation.reason, invitation.decision = "absent", "sick", "approved"
        session.add(invitation)
    by_hand(tonight, tonight.an)
    address = f"/api/attendance/meetings/{tonight.meeting.id}/absentees"
    found = tonight.secretary.get(address).json()
    assert (found["total"], [(one["name"], one["reason"], one["decision"]) for one in found["items"]]) == (
        2,
        [("Vừ A Bình", "sick", "approved"), ("Bế Văn Đàn", None, None)],
    )
    assert tonight.secretary.get(address, params={"site_id": str(site.id)}).json()["total"] == 0
    assert tonight.an.client.get(address).status_code == 403
    a_position(tonight.house, at=tonight.branch, role=Role.RECEPTION, member=tonight.stranger.member)
    at_the_desk = tonight.stranger.client.get(address).json()
    assert [(one["name"], one["reason"], one["decision"]) for one in at_the_desk["items"]] == [
        ("Vừ A Bình", None, None),
        ("Bế Văn Đàn", None, None),
    ]


def test_members_follow_nothing(tonight):
    for address in (board_of(tonight), taken_at(tonight)):
        assert tonight.an.client.get(address).status_code in {403, 404}
        with streaming(tonight.stranger.client, address) as stream:
            assert stream.ends()
        assert stream.status == 404


def test_a_delegation_is_the_organisation_right_below(house, tonight):
    other = a_member(house, of=tonight.branch)
    assert signed_in(house, member=other).get(board_of(tonight)).status_code == 403
    report(
        tonight.stranger.client,
        a_scan(tonight.meeting.id, method="room_code", code=wall_code(house, tonight.meeting.id)),
    )
    board = tonight.secretary.get(board_of(tonight)).json()
    assert [(place["id"], place["expected"]) for place in board["delegations"]] == [(None, 3)]


def test_boards_go_on_after_an_error_nobody_thought_of(tonight, monkeypatch):
    """The thread that looks for all boards of a process must not end: they would stand still until a restart."""
    loaded, failed = watching.load, Event()

    def load(*about):
        if failed.is_set():
            return loaded(*about)
        failed.set()
        raise KeyError("Điểm cầu")

    with streaming(tonight.secretary, board_of(tonight)) as stream:
        stream.next("board")
        monkeypatch.setattr("api.rooms.attendance.service.following.load", load)
        by_hand(tonight, tonight.an)
        assert stream.next("moved").data["present"] == 1
    assert failed.is_set()
