"""What those who follow a meeting are told. All figures are as they are now: hearing one twice changes nothing."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from api.rooms.attendance.presence import Kind
from api.rooms.meetings.models import Decision
from api.rooms.meetings.schemas.people import Read


class Ended(StrEnum):
    """Why somebody may follow no longer."""

    SIGNED_OUT = "signed_out"
    REVOKED = "revoked"


class BoardPlaceRead(Read):
    """A site or a delegation; without id those who belong to none."""

    id: UUID | None
    name: str | None
    expected: int
    present: int


class QuorumRead(Read):
    """The majority of the meeting: of `base` at least `needed`; `present` of them are there."""

    base: int
    needed: int
    present: int


class BoardGuestsRead(Read):
    """Those of the expected and of the present who are guests."""

    expected: int
    present: int


class BoardSessionRead(Read):
    """A session of a conference: how many took part so far, and how many of them have not gone out again."""

    id: UUID
    title: str
    starts_at: datetime
    ends_at: datetime
    present: int
    inside: int


class BoardRead(Read):
    """The figures of a meeting, guests counted with members. `moved` events list only the places whose figures moved.

    Delegations are those of the conference; for a meeting that has none, the organisations right below its own.
    """

    meeting_id: UUID
    title: str
    """Of the meeting, as it was when somebody first followed it."""
    change: str
    """Sent back as Last-Event-ID; opaque."""
    at: datetime
    expected: int
    present: int
    inside: int
    """Of all who came, asked or not, those who have not gone out again."""
    others: int
    """Present without having been asked to come."""
    guests: BoardGuestsRead
    quorum: QuorumRead
    sites: Sequence[BoardPlaceRead]
    delegations: Sequence[BoardPlaceRead]
    sessions: Sequence[BoardSessionRead]


class TakenRead(Read):
    """A scan that another desk may have taken; no name, which only a shown code opens."""

    scan_id: UUID
    member_id: UUID
    kind: Kind
    at: datetime
    counts: bool
    """As its flags say, or the last word about it."""
    device_id: UUID | None


class DeskRead(Read):
    """What other desks of a site took: the scans after the one that is known."""

    number: int
    """Of the last of them; sent back as Last-Event-ID."""
    scans: Sequence[TakenRead]


class CorrectedRead(Read):
    """Of the scans of a site about which a word differed from their flags, whether each counts now."""

    counts: Mapping[UUID, bool]


class Rest(StrEnum):
    """Those who belong to no site, or to no delegation."""

    NO_SITE = "no_site"
    NO_DELEGATION = "no_delegation"


class AbsentRead(Read):
    """Somebody asked to come who has not checked in, with the absence that was asked for."""

    person_id: UUID
    """The member's, or the guest's."""
    name: str
    guest: bool
    organization: str | None
    """Of a guest."""
    site_id: UUID | None
    reason: str | None
    """Code of the rule `absence_reasons`."""
    reason_text: str | None
    decision: Decision | None


class Absentees(Read):
    """The first of those who are missing, in the order of names, and how many there are."""

    total: int
    items: Sequence[AbsentRead]
