"""Phones with a wrong clock: known and told, never trusted."""

from datetime import datetime, timedelta

from sqlmodel import Session

from api.kit import clock
from api.kit.actors import Actor
from api.rooms.meetings.models import Meeting, RecordWarning
from api.rooms.meetings.repository import record as repository

TOLERATED = timedelta(minutes=5)


def watch_clock(
    session: Session, actor: Actor, meeting: Meeting, phone_at: datetime | None, clock_off: int | None
) -> None:
    """Record once for each account that its phone's clock is wrong.

    A time ahead of the server's is wrong for certain; a late one may only have waited for the network, so a slow clock
    is known by what the phone itself measured against the server (`clock_off`, seconds ahead).
    """
    ahead = phone_at - clock.now() if phone_at else timedelta(0)
    seconds = clock_off or 0
    if ahead <= TOLERATED and abs(seconds) <= TOLERATED.total_seconds():
        return
    if repository.clock_warned(session, meeting.id, str(actor.account_id)):
        return
    off = seconds or round(ahead.total_seconds())
    details = {"account_id": str(actor.account_id), "seconds": off}
    session.add(RecordWarning(meeting_id=meeting.id, code="clock_wrong", details=details))
    session.flush()
