"""Which faces are good enough to be compared: limits on what was measured, each with a code and a plain sentence.

The limits were taken from photographs and their blurred, dark, bright, small, turned and covered copies: see README.md.
"""

from enum import StrEnum

import numpy as np

from api.rooms.faces.engine.faces import Vector
from api.rooms.faces.engine.measures import Measures
from api.rooms.faces.engine.worker import Sighting


class Hint(StrEnum):
    """What to do better; the same words as the codes of refusals. In the order in which they are worth saying."""

    UNREADABLE = "faces.unreadable"
    NO_FACE = "faces.no_face"
    SEVERAL_FACES = "faces.several_faces"
    CUT_OFF = "faces.cut_off"
    TOO_FAR = "faces.too_far"
    TOO_DARK = "faces.too_dark"
    TOO_BRIGHT = "faces.too_bright"
    FLAT_LIGHT = "faces.flat_light"
    SIDE_LIGHT = "faces.side_light"
    TURNED = "faces.turned"
    TILTED = "faces.tilted"
    BLURRED = "faces.blurred"
    COVERED = "faces.covered"


SURE = 0.88
"""Detector's score below which something hides the face."""
NEAR, EYES_NEAR = 120.0, 50.0
"""Height of the face and distance of the eyes (px) for enrolling."""
KIOSK_NEAR = 80.0
SECOND = 1 / 3
"""A second face this large beside the first may be the one that was meant."""
SHARP, FINE, FINE_FROM_CONTRAST = 60.0, 60.0, 25.0
LIGHT = (60.0, 190.0)
CONTRAST = 25.0
BURNT, BLACK = 0.10, 0.20
YAW, ROLL, LOPSIDED = 0.15, 15.0, 0.6
CUT = 0.08


def hints(sighting: Sighting) -> list[Hint]:
    """What stands against enrolling with this picture; nothing when it is good."""
    if sighting.unusable is not None:
        return [Hint.UNREADABLE]
    measures = sighting.measures
    if measures is None:
        return [Hint.NO_FACE]
    found = {
        Hint.SEVERAL_FACES: measures.second >= SECOND,
        Hint.CUT_OFF: measures.cut > CUT,
        Hint.TOO_FAR: measures.height < NEAR or measures.eyes < EYES_NEAR,
        Hint.TOO_DARK: measures.light < LIGHT[0] or measures.black > BLACK,
        Hint.TOO_BRIGHT: measures.light > LIGHT[1] or measures.burnt > BURNT,
        Hint.FLAT_LIGHT: measures.contrast < CONTRAST,
        Hint.SIDE_LIGHT: measures.lopsided > LOPSIDED,
        Hint.TURNED: abs(measures.yaw) > YAW,
        Hint.TILTED: abs(measures.roll) > ROLL,
        Hint.BLURRED: _is_blurred(measures),
        Hint.COVERED: measures.score < SURE,
    }
    return [hint for hint, holds in found.items() if holds]


def is_comparable(measures: Measures) -> bool:
    """Whether a face before a kiosk is near and clear enough to be looked for; wider limits than enrolment's."""
    return measures.height >= KIOSK_NEAR and measures.second < SECOND and not _is_blurred(measures)


def agree(vectors: list[Vector], least: float) -> bool:
    """Whether these are all of one person; `least` is the engine's."""
    return all(float(one @ other) >= least for one in vectors for other in vectors)


def mean(vectors: list[Vector]) -> Vector:
    """One vector of length one for several of one person: fewer are missed than with any single one."""
    middle = np.mean(np.stack(vectors), axis=0)
    return np.asarray(middle / max(float(np.linalg.norm(middle)), 1e-9), np.float32)


def _is_blurred(measures: Measures) -> bool:
    """Noise in the dark looks sharp; that is why darkness has a limit of its own."""
    return measures.sharpness < SHARP or (measures.contrast > FINE_FROM_CONTRAST and measures.fine < FINE)
