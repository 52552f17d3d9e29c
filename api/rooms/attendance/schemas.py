"""What goes in and what comes out."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from api.rooms.attendance.errors import Refusal
from api.rooms.attendance.presence import Flag, Kind, Method

MOST_SCANS = 200
Code = Annotated[str, StringConstraints(min_length=1, max_length=400)]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=300)]


class Request(BaseModel):
    """Every request body names its fields and no others."""

    model_config = ConfigDict(extra="forbid")


class Read(BaseModel):
    """Every answer is made from rows or results."""

    model_config = ConfigDict(from_attributes=True)


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

    @model_validator(mode="after")
    def _one_way(self) -> "ScanRequest":
        if (self.method is Method.HAND) != (self.code is None) or (self.code is None) == (self.member_id is None):
            raise ValueError("by hand with member_id, any other way with code")
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


class PassRead(Read):
    """What a member's phone needs to show codes at one meeting. The pseudonym is 16 bytes in hexadecimal."""

    meeting_id: UUID
    title: str
    starts_at: datetime
    ends_at: datetime
    pseudonym: str


class Passes(Read):
    """My passes for the meetings ahead; `server_at` is the server's clock."""

    server_at: datetime
    step_seconds: int
    items: Sequence[PassRead]


class SealedRowRead(Read):
    """One expected person, both fields in hexadecimal; see README.md."""

    tag: str
    sealed: str


class BundleRead(Read):
    """What a desk needs to check codes of a site without network."""

    server_at: datetime
    meeting_id: UUID
    site_id: UUID | None
    expected: int
    rows: Sequence[SealedRowRead]


class RoomKeyRead(Read):
    """The key (32 bytes in hexadecimal) from which the screen on the wall makes its codes."""

    server_at: datetime
    meeting_id: UUID
    site_id: UUID | None
    key: str
    step_seconds: int


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


class GrantRequest(Request):
    """Let a member who is asked to come scan at a site (None: at every site) until then."""

    member_id: UUID
    site_id: UUID | None = None
    expires_at: AwareDatetime


class GrantRead(Read):
    """Who may scan where."""

    id: UUID
    member_id: UUID
    site_id: UUID | None
    expires_at: datetime
    revoked_at: datetime | None


class Grants(Read):
    """The grants of a meeting, newest first."""

    items: Sequence[GrantRead]
