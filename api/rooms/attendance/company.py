"""What a conference adds to a meeting's figures: guests, delegations and sittings. The room `conferences` tells it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, Protocol
from uuid import UUID

from sqlalchemy import Connection

from api.rooms.attendance.presence import Correction, Fact
from api.rooms.members.names import name_key


class Visitor(NamedTuple):
    """A guest: expected at which site, with which delegation, on which seat."""

    name: str
    organization: str | None
    site_id: UUID | None
    delegation_id: UUID | None
    seat: str | None


def in_order(visitors: Mapping[UUID, Visitor]) -> list[tuple[UUID, Visitor]]:
    """Guests in the order of given names."""
    return sorted(visitors.items(), key=lambda one: (name_key(one[1].name), one[0]))


class Sitting(NamedTuple):
    """A session of a conference; comings count for it from the opening of its doors."""

    id: UUID
    title: str
    opens_at: datetime
    starts_at: datetime
    ends_at: datetime

    def covers(self, fact: Fact) -> bool:
        """Whether a coming or going belongs to it."""
        return self.opens_at <= fact.corrected_at <= self.ends_at


@dataclass(frozen=True, slots=True)
class Company:
    """Of one meeting; empty for a meeting that is no conference."""

    visitors: Mapping[UUID, Visitor] = field(default_factory=dict)
    """By the guest's id, which stands in the member's place in facts."""
    delegations: Mapping[UUID, str] = field(default_factory=dict)
    """By name, in their order; where there are any, they stand for the organisations below."""
    members: Mapping[UUID, UUID] = field(default_factory=dict)
    """Delegations of members."""
    sittings: Sequence[Sitting] = ()

    def size(self) -> int:
        """How many people and parts it names."""
        return len(self.visitors) + len(self.delegations) + len(self.members) + len(self.sittings)


class Mark(NamedTuple):
    """Tells cheaply whether anything was written since."""

    size: int = 0
    """Of the company."""
    visits: int = 0
    """How much guests did, and words about it."""


Visits = tuple[list[Fact], frozenset[Correction]]
"""What guests did, and the words about it."""


Guests = tuple[dict[UUID, Visitor], Visits]
"""Guests by their id, and what they did."""


class Companies(Protocol):
    """Where companies are found."""

    def read_mark(self, connection: Connection, meeting_id: UUID) -> Mark:
        """How much there is now."""

    def read_company(self, connection: Connection, meeting_id: UUID) -> Company:
        """Guests, delegations and sittings."""

    def read_guests(self, connection: Connection, meeting_id: UUID) -> Guests:
        """Guests and what they did."""

    def read_visits(self, connection: Connection, meeting_id: UUID) -> Visits:
        """What guests did, and the words about it."""
