"""The figures of a meeting as scans come in: each is counted anew from its member's scans, never added up.

Pure. `Board` remembers at which change a figure last moved, so that whoever knows an earlier one is told what moved
since; figures are told as they are, so hearing one twice changes nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from api.rooms.attendance.company import Sitting
from api.rooms.attendance.presence import Correction, Fact, Presence, presence


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody asked to come: at which site, with which delegation, and how it counts for the majority.

    A guest has one as a member has; the guest's id stands in the member's place.
    """

    member_id: UUID
    site_id: UUID | None
    delegation_id: UUID | None
    in_base: bool
    """Belongs to the base of a majority whether or not present."""
    in_base_if_present: bool = False
    guest: bool = False


@dataclass(slots=True)
class Place:
    """A site or a delegation: how many are expected and how many came; `moved` is the change that last touched it."""

    expected: int = 0
    present: int = 0
    moved: int = 0


@dataclass(slots=True)
class Hall:
    """A sitting: how many took part so far, and how many of them have not gone out again."""

    present: int = 0
    inside: int = 0


@dataclass(slots=True)
class Board:
    """One meeting. `change` grows with everything that moves a figure."""

    seats: Mapping[UUID, Seat]
    sittings: Sequence[Sitting] = ()
    change: int = 0
    number: int = 0
    """Of the last scan taken in."""
    present: int = 0
    inside: int = 0
    """Of all who came, asked or not, those who have not gone out again."""
    others: int = 0
    """Present without having been asked to come."""
    guests: Place = field(default_factory=Place)
    """Those of the expected and of the present who are guests."""
    base: int = 0
    base_present: int = 0
    sites: dict[UUID | None, Place] = field(default_factory=dict)
    delegations: dict[UUID | None, Place] = field(default_factory=dict)
    halls: dict[UUID, Hall] = field(default_factory=dict)
    """By sitting."""
    there: dict[UUID, Presence] = field(default_factory=dict)
    _sat: dict[UUID, dict[UUID, Presence]] = field(default_factory=dict)
    """By person, then by sitting."""
    _facts: dict[UUID, set[Fact]] = field(default_factory=dict)
    _corrections: frozenset[Correction] = frozenset()
    _words: dict[UUID, list[Correction]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Count who is expected."""
        for seat in self.seats.values():
            for places, key in ((self.sites, seat.site_id), (self.delegations, seat.delegation_id)):
                places.setdefault(key, Place()).expected += 1
            self.base += seat.in_base
            self.guests.expected += seat.guest
        self.halls = {one.id: Hall() for one in self.sittings}

    def take(self, scans: Iterable[tuple[int, Fact]], corrections: frozenset[Correction]) -> bool:
        """Take in numbered scans and all corrections so far; whether any figure moved."""
        touched = set()
        for number, fact in scans:
            self.number = max(self.number, number)
            self._facts.setdefault(fact.member_id, set()).add(fact)
            touched.add(fact.member_id)
        if new := corrections - self._corrections:
            for one in new:
                self._words.setdefault(one.scan_id, []).append(one)
            spoken_of = {one.scan_id for one in new}
            touched |= {who for who, own in self._facts.items() if any(one.scan_id in spoken_of for one in own)}
            self._corrections |= new
        before = self.change
        for member_id in touched:
            self._recount(member_id)
        return self.change != before

    def _recount(self, member_id: UUID) -> None:
        before = self.there.get(member_id)
        facts = self._facts[member_id]
        words = [word for fact in facts for word in self._words.get(fact.scan_id, ())]
        after = presence(facts, words).get(member_id)
        sat = self._sittings_of(member_id, facts, words)
        if before == after and sat == self._sat.get(member_id, {}):
            return
        self.change += 1
        self._count_sittings(self._sat.get(member_id, {}), -1)
        self._count_sittings(sat, 1)
        self._sat[member_id] = sat
        if before is not None:
            self._count(before, -1)
            del self.there[member_id]
        if after is not None:
            self._count(after, 1)
            self.there[member_id] = after

    def _sittings_of(self, member_id: UUID, facts: set[Fact], words: list[Correction]) -> dict[UUID, Presence]:
        """Where a person took part, by sitting."""
        found = ((one.id, presence(filter(one.covers, facts), words).get(member_id)) for one in self.sittings)
        return {sitting_id: stay for sitting_id, stay in found if stay is not None}

    def _count_sittings(self, sat: Mapping[UUID, Presence], by: int) -> None:
        for sitting_id, stay in sat.items():
            self.halls[sitting_id].present += by
            self.halls[sitting_id].inside += by * (stay.left_at is None)

    def _count(self, stay: Presence, by: int) -> None:
        self.inside += by * (stay.left_at is None)
        seat = self.seats.get(stay.member_id)
        if seat is None:
            self.others += by
            return
        self.present += by
        self.base_present += by * (seat.in_base or seat.in_base_if_present)
        self.base += by * seat.in_base_if_present
        self.guests.present += by * seat.guest
        for places, key in ((self.sites, seat.site_id), (self.delegations, seat.delegation_id)):
            places[key].present += by
            places[key].moved = self.change
