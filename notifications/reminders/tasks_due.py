"""Tasks that a meeting gave: two days before they are due and on the day, whoever has to do them."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from api.rooms.meetings.models import Assignment, CarriedTask, Meeting, MeetingState, TaskState
from notifications import audience
from notifications.reminders import days, meetings
from notifications.reminding import Due, reminder

_ASSIGNED = (MeetingState.CLOSED, MeetingState.REPORTED)
_DAYS_BEFORE = (2, 0)


@reminder
def find(session: Session, now: datetime) -> Iterator[Due]:
    """One message for each meeting and day; what a later meeting found done is left out."""
    if not days.is_morning(now):
        return
    today = days.local_day(now)
    due_days = [today + timedelta(days=before) for before in _DAYS_BEFORE]
    statement = (
        select(Meeting)
        .where(col(Meeting.state).in_(_ASSIGNED), col(Meeting.id).in_(_open_tasks(due_days, Assignment.meeting_id)))
        .order_by(col(Meeting.id))
    )
    for meeting in session.exec(statement):
        doing = _open_tasks(due_days, Assignment.assignee_id).where(Assignment.meeting_id == meeting.id)
        yield meetings.due(
            meeting,
            f"{meeting.id}:{today}",
            "tasks_due",
            audience.of_members(doing),
            now=now,
            until=days.end_of(max(due_days)),
            topic=f"tasks:{meeting.id}",
        )


def _open_tasks(due_days: list[date], column: Any) -> SelectOfScalar[UUID]:
    done = select(CarriedTask.assignment_id).where(CarriedTask.state == TaskState.DONE)
    found: SelectOfScalar[UUID] = select(column).where(
        col(Assignment.due_on).in_(due_days),
        col(Assignment.assignee_id).is_not(None),
        col(Assignment.removed_at).is_(None),
        col(Assignment.id).not_in(done),
    )
    return found
