"""Turning the head: a head that turns passes, a picture that is turned does not, and a person stands above both."""

import cv2
import numpy as np
import pytest
from sqlmodel import select

from api.rooms.faces import liveness
from api.rooms.faces.engine.measures import Measures, yaw_of
from api.rooms.faces.engine.worker import Sighting, Worker
from api.rooms.faces.liveness import Flaw
from api.rooms.faces.models import FaceOverride
from api.rooms.faces.schemas.kiosk import Turn
from tests.makers.faces import a_kiosk, send_frames
from tests.support.photographs import as_jpeg, as_picture, film, mirrored, photograph, three_frames

HEAD = np.array([[-32.0, -28.0, 0], [32, -28, 0], [0, 6, 34], [-26, 40, 4], [26, 40, 4]])
"""Right eye, left eye, tip of the nose, corners of the mouth, in millimetres; the third figure comes towards us."""
FLAT = HEAD * [1, 1, 0]
WHO = np.eye(128, dtype=np.float32)[0]
SAME = 0.5
LOOKING = Measures(1, 0, 0.95, 160, 60, 0, 120, 50, 0, 0, 300, 300, 0, 0, 0)


def seen(shape, degrees: float, vector=WHO) -> Sighting:
    """What a camera at arm's length sees of five points turned to the person's own left by so many degrees."""
    angle = np.radians(degrees)
    turn = np.array([[np.cos(angle), 0, np.sin(angle)], [0, 1, 0], [-np.sin(angle), 0, np.cos(angle)]])
    points = shape @ turn.T
    flat = points[:, :2] * (600 / (600 - points[:, 2:])) + [320, 240]
    return Sighting(measures=LOOKING, points=flat, box=(0, 0, 1, 1), vector=vector)


def burst(shape, *degrees: float) -> list[Sighting]:
    return [seen(shape, one) for one in degrees]


LEFT_THEN_RIGHT = (0, 5, 20, 25, 22, 5, 0, -8, -20, -25, -22, 0)


def test_a_head_that_turns_as_asked_passes():
    assert liveness.flaw_of([Turn.LEFT, Turn.RIGHT], burst(HEAD, *LEFT_THEN_RIGHT), WHO, SAME) is None


@pytest.mark.parametrize("turns", [[Turn.RIGHT, Turn.LEFT], [Turn.LEFT, Turn.LEFT], [Turn.RIGHT, Turn.RIGHT]])
def test_the_same_film_does_not_answer_another_question(turns):
    assert liveness.flaw_of(turns, burst(HEAD, *LEFT_THEN_RIGHT), WHO, SAME) is not None


def test_the_same_way_twice_needs_a_look_ahead_between():
    twice = (0, 20, 25, 0, 20, 25, 0)
    assert liveness.flaw_of([Turn.LEFT, Turn.LEFT], burst(HEAD, *twice), WHO, SAME) is None
    assert liveness.flaw_of([Turn.LEFT, Turn.LEFT], burst(HEAD, 0, 20, 25, 25, 20, 25, 0), WHO, SAME) is Flaw.NOT_TURNED


@pytest.mark.parametrize("degrees", [20, 30, 45, 60])
def test_a_picture_that_is_turned_does_not(degrees):
    waved = (0, degrees, degrees, degrees, 0, -degrees, -degrees, -degrees, 0)
    assert liveness.flaw_of([Turn.LEFT, Turn.RIGHT], burst(FLAT, *waved), WHO, SAME) is not None


def test_somebody_else_cannot_turn_for_him():
    frames = burst(HEAD, *LEFT_THEN_RIGHT)
    frames[3] = seen(HEAD, 25, np.eye(128, dtype=np.float32)[1])
    assert liveness.flaw_of([Turn.LEFT, Turn.RIGHT], frames, WHO, SAME) is Flaw.ANOTHER_FACE


def test_who_leaves_the_picture_has_not_turned():
    frames = [*burst(HEAD, *LEFT_THEN_RIGHT), Sighting()]
    assert liveness.flaw_of([Turn.LEFT, Turn.RIGHT], frames, WHO, SAME) is Flaw.NO_FACE


def test_a_picture_and_its_mirror_image_turn_one_way_only():
    """The detector is not the same for both sides: this man's picture and its mirror image differ like a turn."""
    worker = Worker()
    [straight] = film("franck.mp4", 1356, 1)
    other = mirrored(straight)
    sightings = worker.look([straight, other, other, straight, other, other, straight])
    worker.stop()
    vector = sightings[0].vector
    assert vector is not None
    ways = [yaw_of(one.points) for one in sightings if one.points is not None]
    assert max(ways) - min(ways) > liveness.TURNED, "otherwise nothing here looked like a turn"
    for _ in range(8):
        asked = liveness.ask()
        assert set(asked) == {Turn.LEFT, Turn.RIGHT}
        assert liveness.flaw_of(asked, sightings, vector, SAME) is not None


def turned_in_space(picture, degrees: float):
    """A printed photograph turned about its middle, seen by a camera."""
    height, width = picture.shape[:2]
    angle = np.radians(degrees)
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    across = corners[:, :1] - width / 2
    away = 900 + across * np.sin(angle)
    target = np.hstack([900 * across * np.cos(angle) / away, 900 * (corners[:, 1:] - height / 2) / away])
    moved = np.asarray(target + np.array([width / 2, height / 2]), np.float32)
    return cv2.warpPerspective(
        picture, cv2.getPerspectiveTransform(corners, moved), (width, height), borderValue=(150, 150, 150)
    )


def test_a_printed_photograph_before_the_real_engine_does_not_turn():
    worker = Worker()
    for name in ("person_a_2", "person_b_1"):
        picture = as_picture(three_frames(photograph(name))[1])
        frames = [as_jpeg(np.asarray(turned_in_space(picture, one), np.uint8)) for one in (0, 25, 35, 40, 0, -25, -40)]
        sightings = worker.look(frames)
        vector = sightings[0].vector
        assert vector is not None
        for turns in ([Turn.LEFT, Turn.RIGHT], [Turn.RIGHT, Turn.LEFT]):
            assert liveness.flaw_of(turns, sightings, vector, SAME) is not None
    worker.stop()


@pytest.fixture
def asked(hall):
    """A kiosk that asks for turns, and what it says to somebody who enrolled."""
    hall.enrol(hall.an, "person_a_2").raise_for_status()
    kiosk = a_kiosk(hall.secretary, hall.meeting.id, asks_to_turn=True)
    look = hall.look("person_a_1", kiosk)
    assert (look["outcome"], look["ticket"], len(look["turns"])) == ("turn", None, 2)
    return kiosk, look


def answer(hall, kiosk: str, token: object):
    frames = three_frames(photograph("person_a_1")) * 2
    return send_frames(hall.secretary, "POST", f"/kiosks/{kiosk}/turns", frames, **{"X-Face-Token": str(token)})


def test_a_still_photograph_gets_no_ticket_and_three_attempts(hall, asked):
    kiosk, look = asked
    for _ in range(3):
        said = answer(hall, kiosk, look["token"]).json()
        assert (said["outcome"], said["ticket"]) == ("not_turned", None)
    assert answer(hall, kiosk, look["token"]).json()["code"] == "faces.token_invalid"


def test_a_token_is_good_at_its_own_kiosk_only(hall, asked):
    _, look = asked
    assert answer(hall, hall.kiosk, look["token"]).json()["code"] == "faces.token_invalid"


def test_the_attendant_may_vouch_and_that_is_written_down(hall, asked):
    kiosk, look = asked
    said = hall.secretary.post(f"/api/faces/kiosks/{kiosk}/vouches", json={"token": look["token"]}).json()
    assert said["outcome"] == "greeted"
    assert hall.hand_in(said)["outcome"] == "in"
    with hall.house.database.reading() as session:
        assert [row.kind for row in session.exec(select(FaceOverride))] == ["vouched"]
