"""Who of a gallery a face is, if anybody: exact search in memory, and a threshold that follows from a stated budget.

Pure; README.md has the arithmetic.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from api.rooms.faces.engine.faces import WIDTH, Vector
from api.rooms.faces.scales import SCALES, Scale

BUDGET = 0.02
"""Expected wrong greetings for each visitor who is not enrolled, when everybody resembles everybody."""


@dataclass(frozen=True, slots=True)
class Gallery:
    """The templates of one site of one event: `matrix` has one row for each of `members`."""

    members: tuple[UUID, ...]
    matrix: NDArray[np.float32]
    engine: str

    @property
    def threshold(self) -> float:
        """The cosine from which this gallery greets by itself."""
        return threshold_for(self.scale, len(self.members))

    @property
    def scale(self) -> Scale:
        """What a likeness means here."""
        return SCALES[self.engine]


@dataclass(frozen=True, slots=True)
class Likeness:
    """Whom a face resembles most; `second` is how much it resembles the next."""

    member_id: UUID
    score: float
    second: float


def make_gallery(rows: Sequence[tuple[UUID, Vector]], engine: str) -> Gallery:
    """A gallery of vectors that this engine made."""
    vectors = [vector for _, vector in rows]
    matrix = np.ascontiguousarray(np.stack(vectors)) if vectors else np.zeros((0, WIDTH), np.float32)
    return Gallery(tuple(member_id for member_id, _ in rows), matrix, engine)


def nearest(gallery: Gallery, vector: Vector) -> Likeness | None:
    """Whom the face resembles most; None in an empty gallery."""
    if not gallery.members:
        return None
    scores = gallery.matrix @ vector
    best = int(np.argmax(scores))
    score = float(scores[best])
    second = -1.0
    if len(scores) > 1:
        scores[best] = -1.0
        second = float(scores.max())
    return Likeness(gallery.members[best], score, second)


def is_certain(likeness: Likeness, gallery: Gallery) -> bool:
    """Whether a machine may say it alone."""
    return likeness.score >= gallery.threshold and likeness.score - likeness.second >= gallery.scale.gap


def threshold_for(scale: Scale, people: int) -> float:
    """The smallest cosine at which `people` × the share of wrong pairs stays within the budget."""
    allowed = BUDGET / max(1, people)
    for (low, often), (high, seldom) in pairwise(scale.wrong):
        if allowed >= often:
            return max(scale.least, low)
        if allowed >= seldom:
            part = (math.log(often) - math.log(allowed)) / (math.log(often) - math.log(seldom))
            return max(scale.least, math.ceil((low + part * (high - low)) * 1000) / 1000)
    return scale.greatest


def wrong_greetings(scale: Scale, people: int, threshold: float) -> float:
    """Expected wrong greetings for one visitor who is not enrolled, in the worst measured group."""
    for (low, often), (high, seldom) in pairwise(scale.wrong):
        if threshold <= high:
            part = (threshold - low) / (high - low)
            return people * math.exp(math.log(often) + part * (math.log(seldom) - math.log(often)))
    return people * scale.wrong[-1][1]
