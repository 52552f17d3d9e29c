"""Prints that are bent and films on a screen before the real engine: what the turning of the head stops, and what not.

Stand-ins made of the registries' photographs: a curved sheet, a screen with its frame, its rows and its light.
"""

from collections.abc import Callable, Sequence

import cv2
import numpy as np
import pytest

from api.rooms.faces import liveness
from api.rooms.faces.engine.worker import Worker
from api.rooms.faces.liveness import Flaw
from api.rooms.faces.schemas.kiosk import Turn
from tests.rooms.faces.test_turning import SAME, turned_in_space
from tests.support.photographs import ahead, as_jpeg, as_picture, mirrored, photograph, three_frames, turned

Picture = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]
Attack = Callable[[Picture], list[Picture]]
ORDERS = ([Turn.LEFT, Turn.RIGHT], [Turn.RIGHT, Turn.LEFT])


@pytest.fixture(scope="module")
def worker():
    """The engine, once for all of these."""
    made = Worker()
    yield made
    made.stop()


def bent(picture: Picture, roundness: float, towards: float) -> Picture:
    """A sheet rolled about an upright axis, so much of a half circle, its middle `towards` one side of the camera."""
    height, width = picture.shape[:2]
    angle = roundness * np.pi / 2
    across = np.linspace(-1, 1, width) + towards
    place = np.arcsin(np.clip(across * np.sin(angle), -1, 1)) / angle - towards
    columns = np.tile(((place + 1) * (width - 1) / 2).astype(np.float32), (height, 1))
    depth = 1 + 0.15 * (1 - np.cos(across * angle))
    rows = (np.arange(height)[:, None] - height / 2) * depth[None, :] + height / 2
    moved = cv2.remap(picture, columns, rows.astype(np.float32), cv2.INTER_LINEAR, borderValue=(150, 150, 150))
    return np.asarray(moved, np.uint8)


def on_a_screen(picture: Picture, phase: float = 0.0) -> Picture:
    """As a camera sees it on another device: a dark frame, the pattern of two grids, a band of light that wanders."""
    height, width = picture.shape[:2]
    rows, columns = np.mgrid[0:height, 0:width]
    grid = 1 + 0.03 * np.sin(rows * 1.9 + phase) * np.sin(columns * 2.1)
    light = 1 + 0.05 * np.sin(2 * np.pi * rows / height + phase)
    shown = np.clip(picture * (grid * light)[:, :, None], 0, 255).astype(np.uint8)
    return np.asarray(cv2.copyMakeBorder(shown, 40, 40, 40, 40, cv2.BORDER_CONSTANT, value=(20, 20, 20)), np.uint8)


def waved(picture: Picture) -> list[Picture]:
    """Bent more and more to one side, flat, then to the other."""
    return [picture, *(bent(picture, 0.7, side) for side in (0.2, 0.35, 0.35, 0.0, -0.2, -0.35, -0.35))]


def bent_and_turned(picture: Picture) -> list[Picture]:
    """Bent and turned about its middle at once."""
    return [
        np.asarray(turned_in_space(bent(picture, 0.6, degrees / 200), degrees), np.uint8)
        for degrees in (0, 25, 35, 40, 0, -25, -35, -40)
    ]


def tablet_turned(picture: Picture) -> list[Picture]:
    """On a tablet that is turned left and right."""
    return [
        np.asarray(turned_in_space(on_a_screen(picture, number), degrees), np.uint8)
        for number, degrees in enumerate((0, 20, 30, 40, 0, -20, -30, -40))
    ]


def mirrored_on_a_tablet(picture: Picture) -> list[Picture]:
    """On a tablet that shows it and its mirror image by turns."""
    other = as_picture(mirrored(as_jpeg(picture)))
    return [on_a_screen(one, number) for number, one in enumerate((picture, other, other, picture) * 2)]


@pytest.mark.parametrize("attack", [waved, bent_and_turned, tablet_turned, mirrored_on_a_tablet])
def test_one_photograph_does_not_turn_whatever_is_done_to_it(worker, attack: Attack):
    burst = [as_jpeg(one) for one in attack(as_picture(three_frames(photograph("person_a_2"))[1]))]
    for turns in ORDERS:
        assert flaw(worker, turns, burst) is not None


def a_film(order: Sequence[str]) -> list[bytes]:
    """A man who looks ahead and turns in this order, filmed from a screen."""
    scenes = (ahead()[0], *turned(order[0]), ahead()[1], *turned(order[1]), ahead()[2])
    return [as_jpeg(on_a_screen(as_picture(one), number)) for number, one in enumerate(scenes)]


def test_a_film_of_the_other_order_does_not_answer(worker):
    assert flaw(worker, [Turn.RIGHT, Turn.LEFT], a_film(("left", "right"))) is Flaw.NOT_TURNED


def test_a_replayed_film_of_the_right_turns_passes_so_a_person_stands_beside_the_kiosk(worker):
    """The limit that README.md and the screens name; when this fails, they may say less."""
    assert flaw(worker, [Turn.LEFT, Turn.RIGHT], a_film(("left", "right"))) is None


def flaw(worker: Worker, turns: Sequence[Turn], burst: Sequence[bytes]) -> Flaw | None:
    """What is wrong with a burst compared with its own first frame."""
    seen = worker.look(burst)
    assert seen[0].vector is not None, "otherwise nothing was looked at"
    return liveness.flaw_of(turns, seen, seen[0].vector, SAME)
