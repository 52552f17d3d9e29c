"""The figures of a meeting as scans come in: each is counted anew from its member's scans, never added up.

Pure. `Board` remembers at which change a figure last moved, so that whoever knows an earlier one is told what moved
since; figures are told as they are, so hearing one twice changes nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from api.rooms.attendance.presence import Correction, Fact, Presence, presence


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody asked to come: at which site, with which delegation, and how it counts for the majority."""

    member_id: UUID
    site_id: UUID | None
    delegation_id: UUID | None
    in_base: bool
    """Belongs to the base of a majority whether or not present."""
    in_base_if_present: bool = False


@dataclass(slots=True)
class Place:
    """A site or a delegation: how many are expected and how many came; `moved` is the change that last touched it."""

    expected: int = 0
    present: int = 0
    moved: int = 0


@dataclass(slots=True)
class Board:
    """One meeting. `change` grows with everything that moves a figure."""

    seats: Mapping[UUID, Seat]
    change: int = 0
    number: int = 0
    """Of the last scan taken in."""
    present: int = 0
    others: int = 0
    """Present without having been asked to come."""
    base: int = 0
    base_present: int = 0
    sites: dict[UUID | None, Place] = field(default_factory=dict)
    delegations: dict[UUID | None, Place] = field(default_factory=dict)
    there: dict[UUID, Presence] = field(default_factory=dict)
    _facts: dict[UUID, set[Fact]] = field(default_factory=dict)
    _corrections: frozenset[Correction] = frozenset()
    _words: dict[UUID, list[Correction]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Count who is expected."""
        for seat in self.seats.values():
            for places, key in ((self.sites, seat.site_id), (self.delegations, seat.delegation_id)):
                places.setdefault(key, Place()).expected += 1
            self.base += seat.in_base

    def take(self, scans: Iterable[tuple[int, Fact]], corrections: frozenset[Correction]) -> bool:
        """Take in numbered scans and all corrections so far; whether any figure moved."""
        touched = set()
        for number, fact in scans:
            self.number = max(self.number, number)
            self._facts.setdefault(fact.member_id, set()).add(fact)
            touched.add(fact.member_id)
        if corrections != self._corrections:
            for one in corrections - self._corrections:
                self._words.setdefault(one.scan_id, []).append(one)
            spoken_of = {one.scan_id for one in corrections - self._corrections}
            touched |= {who for who, own in self._facts.items() if any(one.scan_id in spoken_of for one in own)}
            self._corrections |= corrections
        before = self.change
        for member_id in touched:
            self._recount(member_id)
        return self.change != before

    def _recount(self, member_id: UUID) -> None:
        before = self.there.get(member_id)
        facts = self._facts[member_id]
        words = [word for fact in facts for word in self._words.get(fact.scan_id, ())]
        after = presence(facts, words).get(member_id)
        if before == after:
            return
        self.change += 1
        if before is not None:
            self._count(before, -1)
            del self.there[member_id]
        if after is not None:
            self._count(after, 1)
            self.there[member_id] = after

    def _count(self, stay: Presence, by: int) -> None:
        seat = self.seats.get(stay.member_id)
        if seat is None:
            self.others += by
            return
        self.present += by
        self.base_present += by * (seat.in_base or seat.in_base_if_present)
        self.base += by * seat.in_base_if_present
        for places, key in ((self.sites, seat.site_id), (self.delegations, seat.delegation_id)):
            places[key].present += by
            places[key].moved = self.change
