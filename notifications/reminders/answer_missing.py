"""Two days before a meeting: who was asked to come and said nothing."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlmodel import Session, col

from api.rooms.meetings.models import Meeting
from notifications import audience
from notifications.reminders import days, meetings
from notifications.reminding import Due, reminder

_DAYS_BEFORE = timedelta(days=2)
_TIME_TO_ANSWER = timedelta(hours=12)


@reminder
def find(session: Session, now: datetime) -> Iterator[Due]:
    """By day, and not before the invitation had half a day to be answered."""
    if not days.is_morning(now):
        return
    last = days.end_of(days.local_day(now) + _DAYS_BEFORE)
    had_time = col(Meeting.published_at) < now - _TIME_TO_ANSWER
    for meeting in meetings.starting(session, now + _TIME_TO_ANSWER, last, had_time):
        about = f"{meeting.id}:{days.local_day(meeting.starts_at)}"
        recipients = audience.unanswered(meeting)
        yield meetings.due(meeting, about, "answer_missing", recipients, now=now, until=meeting.starts_at)
