"""Sums over branches for the committee above. Pure."""

from collections import Counter
from collections.abc import Iterable
from typing import Protocol

from api.rooms.meetings.schemas.reports import FiguresRead

_HUNDRED = 100


class Counted(Protocol):
    """Branches counted together; `band` is None for those without a score."""

    @property
    def band(self) -> str | None: ...
    @property
    def branches(self) -> int: ...
    @property
    def registered(self) -> int: ...
    @property
    def reported(self) -> int: ...
    @property
    def late(self) -> int: ...
    @property
    def accepted(self) -> int: ...
    @property
    def returned(self) -> int: ...
    @property
    def present(self) -> int: ...
    @property
    def counted(self) -> int: ...
    @property
    def scored(self) -> int: ...
    @property
    def points(self) -> float: ...


def figures_of(groups: Iterable[Counted]) -> FiguresRead:
    """The sums of these groups of branches."""
    rows = list(groups)
    total = {name: sum(getattr(row, name) for row in rows) for name in _ADDED}
    bands = Counter[str]()
    for row in rows:
        if row.band is not None:
            bands[row.band] += row.reported
    scored, points = sum(row.scored for row in rows), sum(row.points for row in rows)
    return FiguresRead(
        **total,
        held=total["reported"],
        missing=total["branches"] - total["reported"],
        attendance=percent(total["present"], total["counted"]),
        score=round(points / scored, 1) if scored else None,
        bands=dict(bands),
    )


_ADDED = ("branches", "registered", "reported", "late", "accepted", "returned", "present", "counted")


def percent(part: int | None, whole: int | None) -> float | None:
    """With one decimal; None of nothing."""
    return round((part or 0) / whole * _HUNDRED, 1) if whole else None
