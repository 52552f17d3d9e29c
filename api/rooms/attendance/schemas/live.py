"""What those who follow a meeting are told. All figures are as they are now: hearing one twice changes nothing."""

from collections.abc import Sequence
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


class BoardRead(Read):
    """The figures of a meeting. On the stream, `moved` events list only the places whose figures moved."""

    meeting_id: UUID
    change: str
    """Sent back as Last-Event-ID; opaque."""
    at: datetime
    expected: int
    present: int
    others: int
    """Present without having been asked to come."""
    quorum: QuorumRead
    sites: Sequence[BoardPlaceRead]
    delegations: Sequence[BoardPlaceRead]


class TakenRead(Read):
    """A scan that another desk may have taken; no name, which only a shown code opens."""

    scan_id: UUID
    member_id: UUID
    kind: Kind
    at: datetime
    counts: bool
    """As its flags say; the secretary may have decided otherwise."""
    device_id: UUID | None


class DeskRead(Read):
    """What other desks of a site took: the scans after the one that is known."""

    number: int
    """Of the last of them; sent back as Last-Event-ID."""
    scans: Sequence[TakenRead]


class AbsentRead(Read):
    """Somebody asked to come who has not checked in, with the absence that was asked for."""

    member_id: UUID
    name: str
    site_id: UUID | None
    reason: str | None
    """Code of the rule `absence_reasons`."""
    reason_text: str | None
    decision: Decision | None


class Absentees(Read):
    """The first of those who are missing, in the order of names, and how many there are."""

    total: int
    items: Sequence[AbsentRead]
