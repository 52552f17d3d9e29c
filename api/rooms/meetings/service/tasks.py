"""Opinions, assignments and the tasks of earlier meetings as the record shows them."""

from api.rooms.meetings.models import Assignment, CarriedTask, Opinion, TaskState
from api.rooms.meetings.schemas.record import AssignmentRead, CarriedTaskRead, OpinionRead, SpokenOfRead
from api.rooms.meetings.service.persons import Names


def opinion_read(opinion: Opinion, names: Names) -> OpinionRead:
    """One opinion; a speaker who was never named stays without a name."""
    nobody = SpokenOfRead(member_id=None, name="")
    return OpinionRead(
        id=opinion.id,
        item_id=opinion.item_id,
        speaker=names.person_or(opinion.speaker_id, opinion.speaker_name) or nobody,
        text=opinion.text,
        position=opinion.position,
        **names.kept(opinion),
    )


def assignment_read(task: Assignment, names: Names) -> AssignmentRead:
    """One task."""
    return AssignmentRead(
        id=task.id,
        item_id=task.item_id,
        text=task.text,
        assignee=names.person_or(task.assignee_id, task.assignee_name),
        due_on=task.due_on,
        position=task.position,
        **names.kept(task),
    )


def carried_read(
    task: Assignment, before: TaskState | None, found: CarriedTask | None, names: Names
) -> CarriedTaskRead:
    """One task of an earlier meeting; version 0 while this meeting has not looked at it."""
    looked_at = found or CarriedTask(
        meeting_id=task.meeting_id, assignment_id=task.id, version=0, changed_at=task.changed_at
    )
    return CarriedTaskRead(
        assignment_id=task.id,
        meeting_id=task.meeting_id,
        text=task.text,
        assignee=names.person_or(task.assignee_id, task.assignee_name),
        due_on=task.due_on,
        state_before=TaskState(before) if before else None,
        state=looked_at.state,
        result=looked_at.result,
        **names.kept(looked_at),
    )
