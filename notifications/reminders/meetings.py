"""What the reminders about meetings share."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from api.rooms.meetings.models import Meeting, MeetingState
from notifications.drafts import Draft
from notifications.models import Kind, Urgency
from notifications.reminding import Due


def starting(session: Session, after: datetime, until: datetime, *conditions: Any) -> list[Meeting]:
    """Published meetings that start in a span of time, in order. Unscoped: reminders serve everybody."""
    statement = (
        select(Meeting)
        .where(
            Meeting.state == MeetingState.PUBLISHED,
            col(Meeting.starts_at) > after,
            col(Meeting.starts_at) <= until,
            *conditions,
        )
        .order_by(col(Meeting.starts_at), col(Meeting.id))
    )
    return list(session.exec(statement))


def due(  # noqa: PLR0913 - what a reminder has, all but two by name
    meeting: Meeting,
    about: str,
    title_key: str,
    recipients: SelectOfScalar[UUID],
    *,
    now: datetime,
    until: datetime,
    topic: str | None = None,
    urgency: Urgency = Urgency.NORMAL,
) -> Due:
    """A neutral sentence that leads to the meeting, worth nothing after `until`.

    Without a `topic` of its own it takes the place of everything else about the meeting that is on its way. Nothing
    when the meeting was cancelled, moved or went on to another state after it was found.
    """

    def write(session: Session) -> Draft | None:
        found = session.get_one(Meeting, meeting.id, populate_existing=True)
        if (found.state, found.starts_at) != (meeting.state, meeting.starts_at):
            return None
        return Draft(
            kind=Kind.MEETING,
            title_key=title_key,
            link=f"/sinh-hoat/{meeting.id}",
            recipients=recipients,
            keeps=until - now,
            urgency=urgency,
            about=topic or f"meeting:{meeting.id}",
        )

    return Due(about, write)


def occasion(meeting: Meeting) -> str:
    """The meeting at the time it has: moved to another, it is reminded of again."""
    return f"{meeting.id}:{meeting.starts_at.isoformat(timespec='minutes')}"
