"""A meeting does not take place: nobody should come for nothing."""

from collections.abc import Iterator
from datetime import timedelta

from sqlmodel import Session

from api.rooms.meetings.events import MeetingCancelled
from api.rooms.meetings.models import Meeting, MeetingState
from notifications import audience
from notifications.drafts import Draft, recipe
from notifications.models import Kind, Urgency


@recipe(MeetingCancelled, urgent=True)
def tell(session: Session, event: MeetingCancelled) -> Iterator[Draft]:
    """At once, in the place of every earlier notice about it."""
    meeting = session.get_one(Meeting, event.meeting_id)
    if meeting.state is not MeetingState.CANCELLED:
        return
    yield Draft(
        kind=Kind.MEETING,
        title_key="meeting_cancelled",
        link=f"/sinh-hoat/{meeting.id}",
        recipients=audience.invited(meeting),
        urgency=Urgency.HIGH,
        about=f"meeting:{meeting.id}",
        keeps=timedelta(days=3),
    )
