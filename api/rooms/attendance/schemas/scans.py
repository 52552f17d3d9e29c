"""Scans coming in, what became of each, and what they say together."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from pydantic import AwareDatetime, Field, StringConstraints, model_validator

from api.rooms.attendance.errors import Refusal
from api.rooms.attendance.presence import Flag, Kind, Method
from api.rooms.meetings.schemas.people import Read, Request

MOST_SCANS = 200
Code = Annotated[str, StringConstraints(min_length=1, max_length=400)]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=300)]


class ScanRequest(Request):
    """One scan as the device took it: with the code it saw, or by hand with the member."""

    scan_id: UUID
    meeting_id: UUID
    site_id: UUID | None = None
    kind: Kind = Kind.IN
    method: Method
    device_at: AwareDatetime
    code: Code | None = None
    member_id: UUID | None = None
    near: bool | None = None
    """Of a scan of the wall, with the member's consent: whether the phone is near the hall; where it is stays on it."""

    @model_validator(mode="after")
    def _one_way(self) -> "ScanRequest":
        if (self.method is Method.HAND) != (self.code is None) or (self.code is None) == (self.member_id is None):
            raise ValueError("by hand with member_id, any other way with code")
        if self.near is not None and self.method is not Method.ROOM_CODE:
            raise ValueError("near only of a scan of the wall")
        return self


class ScansRequest(Request):
    """What a device has to report. `sent_at` is its own clock now: how far that is off is learned from it."""

    sent_at: AwareDatetime
    items: list[Annotated[ScanRequest | dict[str, Any], Field(union_mode="left_to_right")]] = Field(
        min_length=1, max_length=MOST_SCANS
    )
    """An item of another form, such as from a newer app, is refused by itself."""


class Outcome(StrEnum):
    """What became of a scan. `flagged` is kept and waits for the secretary; `refused` is no fact."""

    IN = "in"
    OUT = "out"
    ALREADY = "already"
    FLAGGED = "flagged"
    REFUSED = "refused"


class ScanAnswer(Read):
    """The answer to one scan, for ever the same. `came_at` is when the person first checked in."""

    scan_id: str
    outcome: Outcome
    refusal: Refusal | None
    flags: Sequence[Flag]
    member_id: UUID | None
    name: str | None
    came_at: datetime | None
    by_this_device: bool
    """For `already`: whether this device took the first scan."""


class ScanAnswers(Read):
    """One answer for each item, in order; `received_at` is the server's clock."""

    received_at: datetime
    items: Sequence[ScanAnswer]


class FactRead(Read):
    """One scan, for the secretary."""

    scan_id: UUID
    member_id: UUID
    name: str
    kind: Kind
    method: Method
    site_id: UUID | None
    at: datetime
    flags: Sequence[Flag]
    counts: bool
    corrected_because: str | None


class PresentRead(Read):
    """Somebody who was there."""

    member_id: UUID
    name: str
    came_at: datetime
    left_at: datetime | None
    method: Method
    site_id: UUID | None


class MissingRead(Read):
    """Somebody asked to come who has not checked in."""

    member_id: UUID
    name: str


class AttendanceRead(Read):
    """Who was there, who is missing, and the scans that want a look."""

    meeting_id: UUID
    expected: int
    present: Sequence[PresentRead]
    missing: Sequence[MissingRead]
    to_check: Sequence[FactRead]


class CorrectionRequest(Request):
    """The secretary's word about a scan."""

    counts: bool
    reason: Reason
