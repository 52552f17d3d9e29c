"""Whether a head was turned as it was asked, over a short burst of frames. Pure.

A picture that is turned keeps the nose in the middle of its eyes and stays flat: both are measured. What passes here is
a real head, a mask, or a film of the right turns; that is why a kiosk has an attendant. README.md has the figures.
"""

import secrets
from collections.abc import Sequence
from enum import StrEnum

import numpy as np

from api.rooms.faces.engine.faces import Points, Vector
from api.rooms.faces.engine.measures import yaw_of
from api.rooms.faces.engine.worker import Sighting
from api.rooms.faces.schemas.kiosk import Turn

FEWEST, MOST = 6, 14
"""Frames of a burst."""
TURNED = 0.15
"""Change of the nose's place, as a share of the distance of the eyes."""
DEEP = 0.045
"""What remains of five points after the best flat movement, as a share of the distance of the eyes."""
BACK = 0.08
NEAR = 60.0
TWICE = 2
"""Frames that must show a turn: one may be a mistake of the detector."""


class Flaw(StrEnum):
    """Why a burst does not show what was asked."""

    NO_FACE = "no_face"
    ANOTHER_FACE = "another_face"
    NOT_TURNED = "not_turned"
    FLAT = "flat"


def ask() -> list[Turn]:
    """Both ways, in a random order.

    Always both: few faces are alike on both sides, so a picture that alternates with its own mirror image seems to
    turn, but one way only.
    """
    return secrets.SystemRandom().sample((Turn.LEFT, Turn.RIGHT), 2)


def flaw_of(turns: Sequence[Turn], burst: Sequence[Sighting], template: Vector, same: float) -> Flaw | None:
    """What is wrong with a burst; None when every turn was made, in order, by a head, by the person recognised.

    `same` is the cosine at which the engine takes a turned head for the same person's.
    """
    points: list[Points] = []
    for sighting in burst:
        if sighting.points is None or sighting.measures is None or sighting.vector is None:
            return Flaw.NO_FACE
        if sighting.measures.height < NEAR:
            return Flaw.NO_FACE
        if float(sighting.vector @ template) < same:
            return Flaw.ANOTHER_FACE
        points.append(sighting.points)
    ahead = min(points, key=lambda one: abs(yaw_of(one)))
    return _follow(turns, points, ahead)


def _follow(turns: Sequence[Turn], points: Sequence[Points], ahead: Points) -> Flaw | None:
    """Go through the frames in order; each turn needs `TWICE` frames, and a look ahead before the same way again."""
    left = list(turns)
    seen = deep = 0
    waits_for_front = False
    for one in points:
        shift = yaw_of(one) - yaw_of(ahead)
        if abs(shift) < BACK:
            waits_for_front = False
        if not left or waits_for_front or _way(shift) is not left[0]:
            continue
        seen += 1
        deep += depth(ahead, one) >= DEEP
        if min(seen, deep) >= TWICE:
            last = left.pop(0)
            seen = deep = 0
            waits_for_front = bool(left) and left[0] is last
    if not left:
        return None
    return Flaw.FLAT if seen >= TWICE else Flaw.NOT_TURNED


def _way(shift: float) -> Turn | None:
    """To the person's own left the nose moves to the right of an unmirrored picture."""
    if abs(shift) < TURNED:
        return None
    return Turn.LEFT if shift > 0 else Turn.RIGHT


def depth(before: Points, after: Points) -> float:
    """What no flat thing can do: the rest after the best affine movement of five points, by the eyes' distance."""
    ground = np.hstack([before, np.ones((len(before), 1))])
    movement, *_ = np.linalg.lstsq(ground, after, rcond=None)
    rest = after - ground @ movement
    eyes = max(float(np.linalg.norm(after[1] - after[0])), float(np.linalg.norm(before[1] - before[0])), 1e-6)
    return float(np.sqrt((rest**2).sum(axis=1).mean()) / eyes)
