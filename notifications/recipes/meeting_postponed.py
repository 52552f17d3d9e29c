"""A meeting was put off: nobody should come for nothing."""

from collections.abc import Iterator
from datetime import timedelta

from sqlmodel import Session

from api.rooms.meetings.events import MeetingPostponed
from api.rooms.meetings.models import Meeting, MeetingState
from notifications import audience
from notifications.drafts import Draft, recipe
from notifications.models import Kind, Urgency


@recipe(MeetingPostponed, urgent=True)
def tell(session: Session, event: MeetingPostponed) -> Iterator[Draft]:
    """With the new time to be looked up in the app, or without one yet."""
    meeting = session.get_one(Meeting, event.meeting_id)
    if meeting.state is MeetingState.CANCELLED:
        return
    yield Draft(
        kind=Kind.MEETING,
        title_key="meeting_moved" if event.has_new_time else "meeting_postponed",
        link=f"/sinh-hoat/{meeting.id}",
        recipients=audience.invited(meeting),
        urgency=Urgency.HIGH,
        about=f"meeting:{meeting.id}",
        keeps=timedelta(days=3),
    )
