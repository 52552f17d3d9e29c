"""Chance that falls the same way at every run: a demo is repeatable, a secret is never made here."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import TypeVar
from uuid import UUID

T = TypeVar("T")

_LAST_MOMENT_OF_IDS = datetime(2025, 1, 1, tzinfo=UTC)


class Chance:
    """One stream of choices, named by what it is for, so that a change to one part leaves the others as they were."""

    def __init__(self, purpose: str) -> None:
        self._random = Random(f"handbook demo: {purpose}")  # noqa: S311 - invented people, not secrets
        self._ids = 0

    def one_of(self, things: Sequence[T]) -> T:
        """Any of these, each as likely."""
        return self._random.choice(things)

    def weighted(self, shares: Mapping[T, float]) -> T:
        """One of the keys, as likely as its share."""
        return self._random.choices([*shares], [*shares.values()])[0]

    def happens(self, share: float) -> bool:
        """True in this share of cases."""
        return self._random.random() < share

    def between(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return self._random.randint(low, high)

    def around(self, middle: float, spread: float) -> float:
        """A figure of the normal distribution."""
        return self._random.gauss(middle, spread)

    def day_between(self, first: date, last: date) -> date:
        """A day, both ends included; `first` when the order is the other way round."""
        return first + timedelta(days=self.between(0, max(0, (last - first).days)))

    def new_id(self) -> UUID:
        """A UUIDv7 in the order of the calls, older than any id the house makes itself."""
        self._ids += 1
        milliseconds = int(_LAST_MOMENT_OF_IDS.timestamp() * 1000) - 10_000_000 + self._ids
        rest = self._random.getrandbits(62)
        return UUID(int=milliseconds << 80 | 0x7 << 76 | self._random.getrandbits(12) << 64 | 0b10 << 62 | rest)
