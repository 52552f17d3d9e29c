"""What a running meeting records: the roll, what was said, concluded and assigned, and every write that led to it."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from api.kit import clock
from api.kit.models import Moment, Row, words


class Attendance(StrEnum):
    """How somebody summoned took part."""

    PRESENT = "present"
    ONLINE = "online"
    LATE = "late"
    EXCUSED = "excused"
    UNEXCUSED = "unexcused"
    EXEMPT = "exempt"


CAME = frozenset({Attendance.PRESENT, Attendance.ONLINE, Attendance.LATE})
"""Took part."""


class RollMethod(StrEnum):
    """How it became known; what a person says by hand stands above what a machine saw."""

    HAND = "hand"
    QR = "qr"
    FACE = "face"
    BADGE = "badge"


class RollFact(Row, table=True):
    """One statement about one member's presence. Append-only: a correction is a further fact.

    `after_id` is the fact its author saw; when it is not the one that stood, two people said different things.
    """

    __tablename__ = "roll_facts"
    __table_args__ = (
        Index("ix_roll_facts_meeting_id_member_id", "meeting_id", "member_id"),
        Index("ix_roll_facts_meeting_id_number", "meeting_id", "number"),
    )

    meeting_id: UUID = Field(foreign_key="meetings.id", index=True)
    member_id: UUID = Field(foreign_key="members.id", index=True)
    status: Attendance = Field(sa_type=words(Attendance))
    method: RollMethod = Field(sa_type=words(RollMethod))
    reason: str | None = Field(default=None, max_length=40)
    """Code of the rule `absence_reasons`."""
    reason_text: str | None = Field(default=None, max_length=500)
    after_id: UUID | None = None
    account_id: UUID | None = Field(default=None, foreign_key="accounts.id", index=True)
    phone_at: datetime | None = Field(default=None, sa_type=Moment)
    """By the clock of the phone: shown, never trusted."""
    number: int
    """Order of arrival within the meeting."""
    scan_id: UUID | None = None
    """Of the room `attendance`, where the statement came from there."""
    takes_back: UUID | None = None
    """The earlier statement that the room it came from no longer stands by; this row says nothing else."""


class RecordWrite(Row, table=True):
    """One write of one phone as it was sent, and what it became. Append-only; the id is the phone's."""

    __tablename__ = "record_writes"
    __table_args__ = (Index("ix_record_writes_line_step", "line", "step"),)

    meeting_id: UUID = Field(foreign_key="meetings.id", index=True)
    account_id: UUID | None = Field(default=None, foreign_key="accounts.id", index=True)
    target: str = Field(max_length=100)
    """What was written: `field:NAME`, `opinion:ID`, `assignment:ID`, `carried:ID`."""
    sent: dict[str, Any] = Field(sa_type=JSON)
    base: dict[str, Any] = Field(sa_type=JSON)
    """What the phone believed to stand when it wrote."""
    merged: dict[str, Any] = Field(sa_type=JSON)
    version: int
    line: UUID
    """One phone's edits of one part on one base: step follows step, also when the answer to one was lost."""
    step: int
    phone_at: datetime | None = Field(default=None, sa_type=Moment)
    clock_off: int | None = None
    """Seconds by which the phone knew its clock to be ahead of the server's."""


class Kept(SQLModel):
    """What every part of the record that two people may edit carries."""

    version: int = 1
    clashes: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    """Where two people changed the same words: both texts, until somebody settles it."""
    changed_by: UUID | None = Field(default=None, foreign_key="accounts.id", index=True)
    changed_at: datetime = Field(default_factory=clock.now, sa_type=Moment)


class RecordField(Row, Kept, table=True):
    """A named text or number of the record (`items.ID.notes`, `dues_paid` …); see `fields.py`."""

    __tablename__ = "record_fields"
    __table_args__ = (UniqueConstraint("meeting_id", "name"),)

    meeting_id: UUID = Field(foreign_key="meetings.id")
    name: str = Field(max_length=80)
    value: str = Field(sa_type=Text)


class Opinion(Row, Kept, table=True):
    """What somebody said about an agenda item; the id is the phone's."""

    __tablename__ = "opinions"
    __table_args__ = (CheckConstraint("speaker_id IS NULL OR speaker_name IS NULL", name="one_speaker"),)

    meeting_id: UUID = Field(foreign_key="meetings.id", index=True)
    item_id: UUID | None = Field(default=None, foreign_key="agenda_items.id", index=True)
    speaker_id: UUID | None = Field(default=None, foreign_key="members.id", index=True)
    speaker_name: str | None = Field(default=None, max_length=120)
    """Of a guest."""
    text: str = Field(sa_type=Text)
    position: int
    removed_at: datetime | None = Field(default=None, sa_type=Moment)


class Assignment(Row, Kept, table=True):
    """A task the meeting gave: who does what by when; the id is the phone's."""

    __tablename__ = "assignments"
    __table_args__ = (CheckConstraint("assignee_id IS NULL OR assignee_name IS NULL", name="one_assignee"),)

    meeting_id: UUID = Field(foreign_key="meetings.id", index=True)
    item_id: UUID | None = Field(default=None, foreign_key="agenda_items.id", index=True)
    text: str = Field(sa_type=Text)
    assignee_id: UUID | None = Field(default=None, foreign_key="members.id", index=True)
    assignee_name: str | None = Field(default=None, max_length=120)
    """A group, or somebody who is no member: "Chi đoàn thôn"."""
    due_on: date | None = None
    position: int
    removed_at: datetime | None = Field(default=None, sa_type=Moment)


class TaskState(StrEnum):
    """How far a task has come when a later meeting looks at it."""

    DONE = "done"
    PARTLY = "partly"
    NOT_DONE = "not_done"


class CarriedTask(Row, Kept, table=True):
    """What a later meeting found about a task of an earlier one; a task not done is carried on."""

    __tablename__ = "carried_tasks"
    __table_args__ = (UniqueConstraint("meeting_id", "assignment_id"),)

    meeting_id: UUID = Field(foreign_key="meetings.id")
    assignment_id: UUID = Field(foreign_key="assignments.id", index=True)
    state: TaskState | None = Field(default=None, sa_type=words(TaskState))
    result: str = Field(default="", sa_type=Text)


class RecordWarning(Row, table=True):
    """Something that does not stop a meeting but must be known: append-only.

    Codes: `rule_changed` (since publication), `member_left`, `member_arrived` (since publication), `clock_wrong`.
    """

    __tablename__ = "record_warnings"

    meeting_id: UUID = Field(foreign_key="meetings.id", index=True)
    code: str = Field(max_length=40)
    details: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
