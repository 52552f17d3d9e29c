"""Papers are to be out by a day the rule names (papers_deadline): leaders without any hear of it the day before."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from api.kit import rules
from api.kit.actors import Role
from api.rooms.meetings.models import AgendaPaper, Meeting
from notifications import audience
from notifications.reminders import days, meetings
from notifications.reminding import Due, reminder

_LEADERS = (Role.SECRETARY, Role.DEPUTY)
_LONGEST_RULE = timedelta(days=15)


@reminder
def find(session: Session, now: datetime) -> Iterator[Due]:
    """By day, once for each day on which the meeting is planned; on the last day when the day before was missed."""
    if not days.is_morning(now):
        return
    today = days.local_day(now)
    bare = ~select(AgendaPaper.id).where(col(AgendaPaper.meeting_id) == col(Meeting.id)).exists()
    for meeting in meetings.starting(session, now, now + _LONGEST_RULE, bare):
        held_on = days.local_day(meeting.starts_at)
        rule = rules.find(session, "papers_deadline", held_on, meeting.organization_id)
        due_on = held_on - timedelta(days=rule.content["papers_days_before"])
        if due_on - timedelta(days=1) <= today <= due_on:
            yield meetings.due(
                meeting,
                f"{meeting.id}:{held_on}",
                "papers_due",
                audience.holders(_LEADERS, [meeting.organization_id]),
                now=now,
                until=days.end_of(due_on),
                topic=f"papers:{meeting.id}",
            )
