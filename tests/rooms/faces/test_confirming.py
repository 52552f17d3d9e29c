"""On the own phone, after the scan of the room's code: the owner's head is known, nobody else's leaves a trace."""

from datetime import timedelta
from uuid import UUID

import numpy as np
import pytest
from sqlmodel import select

from api.kit import clock
from api.rooms.faces.models import FaceConfirmation
from tests.makers.attendance import a_scan, report, wall_code
from tests.makers.faces import a_consent, send_frames
from tests.rooms.faces.conftest import everything
from tests.support.photographs import ahead, as_jpeg, photograph, three_frames, turned


def turning(turns: list[str]) -> list[bytes]:
    """A burst of the man who looks ahead and turns his head as asked."""
    return [frame for turn in turns for frame in (ahead()[0], *turned(turn))]


class Owner:
    """A member with the own phone, enrolled from the film."""

    def __init__(self, hall) -> None:
        self.hall = hall
        self.who = hall.an
        a_consent(hall.an, hall.meeting.id)
        self.enrolled = send_frames(hall.an, "PUT", f"/meetings/{hall.meeting.id}/template", ahead())
        self.scan = ""

    def scan_wall(self, by=None) -> dict[str, object]:
        """Scan the code on the wall with the own phone."""
        scan = a_scan(self.hall.meeting.id, method="room_code", code=wall_code(self.hall.house, self.hall.meeting.id))
        self.scan = str(scan["scan_id"])
        [answer] = report(by or self.who, scan)
        return answer

    def look(self, frames: list[bytes], by=None):
        """Three frames for the scan."""
        return send_frames(by or self.who, "POST", f"{self._address}/looks", frames)

    def turn(self, token: object, frames: list[bytes]):
        """A burst for the challenge."""
        return send_frames(self.who, "POST", f"{self._address}/turns", frames, **{"X-Face-Token": str(token)})

    @property
    def _address(self) -> str:
        return f"/meetings/{self.hall.meeting.id}/confirmations/{self.scan}"


@pytest.fixture
def owner(hall) -> Owner:
    made = Owner(hall)
    assert made.enrolled.status_code == 200, made.enrolled.text
    return made


def test_whoever_scanned_the_code_confirms_by_turning_the_own_head(hall, owner):
    assert owner.scan_wall()["outcome"] == "in"
    asked = owner.look(ahead()).json()
    assert (asked["outcome"], len(asked["turns"]), asked["ticket"]) == ("turn", 2, None)
    still = owner.turn(asked["token"], ahead() * 2).json()
    assert (still["outcome"], still["ticket"]) == ("not_turned", None)
    done = owner.turn(asked["token"], turning(asked["turns"])).json()
    assert done["outcome"] == "greeted"
    assert hall.hand_in(done, by=hall.binh)["refusal"] == "attendance.forged"
    answer = hall.hand_in(done, by=owner.who)
    assert (answer["outcome"], answer["member_id"]) == ("already", str(hall.members["an"].id))
    again = owner.turn(asked["token"], turning(asked["turns"])).json()
    assert (again["outcome"], again["scan_id"]) == ("already", done["scan_id"])
    with hall.house.database.reading() as session:
        assert [str(row.id) for row in session.exec(select(FaceConfirmation))] == [done["scan_id"]]
    [seen] = hall.mine(owner.who)["seen"]
    assert (seen["on_own_phone"], seen["undone"]) == (True, False)


def kept(hall) -> dict[str, int]:
    """How many rows this room and the roll-call have; a meeting is told of them in its own time."""
    return {name: count for name, count in everything(hall).items() if name.startswith(("face_", "attendance_"))}


def test_somebody_else_with_the_phone_leaves_no_trace(hall, owner):
    owner.scan_wall()
    before = kept(hall)
    said = owner.look(three_frames(photograph("person_a_1"))).json()
    assert (said["outcome"], said["token"], said["turns"]) == ("unknown", None, [])
    asked = owner.look(ahead()).json()
    assert owner.turn(asked["token"], three_frames(photograph("person_a_1")) * 2).json()["outcome"] == "not_turned"
    assert kept(hall) == before


def test_a_face_says_nothing_without_a_fresh_scan_of_the_own(hall, owner, it_is):
    owner.scan = str(UUID(int=1))
    assert owner.look(ahead()).json()["code"] == "faces.scan_first"
    owner.scan_wall(by=hall.binh)
    assert owner.look(ahead()).json()["code"] == "faces.scan_first"
    owner.scan_wall()
    it_is(clock.now() + timedelta(minutes=11))
    assert owner.look(ahead()).json()["code"] == "faces.scan_first"


def test_a_scan_is_used_up_by_ten_looks(owner):
    owner.scan_wall()
    empty = [as_jpeg(np.full((480, 640, 3), 150, np.uint8))] * 3
    assert [owner.look(empty).json().get("outcome") for _ in range(10)] == ["nobody"] * 10
    refused = owner.look(empty)
    assert (refused.status_code, refused.json()["code"]) == (409, "faces.scan_first")


def test_without_consent_or_template_no_picture_is_looked_at(hall, owner, monkeypatch):
    owner.scan_wall()
    worker, _ = hall.house.app.state.eyes
    monkeypatch.setattr(worker, "look", lambda *_, **__: (_ for _ in ()).throw(AssertionError("a picture was seen")))
    hall.an.delete(f"/api/faces/meetings/{hall.meeting.id}/template").raise_for_status()
    assert owner.look(ahead()).json()["code"] == "faces.nothing_stored"
    hall.an.delete(f"/api/faces/meetings/{hall.meeting.id}/consent").raise_for_status()
    assert owner.look(ahead()).json()["code"] == "faces.no_consent"
    assert owner.look(ahead()[:2]).json()["code"] == "faces.frames_missing"
