"""The parts of a record that phones write: fields, opinions, assignments, the tasks of earlier meetings."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from sqlmodel import Session

from api.kit import clock
from api.kit.actors import Actor
from api.rooms.meetings import fields
from api.rooms.meetings.errors.record import (
    FieldUnknown,
    ItemUnknown,
    NotOnTheRoll,
    TaskNotFound,
    ValueMalformed,
)
from api.rooms.meetings.errors.schedule import IdTaken
from api.rooms.meetings.models import Assignment, CarriedTask, Meeting, Opinion, RecordField, TaskState
from api.rooms.meetings.models.record import Kept
from api.rooms.meetings.repository import record as repository
from api.rooms.meetings.schemas.record import AssignmentRead, CarriedTaskRead, FieldRead, OpinionRead
from api.rooms.meetings.schemas.writes import (
    AssignmentRequest,
    CarriedTaskRequest,
    FieldRequest,
    OpinionRequest,
)
from api.rooms.meetings.service.finding import find_to_record
from api.rooms.meetings.service.persons import gather
from api.rooms.meetings.service.tasks import assignment_read, carried_read, opinion_read
from api.rooms.meetings.service.writing import RecordPart, merge_write

_TEXT_FIELD = frozenset({"value"})
_TEXTS = frozenset({"text"})
_RESULT = frozenset({"result"})
_LEADERS = ("chair_id", "clerk_id")
Row = TypeVar("Row", bound=Kept)


def write_field(session: Session, actor: Actor, meeting_id: UUID, name: str, request: FieldRequest) -> FieldRead:
    """Write one named field; the answer is what now stands."""
    meeting = find_to_record(session, actor, meeting_id)
    known = fields.parse(name)
    if known is None or (known.item_id and not repository.has_item(session, meeting.id, known.item_id)):
        raise FieldUnknown(field=name)
    if not fields.fits(known.form, request.value):
        raise ValueMalformed(field=name)
    if known.form is fields.Form.MEMBER:
        _check_on_roll(session, meeting, fields.as_id(request.value))
    found = repository.field(session, meeting.id, name)
    texts = _TEXT_FIELD if known.form is fields.Form.TEXT else frozenset[str]()
    part = RecordPart(f"field:{name}", found, {"value": found.value if found else ""}, texts)
    row = found or RecordField(meeting_id=meeting.id, name=name, value="", changed_by=actor.account_id)
    _write(session, actor, meeting, part, request, row, _take_value)
    if name in _LEADERS:
        _follow_leader(meeting, name, row.value)
    return FieldRead(name=row.name, value=row.value, **gather(session, meeting).kept(row))


def write_opinion(
    session: Session, actor: Actor, meeting_id: UUID, opinion_id: UUID, request: OpinionRequest
) -> OpinionRead:
    """Write one opinion; removing it keeps it in the log."""
    meeting = find_to_record(session, actor, meeting_id)
    _check_item(session, meeting, request.item_id)
    _check_on_roll(session, meeting, request.speaker_id)
    found = session.get(Opinion, opinion_id)
    _check_own(found, meeting)
    part = RecordPart(f"opinion:{opinion_id}", found, _values_of_opinion(found) if found else {}, _TEXTS)
    row = found or Opinion(id=opinion_id, meeting_id=meeting.id, text="", position=0, changed_by=actor.account_id)
    _write(session, actor, meeting, part, request, row, _take_opinion)
    return opinion_read(row, gather(session, meeting))


def write_assignment(
    session: Session, actor: Actor, meeting_id: UUID, assignment_id: UUID, request: AssignmentRequest
) -> AssignmentRead:
    """Write one task this meeting gives."""
    meeting = find_to_record(session, actor, meeting_id)
    _check_item(session, meeting, request.item_id)
    _check_on_roll(session, meeting, request.assignee_id)
    found = session.get(Assignment, assignment_id)
    _check_own(found, meeting)
    part = RecordPart(f"assignment:{assignment_id}", found, _values_of_assignment(found) if found else {}, _TEXTS)
    row = found or Assignment(id=assignment_id, meeting_id=meeting.id, text="", position=0, changed_by=actor.account_id)
    _write(session, actor, meeting, part, request, row, _take_assignment)
    return assignment_read(row, gather(session, meeting))


def write_carried_task(
    session: Session, actor: Actor, meeting_id: UUID, assignment_id: UUID, request: CarriedTaskRequest
) -> CarriedTaskRead:
    """Write what this meeting found about a task of an earlier one."""
    meeting = find_to_record(session, actor, meeting_id)
    rows = repository.tasks(session, meeting)
    waiting = next((row for row in rows if row[0].id == assignment_id and row[0].meeting_id != meeting.id), None)
    if waiting is None:
        raise TaskNotFound(assignment_id=str(assignment_id))
    task, before, found = waiting
    present = {"state": found.state, "result": found.result} if found else {}
    part = RecordPart(f"carried:{assignment_id}", found, present, _RESULT)
    row = found or CarriedTask(meeting_id=meeting.id, assignment_id=assignment_id, changed_by=actor.account_id)
    _write(session, actor, meeting, part, request, row, _take_result)
    return carried_read(task, before, row, gather(session, meeting, [task.assignee_id]))


def _write(  # noqa: PLR0913, PLR0917 - who writes what into which row, and how the row takes it
    session: Session,
    actor: Actor,
    meeting: Meeting,
    part: RecordPart,
    request: FieldRequest | OpinionRequest | AssignmentRequest | CarriedTaskRequest,
    row: Row,
    take: Callable[[Row, dict[str, Any]], None],
) -> None:
    """Merge a write with what stands; `row` is a new one at the first write of its part."""
    values = merge_write(session, actor, meeting, part, request)
    if values is not None:
        take(row, values)
    session.add(row)
    session.flush()


def _take_value(row: RecordField, values: dict[str, Any]) -> None:
    row.value = values["value"]


def _take_opinion(row: Opinion, values: dict[str, Any]) -> None:
    row.speaker_id = _as_id(values["speaker_id"])
    row.speaker_name = None if row.speaker_id else values["speaker_name"]
    _take_words(row, values)


def _take_assignment(row: Assignment, values: dict[str, Any]) -> None:
    row.assignee_id = _as_id(values["assignee_id"])
    row.assignee_name = None if row.assignee_id else values["assignee_name"]
    row.due_on = date.fromisoformat(values["due_on"]) if values["due_on"] else None
    _take_words(row, values)


def _take_words(row: Opinion | Assignment, values: dict[str, Any]) -> None:
    """What an opinion and a task have in common: the point, the text, the place in the list; taken out or not."""
    row.item_id, row.text, row.position = _as_id(values["item_id"]), values["text"], values["position"]
    row.removed_at = (row.removed_at or clock.now()) if values["removed"] else None


def _take_result(row: CarriedTask, values: dict[str, Any]) -> None:
    row.state = TaskState(values["state"]) if values["state"] else None
    row.result = values["result"]


def _values_of_opinion(row: Opinion) -> dict[str, Any]:
    return _words_of(row) | {"speaker_id": _told(row.speaker_id), "speaker_name": row.speaker_name}


def _values_of_assignment(row: Assignment) -> dict[str, Any]:
    due_on = row.due_on.isoformat() if row.due_on else None
    return _words_of(row) | {
        "assignee_id": _told(row.assignee_id),
        "assignee_name": row.assignee_name,
        "due_on": due_on,
    }


def _words_of(row: Opinion | Assignment) -> dict[str, Any]:
    return {
        "item_id": _told(row.item_id),
        "text": row.text,
        "position": row.position,
        "removed": row.removed_at is not None,
    }


def _follow_leader(meeting: Meeting, name: str, value: str) -> None:
    """Chair and clerk elected in the meeting are those of the meeting from then on; it never goes without a chair."""
    elected = fields.as_id(value) if value else None
    if name == "chair_id":
        meeting.chair_id = elected or meeting.chair_id
    else:
        meeting.clerk_id = elected


def _check_item(session: Session, meeting: Meeting, item_id: UUID | None) -> None:
    if item_id is not None and not repository.has_item(session, meeting.id, item_id):
        raise ItemUnknown(item_id=str(item_id))


def _check_on_roll(session: Session, meeting: Meeting, member_id: UUID | None) -> None:
    """Those on the roll, and whoever was on it: a member who left in the middle has spoken nevertheless."""
    if member_id is not None and not repository.was_asked(session, meeting.id, member_id):
        raise NotOnTheRoll(member_id=str(member_id))


def _check_own(row: Opinion | Assignment | None, meeting: Meeting) -> None:
    if row is not None and row.meeting_id != meeting.id:
        raise IdTaken(id=str(row.id))


def _as_id(value: str | None) -> UUID | None:
    return UUID(value) if value else None


def _told(value: UUID | None) -> str | None:
    return str(value) if value else None
