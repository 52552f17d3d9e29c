"""What the attendance sheet, a member's own history and the secretary's warnings look like going out."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from api.rooms.meetings.models import Attendance, MeetingKind
from api.rooms.meetings.schemas.people import Read
from api.rooms.members.models import State


class SheetMethod(StrEnum):
    """How somebody's line in the sheet came about."""

    HAND = "hand"
    MEMBER_CODE = "member_code"
    ROOM_CODE = "room_code"
    QR = "qr"
    FACE = "face"
    BADGE = "badge"


class SheetRowRead(Read):
    """One person summoned; `status` null: nothing was written down."""

    number: int
    member_id: UUID
    name: str
    state: State
    status: Attendance | None
    reason: str
    """In words; empty for none."""
    method: SheetMethod | None
    marked_by: str | None
    """Who wrote it down, for lines by hand."""
    came_at: datetime | None
    left_at: datetime | None
    site: str | None


class SheetGuestRead(Read):
    """A guest or a delegate who is no member; without `came_at` expected only. Telephones stay at the desk."""

    number: int
    name: str
    organization: str | None
    seat: str | None
    site: str | None
    came_at: datetime | None
    left_at: datetime | None


class SheetCountsRead(Read):
    """Lines of rolls in numbers."""

    summoned: int
    present: int
    late: int
    online: int
    excused: int
    unexcused: int
    exempt: int
    unmarked: int
    percent: float | None
    """Present ÷ counted, as the rule says."""


class SheetRead(Read):
    """The attendance sheet of a meeting, in the order of given names."""

    meeting_id: UUID
    title: str
    organization: str
    above: str
    starts_at: datetime
    place: str | None
    target_percent: float | None
    target_citation: str | None
    counts: SheetCountsRead
    rows: Sequence[SheetRowRead]
    guests: Sequence[SheetGuestRead]


class AttendedRead(Read):
    """One meeting I was summoned to."""

    meeting_id: UUID
    title: str
    kind: MeetingKind
    organization: str
    starts_at: datetime
    status: Attendance | None
    reason: str


class OwnFiguresRead(SheetCountsRead):
    """A year in numbers."""

    counted: int


class HistoryRead(Read):
    """How I attended in a year, latest first, against the rule of today."""

    year: int
    figures: OwnFiguresRead
    target_percent: float
    target_citation: str
    items: Sequence[AttendedRead]


class AbsenceWarning(StrEnum):
    """Why somebody's absences want a talk."""

    STREAK = "streak"
    """So many meetings in a row without a reason."""
    MONTHS = "months"
    """So many months of the year without any meeting and without a reason."""


class AbsenceWarningRead(Read):
    """One member and one rule; the rule's citation stands beside it."""

    member_id: UUID
    name: str
    warning: AbsenceWarning
    count: int
    limit: int
    months: Sequence[str]
    """The months missed, as `2026-11`; empty for a streak."""
    last_at: datetime
    """The latest meeting missed."""
    citation: str
    source_level: str


class AbsenceWarningsRead(Read):
    """Whom the secretary of a branch should talk to."""

    organization_id: UUID
    year: int
    items: Sequence[AbsenceWarningRead]
