"""The record of a meeting in one piece: what the phone shows while it runs, what score and minutes are made from."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from api.kit.actors import Role
from api.rooms.meetings.models import (
    AgendaPart,
    Answer,
    Attendance,
    Decision,
    InvitedAs,
    MeetingKind,
    MeetingState,
    RollMethod,
    TaskState,
)
from api.rooms.meetings.schemas.people import Read
from api.rooms.meetings.schemas.votes import SubjectRead, VoteRead
from api.rooms.members.models import State


class SpokenOfRead(Read):
    """A member, or somebody by name only."""

    member_id: UUID | None
    name: str


class RecordGuestRead(Read):
    """A guest or a supervising superior who was asked to come."""

    member_id: UUID | None
    name: str
    title: str | None
    invited_as: InvitedAs


class TextClashRead(Read):
    """One spot where two people changed the same words; both stay in the text until somebody settles it."""

    id: UUID
    """Of the write that met the other one."""
    field: str
    theirs: str
    mine: str
    by: str | None
    """Who wrote `mine`; the other is the writer before."""
    at: datetime


class Kept(Read):
    """Version, last writer and open clashes of a part that two people may edit."""

    version: int
    clashes: list[TextClashRead]
    changed_by: str | None
    changed_at: datetime


class FieldRead(Kept):
    """A named text, number or moment of the record."""

    name: str
    value: str


class OpinionRead(Kept):
    """What somebody said."""

    id: UUID
    item_id: UUID | None
    speaker: SpokenOfRead
    text: str
    position: int


class AssignmentRead(Kept):
    """Who does what by when; `assignee` is null while nobody was named."""

    id: UUID
    item_id: UUID | None
    text: str
    assignee: SpokenOfRead | None
    due_on: date | None
    position: int


class CarriedTaskRead(Kept):
    """A task of an earlier meeting: its state then, and what this meeting found (`state` null: not looked at yet)."""

    assignment_id: UUID
    meeting_id: UUID
    """The meeting that gave the task."""
    text: str
    assignee: SpokenOfRead | None
    due_on: date | None
    state_before: TaskState | None
    """As the last meeting that looked at it found it; null: new since."""
    state: TaskState | None
    result: str


class RollEntryRead(Read):
    """Somebody summoned, and what the roll says; `status` is null until the roll was called."""

    member_id: UUID
    name: str
    state: State
    role: Role | None
    answer: Answer | None
    decision: Decision | None
    status: Attendance | None
    reason: str | None
    """Code of the rule `absence_reasons`; of the approved request while there is no status."""
    reason_text: str | None
    method: RollMethod | None
    fact_id: UUID | None
    marked_by: str | None
    marked_at: datetime | None
    proposed: Attendance | None
    """From an approved absence or the member's state: one tap takes it."""
    also_said: Attendance | None
    """What another person said at the same time and did not see this; null when they agree."""
    base: Literal["in", "in_if_present", "out"]
    """Whether the member belongs to the base of a vote."""
    may_vote: bool


class CountsRead(Read):
    """The roll in numbers. `present` includes late and online."""

    summoned: int
    official: int
    probationary: int
    present: int
    late: int
    online: int
    excused: int
    unexcused: int
    exempt: int
    unmarked: int
    official_present: int


class DuesRead(Read):
    """The situation of dues: people counted, no money and no salary."""

    paid: int | None
    unpaid: int | None
    note: str


class ItemRead(Read):
    """One point of the agenda with what was recorded about it; opinions in the order they were given."""

    id: UUID
    position: int
    part: AgendaPart
    title: str
    details: str | None
    presenter: SpokenOfRead | None
    planned_minutes: int | None
    started_at: datetime | None
    ended_at: datetime | None
    notes: str
    conclusion: str
    opinions: list[OpinionRead]


class RecordWarningRead(Read):
    """Something recorded that did not stop the meeting; codes as in the table of warnings."""

    id: UUID
    code: str
    details: dict[str, Any]
    at: datetime


class MeetingRecordRead(Read):
    """Everything recorded of one meeting. `revision` grows with every write and is the ETag."""

    meeting_id: UUID
    organization_id: UUID
    revision: str
    kind: MeetingKind
    title: str
    month: str
    state: MeetingState
    place: str | None
    starts_at: datetime
    ends_at: datetime
    opened_at: datetime | None
    closed_at: datetime | None
    """When closing reached the server."""
    started_at: datetime | None
    """As recorded by the clerk when it differs from `opened_at` (a phone without signal)."""
    ended_at: datetime | None
    chair: SpokenOfRead | None
    clerk: SpokenOfRead | None
    guests: list[RecordGuestRead]
    roll: list[RollEntryRead]
    counts: CountsRead
    dues: DuesRead
    items: list[ItemRead]
    fields: list[FieldRead]
    """Every field with its version, those shown in `items` and `dues` too: what a phone edits."""
    loose_opinions: list[OpinionRead]
    """Said outside any point of the agenda."""
    assignments: list[AssignmentRead]
    carried: list[CarriedTaskRead]
    votes: list[VoteRead]
    subjects: list[SubjectRead]
    warnings: list[RecordWarningRead]
    may_run: bool
