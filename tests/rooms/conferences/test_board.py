"""The board of a conference: guests, delegations and sessions are counted with members, while it happens."""

from datetime import timedelta

import pytest

from tests.makers.attendance import a_scan, report
from tests.makers.conferences import a_guest, an_id, badge_of, here
from tests.makers.meetings import EVENING
from tests.support.streams import streaming


def board_of(tonight):
    return f"/api/attendance/meetings/{tonight.meeting.id}/board"


def at(tonight, path):
    return f"/api/conferences/{tonight.meeting.id}{path}"


def figures(board):
    return board["expected"], board["present"], board["inside"], board["guests"]


def places(board):
    return [(place["name"], place["expected"], place["present"]) for place in board["delegations"]]


def absent(tonight, **query):
    found = tonight.secretary.get(f"/api/attendance/meetings/{tonight.meeting.id}/absentees", params=query).json()
    return [(one["name"], one["guest"]) for one in found["items"]]


@pytest.fixture
def conference(tonight):
    """Two delegations and two sessions; An and a guest belong to the first, Binh to the second."""
    sessions = [("Phiên khai mạc", 0, 60), ("Phiên thảo luận", 100, 160)]
    body = {
        "delegations": [{"name": "Đoàn Mường Lò"}, {"name": "Đoàn Bản Nà"}],
        "sessions": [
            {
                "title": title,
                "starts_at": (EVENING + timedelta(minutes=begin)).isoformat(),
                "ends_at": (EVENING + timedelta(minutes=end)).isoformat(),
            }
            for title, begin, end in sessions
        ],
    }
    made = tonight.secretary.put(at(tonight, ""), json=body, headers={"If-Match": '"0"'})
    assert made.status_code == 200, made.text
    seats = [
        {"member_id": str(tonight.an.member.id), "delegation": "Đoàn Mường Lò"},
        {"member_id": str(tonight.binh.member.id), "delegation": "Đoàn Bản Nà"},
        {"name": "Nguyễn Thị Bưởi", "organization": "Hội Nông dân xã", "delegation": "Đoàn Mường Lò"},
    ]
    tonight.secretary.put(at(tonight, "/seats"), json={"items": seats}).raise_for_status()
    [guest] = tonight.secretary.get(at(tonight, "/guests")).json()["items"]
    return guest


def take_guest(tonight, guest, **what):
    code = badge_of(tonight.house, tonight.meeting.id, guest["id"])
    answer = tonight.secretary.put(at(tonight, f"/guest-scans/{an_id()}"), json=here() | {"code": code} | what)
    assert answer.status_code == 200, answer.text


def test_guests_and_delegations_are_counted_with_members(tonight, conference):
    board = tonight.secretary.get(board_of(tonight)).json()
    assert figures(board) == (4, 0, 0, {"expected": 1, "present": 0})
    assert places(board) == [("Đoàn Mường Lò", 2, 0), ("Đoàn Bản Nà", 1, 0), (None, 1, 0)]
    take_guest(tonight, conference)
    report(tonight.secretary, a_scan(tonight.meeting.id, method="hand", member_id=tonight.binh.member.id))
    board = tonight.secretary.get(board_of(tonight)).json()
    assert figures(board) == (4, 2, 2, {"expected": 1, "present": 1})
    assert places(board) == [("Đoàn Mường Lò", 2, 1), ("Đoàn Bản Nà", 1, 1), (None, 1, 0)]
    assert board["quorum"] == {"base": 3, "needed": 2, "present": 1}


def test_the_board_moves_when_a_guest_comes_and_goes(tonight, conference):
    with streaming(tonight.secretary, board_of(tonight)) as stream:
        assert figures(stream.next("board").data)[:2] == (4, 0)
        take_guest(tonight, conference)
        moved = stream.next("moved").data
        assert (figures(moved), places(moved)) == (
            (4, 1, 1, {"expected": 1, "present": 1}),
            [("Đoàn Mường Lò", 2, 1)],
        )
        take_guest(tonight, conference, kind="out")
        assert figures(stream.next("moved").data)[:3] == (4, 1, 0)
        on_the_spot = tonight.secretary.put(at(tonight, f"/guests/{an_id()}"), json=a_guest(taken=here()))
        assert on_the_spot.status_code == 200
        anew = stream.next("board").data
        assert figures(anew) == (5, 2, 1, {"expected": 2, "present": 2})
    assert figures(tonight.secretary.get(board_of(tonight)).json()) == figures(anew)


def test_who_goes_out_and_comes_in_is_counted_by_session(tonight, conference, it_is):
    def sessions():
        board = tonight.secretary.get(board_of(tonight)).json()
        return [(one["title"], one["present"], one["inside"]) for one in board["sessions"]]

    take_guest(tonight, conference)
    report(tonight.secretary, a_scan(tonight.meeting.id, method="hand", member_id=tonight.an.member.id))
    assert sessions() == [("Phiên khai mạc", 2, 2), ("Phiên thảo luận", 0, 0)]
    it_is(EVENING + timedelta(minutes=5))
    take_guest(tonight, conference, kind="out")
    assert sessions() == [("Phiên khai mạc", 2, 1), ("Phiên thảo luận", 0, 0)]
    it_is(EVENING + timedelta(minutes=105))
    take_guest(tonight, conference)
    assert sessions() == [("Phiên khai mạc", 2, 1), ("Phiên thảo luận", 1, 1)]


def test_who_is_missing_from_a_delegation(tonight, conference):
    board = tonight.secretary.get(board_of(tonight)).json()
    first = board["delegations"][0]["id"]
    assert absent(tonight, delegation_id=first) == [("Lò Thị An", False), ("Nguyễn Thị Bưởi", True)]
    assert absent(tonight, rest="no_delegation") == [("Bế Văn Đàn", False)]
    take_guest(tonight, conference)
    assert absent(tonight, delegation_id=first) == [("Lò Thị An", False)]
    assert len(absent(tonight, rest="no_site")) == 3
