"""Guests: registered at the desk, coming and going, and what a desk takes along."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, Field, StringConstraints, model_validator

from api.rooms.attendance.presence import Flag, Kind
from api.rooms.attendance.schemas.scans import Outcome
from api.rooms.conferences.models import GuestMethod
from api.rooms.meetings.schemas.fields import Name, Title
from api.rooms.meetings.schemas.people import Read, Request

Phone = Annotated[str, StringConstraints(pattern=r"^\+?[0-9 .]{6,20}$", max_length=20)]
ClockOff = Annotated[int, Field(ge=-(10**8), le=10**8)]
"""Seconds by which the device knew its clock to be ahead of the server's."""


class Taken(Request):
    """When a device took something, by its own clock, and how far it knew that to be off."""

    device_at: AwareDatetime
    clock_off: ClockOff = 0


class GuestEntryRequest(Request):
    """A guest; with `taken` he is here now, without it he is expected."""

    name: Name
    organization: Title | None = None
    phone: Phone | None = None
    site_id: UUID | None = None
    taken: Taken | None = None


class GuestScanRequest(Taken):
    """A badge as it was scanned or typed, or a guest chosen by name."""

    kind: Kind = Kind.IN
    site_id: UUID | None = None
    code: Annotated[str, StringConstraints(min_length=1, max_length=400)] | None = None
    guest_id: UUID | None = None

    @model_validator(mode="after")
    def _one_way(self) -> "GuestScanRequest":
        if (self.code is None) == (self.guest_id is None):
            message = "a code or a guest"
            raise ValueError(message)
        return self


class GuestRead(Read):
    """A guest and whether he is here."""

    id: UUID
    name: str
    organization: str | None
    phone: str | None
    site_id: UUID | None
    delegation: str | None
    seat: str | None
    came_at: datetime | None
    left_at: datetime | None
    method: GuestMethod | None


class GuestScanRead(Read):
    """One coming or going of a guest, for those who run the meeting."""

    scan_id: UUID
    guest_id: UUID
    name: str
    organization: str | None
    kind: Kind
    method: GuestMethod
    site_id: UUID | None
    at: datetime
    flags: Sequence[Flag]
    counts: bool
    corrected_because: str | None


class GuestScansRead(Read):
    """Every coming and going of a meeting's guests by corrected time."""

    items: Sequence[GuestScanRead]


class GuestListRead(Read):
    """The guests of a meeting in the order of given names; `expected` are all, `present` those who came."""

    expected: int
    present: int
    items: Sequence[GuestRead]


class GuestAnswer(Read):
    """What became of a coming or going; the same scan is always told the same."""

    scan_id: UUID
    outcome: Outcome
    flags: Sequence[Flag]
    guest_id: UUID
    name: str
    organization: str | None
    delegation: str | None
    seat: str | None
    came_at: datetime | None


class DeskRowRead(Read):
    """One sealed row, both fields in hexadecimal; see attendance/README.md."""

    tag: str
    sealed: str


class SessionTimesRead(Read):
    """A session as a desk needs it."""

    id: UUID
    title: str
    starts_at: datetime
    ends_at: datetime


class ConferenceDeskRead(Read):
    """What a desk takes along beside the members' bundle: rows that badges open, and seats that members' codes open."""

    version: int
    server_at: datetime
    meeting_id: UUID
    site_id: UUID | None
    sessions: Sequence[SessionTimesRead]
    rows: Sequence[DeskRowRead]
