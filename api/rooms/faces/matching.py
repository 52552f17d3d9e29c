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

MOST = 5000
"""People in one gallery; a larger event is divided by its sites."""
BUDGET = 0.02
"""Expected wrong greetings for each visitor who is not enrolled, when everybody resembles everybody."""
LEAST, GREATEST = 0.60, 0.65
"""Below the first nobody was measured; at the second a gallery of 46,000 would still be within the budget."""
GAP = 0.08
"""What the second must stay behind."""
DOUBT = 0.45
"""From here on the face may be somebody's: the attendant asks for the code."""

_WRONG = ((0.50, 2.6e-4), (0.55, 3.8e-5), (0.60, 4.0e-6), (0.65, 4.3e-7))
"""Share of pairs of different people of one group and one photograph that reach a cosine."""


@dataclass(frozen=True, slots=True)
class Gallery:
    """The templates of one site of one event: `matrix` has one row for each of `members`."""

    members: tuple[UUID, ...]
    matrix: NDArray[np.float32]
    engine: str

    @property
    def threshold(self) -> float:
        """The cosine from which this gallery greets by itself."""
        return threshold_for(len(self.members))


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


def is_certain(likeness: Likeness, threshold: float) -> bool:
    """Whether a machine may say it alone."""
    return likeness.score >= threshold and likeness.score - likeness.second >= GAP


def threshold_for(people: int) -> float:
    """The smallest cosine at which `people` × the share of wrong pairs stays within the budget."""
    allowed = BUDGET / max(1, people)
    for (low, often), (high, seldom) in pairwise(_WRONG):
        if allowed >= often:
            return max(LEAST, low)
        if allowed >= seldom:
            part = (math.log(often) - math.log(allowed)) / (math.log(often) - math.log(seldom))
            return max(LEAST, round(low + part * (high - low), 3))
    return GREATEST


def wrong_greetings(people: int, threshold: float) -> float:
    """Expected wrong greetings for one visitor who is not enrolled, in the worst measured group."""
    for (low, often), (high, seldom) in pairwise(_WRONG):
        if threshold <= high:
            part = (threshold - low) / (high - low)
            return people * math.exp(math.log(often) + part * (math.log(seldom) - math.log(often)))
    return people * _WRONG[-1][1]
