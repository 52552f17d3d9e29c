"""Reports as committees read them and decide about them."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import StringConstraints

from api.rooms.meetings.models import MeetingKind, MeetingState, ReportState
from api.rooms.meetings.schemas.people import Read, Request

Month = Annotated[str, StringConstraints(pattern=r"^20\d\d-(0[1-9]|1[0-2])$")]


class Show(StrEnum):
    """Which branches are listed: those directly below, or those of the whole subtree in some state."""

    DIRECT = "direct"
    ALL = "all"
    UNREGISTERED = "unregistered"
    MISSING = "missing"
    LATE = "late"
    WAITING = "waiting"
    RETURNED = "returned"
    WEAK = "weak"


class ReportPlaceRead(Read):
    """An organisation by name."""

    id: UUID
    name: str


class FiguresRead(Read):
    """Sums over branches.

    `missing` have held no regular meeting that month; `attendance` is in percent of those counted; `score` is the mean.
    """

    branches: int
    registered: int
    held: int
    reported: int
    late: int
    missing: int
    accepted: int
    returned: int
    present: int
    counted: int
    attendance: float | None
    score: float | None
    bands: dict[str, int]


class ChildFiguresRead(ReportPlaceRead):
    """A committee below, with the sums of its branches."""

    figures: FiguresRead


class BranchReportRead(ReportPlaceRead):
    """A branch in a month: its meeting and what it reported; nulls while there is none."""

    under: ReportPlaceRead
    meeting_id: UUID | None
    meeting_state: MeetingState | None
    meeting_kind: MeetingKind | None
    starts_at: datetime | None
    report_id: UUID | None
    report_state: ReportState | None
    version: int | None
    late: bool
    due_at: datetime | None
    reported_at: datetime | None
    summoned: int | None
    counted: int | None
    present: int | None
    unexcused: int | None
    attendance: float | None
    score: float | None
    band: str | None
    remark: str | None


class ReportBandRead(Read):
    """A band of the score form."""

    code: str
    title: str


class ReportsRead(Read):
    """The month of a subtree. `more` says that the list of branches was cut."""

    month: str
    organization: ReportPlaceRead
    lineage: list[ReportPlaceRead]
    """From the organisation upwards, as far as the actor oversees."""
    bands: list[ReportBandRead]
    target: float
    """The attendance rate to reach, in percent, by the rule `attendance_target`."""
    totals: FiguresRead
    children: list[ChildFiguresRead]
    branches: list[BranchReportRead]
    more: bool
    may_decide: bool
    """Whether the actor accepts and returns reports of branches below this organisation."""


class MeetingReportRead(Read):
    """One report, for the branch and for those above."""

    id: UUID
    meeting_id: UUID
    state: ReportState
    due_at: datetime
    reported_at: datetime
    late: bool
    summoned: int
    counted: int
    present: int
    unexcused: int
    score: float | None
    band: str | None
    remark: str | None
    decided_at: datetime | None
    version: int


class ReturnRequest(Request):
    """What the branch should add or explain."""

    remark: Annotated[str, StringConstraints(min_length=1, max_length=1000, strip_whitespace=True)]
