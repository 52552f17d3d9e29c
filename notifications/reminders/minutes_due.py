"""Minutes and resolution go up within the days the rule says (papers_deadline): told on the last two mornings."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from api.kit import rules
from api.kit.actors import Role
from api.rooms.meetings.models import Meeting, MeetingState
from notifications import audience
from notifications.reminders import days, meetings
from notifications.reminding import Due, reminder

_LEADERS = (Role.SECRETARY, Role.DEPUTY)
_NOT_REPORTED = (MeetingState.PUBLISHED, MeetingState.OPEN, MeetingState.CLOSED)
_LONGEST_RULE = timedelta(days=15)
_BEFORE = timedelta(days=1)


@reminder
def find(session: Session, now: datetime) -> Iterator[Due]:
    """Of meetings that are over by the clock and not reported, whether or not somebody closed them."""
    if not days.is_morning(now):
        return
    today = days.local_day(now)
    statement = (
        select(Meeting)
        .where(
            col(Meeting.state).in_(_NOT_REPORTED),
            col(Meeting.ends_at) < now,
            col(Meeting.starts_at) > now - _LONGEST_RULE,
        )
        .order_by(col(Meeting.starts_at), col(Meeting.id))
    )
    for meeting in session.exec(statement):
        held_on = days.local_day(meeting.starts_at)
        rule = rules.find(session, "papers_deadline", held_on, meeting.organization_id)
        due_on = held_on + timedelta(days=rule.content["results_days_after"])
        if due_on - _BEFORE <= today <= due_on and held_on < today:
            writers = audience.holders(_LEADERS, [meeting.organization_id])
            clerk = audience.of_members([one for one in (meeting.chair_id, meeting.clerk_id) if one])
            yield meetings.due(
                meeting,
                f"{meeting.id}:{today}",
                "minutes_due",
                audience.any_of(writers, clerk),
                now=now,
                until=days.end_of(due_on),
                topic=f"minutes:{meeting.id}",
            )
