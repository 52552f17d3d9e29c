"""An hour before a meeting: everybody expected hears of it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlmodel import Session

from notifications import audience
from notifications.models import Urgency
from notifications.reminders import meetings
from notifications.reminding import Due, reminder

_BEFORE = timedelta(hours=1)
_TOO_LATE = timedelta(minutes=10)
"""Whoever is not on his way by then has no use for it."""


@reminder
def find(session: Session, now: datetime) -> Iterator[Due]:
    """Once for each time the meeting has."""
    for meeting in meetings.starting(session, now + _TOO_LATE, now + _BEFORE):
        yield meetings.due(
            meeting,
            meetings.occasion(meeting),
            "meeting_soon",
            audience.expected(meeting),
            now=now,
            until=meeting.starts_at,
            urgency=Urgency.HIGH,
        )
