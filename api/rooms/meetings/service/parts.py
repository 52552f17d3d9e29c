"""The parts of a record that phones write: fields, opinions, assignments, the tasks of earlier meetings."""

from datetime import date
from typing import Any
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
from api.rooms.meetings.repository import record as repository
from api.rooms.meetings.schemas.record import AssignmentRead, CarriedTaskRead, FieldRead, OpinionRead
from api.rooms.meetings.schemas.writes import (
    AssignmentRequest,
    CarriedTaskRequest,
    FieldRequest,
    OpinionRequest,
)
from api.rooms.meetings.service.finding import find_to_run
from api.rooms.meetings.service.persons import gather
from api.rooms.meetings.service.tasks import assignment_read, carried_read, opinion_read
from api.rooms.meetings.service.writing import RecordPart, merge_write

_TEXT_FIELD = frozenset({"value"})
_TEXTS = frozenset({"text"})
_RESULT = frozenset({"result"})
_LEADERS = ("chair_id", "clerk_id")


def write_field(session: Session, actor: Actor, meeting_id: UUID, name: str, request: FieldRequest) -> FieldRead:
    """Write one named field; the answer is what now stands."""
    meeting = find_to_run(session, actor, meeting_id)
    known = fields.parse(name)
    if known is None or (known.item_id and not repository.has_item(session, meeting.id, known.item_id)):
        raise FieldUnknown(field=name)
    if not fields.fits(known.form, request.value):
        raise ValueMalformed(field=name)
    if known.form is fields.Form.MEMBER:
        _check_on_roll(session, meeting, fields.as_id(request.value))
    row = repository.field(session, meeting.id, name)
    texts = _TEXT_FIELD if known.form is fields.Form.TEXT else frozenset[str]()
    part = RecordPart(f"field:{name}", row, {"value": row.value if row else ""}, texts)
    values = merge_write(session, actor, meeting, part, request)
    if row is None:
        row = RecordField(meeting_id=meeting.id, name=name, value="", changed_by=actor.account_id)
    if values is not None:
        row.value = values["value"]
    if name in _LEADERS:
        _follow_leader(meeting, name, row.value)
    session.add(row)
    session.flush()
    names = gather(session, meeting)
    return FieldRead(name=row.name, value=row.value, **names.kept(row))


def write_opinion(
    session: Session, actor: Actor, meeting_id: UUID, opinion_id: UUID, request: OpinionRequest
) -> OpinionRead:
    """Write one opinion; removing it keeps it in the log."""
    meeting = find_to_run(session, actor, meeting_id)
    _check_item(session, meeting, request.item_id)
    _check_on_roll(session, meeting, request.speaker_id)
    row = session.get(Opinion, opinion_id)
    _check_own(row, meeting)
    present = _values_of_opinion(row) if row else {}
    values = merge_write(session, actor, meeting, RecordPart(f"opinion:{opinion_id}", row, present, _TEXTS), request)
    if row is None:
        row = Opinion(id=opinion_id, meeting_id=meeting.id, text="", position=0, changed_by=actor.account_id)
    if values is not None:
        row.item_id, row.speaker_id = _as_id(values["item_id"]), _as_id(values["speaker_id"])
        row.speaker_name = None if row.speaker_id else values["speaker_name"]
        row.text, row.position = values["text"], values["position"]
        row.removed_at = (row.removed_at or clock.now()) if values["removed"] else None
    session.add(row)
    session.flush()
    return opinion_read(row, gather(session, meeting))


def write_assignment(
    session: Session, actor: Actor, meeting_id: UUID, assignment_id: UUID, request: AssignmentRequest
) -> AssignmentRead:
    """Write one task this meeting gives."""
    meeting = find_to_run(session, actor, meeting_id)
    _check_item(session, meeting, request.item_id)
    _check_on_roll(session, meeting, request.assignee_id)
    row = session.get(Assignment, assignment_id)
    _check_own(row, meeting)
    present = _values_of_assignment(row) if row else {}
    values = merge_write(
        session, actor, meeting, RecordPart(f"assignment:{assignment_id}", row, present, _TEXTS), request
    )
    if row is None:
        row = Assignment(id=assignment_id, meeting_id=meeting.id, text="", position=0, changed_by=actor.account_id)
    if values is not None:
        row.item_id, row.assignee_id = _as_id(values["item_id"]), _as_id(values["assignee_id"])
        row.assignee_name = None if row.assignee_id else values["assignee_name"]
        row.text, row.position = values["text"], values["position"]
        row.due_on = date.fromisoformat(values["due_on"]) if values["due_on"] else None
        row.removed_at = (row.removed_at or clock.now()) if values["removed"] else None
    session.add(row)
    session.flush()
    return assignment_read(row, gather(session, meeting))


def write_carried_task(
    session: Session, actor: Actor, meeting_id: UUID, assignment_id: UUID, request: CarriedTaskRequest
) -> CarriedTaskRead:
    """Write what this meeting found about a task of an earlier one."""
    meeting = find_to_run(session, actor, meeting_id)
    waiting = {task.id: (task, before) for task, before in repository.unfinished(session, meeting)}
    if assignment_id not in waiting:
        raise TaskNotFound(assignment_id=str(assignment_id))
    task, before = waiting[assignment_id]
    row = repository.carried(session, meeting.id, assignment_id)
    present = {"state": row.state, "result": row.result} if row else {}
    values = merge_write(
        session, actor, meeting, RecordPart(f"carried:{assignment_id}", row, present, _RESULT), request
    )
    if row is None:
        row = CarriedTask(meeting_id=meeting.id, assignment_id=assignment_id, changed_by=actor.account_id)
    if values is not None:
        row.state = TaskState(values["state"]) if values["state"] else None
        row.result = values["result"]
    session.add(row)
    session.flush()
    return carried_read(task, before, row, gather(session, meeting, [task.assignee_id]))


def _values_of_opinion(row: Opinion) -> dict[str, Any]:
    return {
        "item_id": _told(row.item_id),
        "speaker_id": _told(row.speaker_id),
        "speaker_name": row.speaker_name,
        "text": row.text,
        "position": row.position,
        "removed": row.removed_at is not None,
    }


def _values_of_assignment(row: Assignment) -> dict[str, Any]:
    return {
        "item_id": _told(row.item_id),
        "text": row.text,
        "assignee_id": _told(row.assignee_id),
        "assignee_name": row.assignee_name,
        "due_on": row.due_on.isoformat() if row.due_on else None,
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
