"""Papers were laid out for a meeting after it was called: everybody expected can read them."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlmodel import Session, col, func, select

from api.rooms.meetings.models import AgendaPaper, Meeting, MeetingState
from notifications import audience
from notifications.reminders import meetings
from notifications.reminding import Due, reminder

_SETTLED = timedelta(minutes=15)
"""Papers come one after the other: told when the last has lain there for a while."""
_RECENT = timedelta(days=1)


@reminder
def find(session: Session, now: datetime) -> Iterator[Due]:
    """Those that were there when the meeting was called came with the invitation."""
    newest = func.max(col(AgendaPaper.created_at))
    statement = (
        select(Meeting, newest)
        .join(AgendaPaper, col(AgendaPaper.meeting_id) == col(Meeting.id))
        .where(
            Meeting.state == MeetingState.PUBLISHED,
            col(Meeting.starts_at) > now,
            col(AgendaPaper.created_at) > col(Meeting.published_at),
        )
        .group_by(col(Meeting.id))
        .having(newest <= now - _SETTLED, newest > now - _RECENT)
        .order_by(col(Meeting.id))
    )
    for meeting, laid_out_at in session.exec(statement).all():
        about = f"{meeting.id}:{laid_out_at.isoformat()}"
        recipients = audience.expected(meeting)
        yield meetings.due(
            meeting,
            about,
            "papers_out",
            recipients,
            now=now,
            until=meeting.starts_at,
            topic=f"papers:{meeting.id}",
        )
