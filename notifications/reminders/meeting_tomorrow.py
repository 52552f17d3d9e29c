"""The evening before a meeting: everybody expected hears of it."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from sqlmodel import Session, col

from api.rooms.meetings.models import Meeting
from notifications import audience
from notifications.reminders import days, meetings
from notifications.reminding import Due, reminder


@reminder
def find(session: Session, now: datetime) -> Iterator[Due]:
    """From seven in the evening to midnight; who was called this evening needs no reminder of it."""
    today = days.local_day(now)
    evening = days.at(today, days.EVENING)
    if now < evening:
        return
    midnight = days.at(today + timedelta(days=1), time())
    called_before = col(Meeting.published_at) < evening
    for meeting in meetings.starting(session, midnight, midnight + timedelta(days=1), called_before):
        about = f"{meeting.id}:{days.local_day(meeting.starts_at)}"
        recipients = audience.expected(meeting)
        yield meetings.due(meeting, about, "meeting_tomorrow", recipients, now=now, until=meeting.starts_at)
