"""A meeting was called: everybody asked to come hears of it."""

from collections.abc import Iterator
from datetime import timedelta

from sqlmodel import Session

from api.rooms.meetings.events import MeetingPublished
from api.rooms.meetings.models import Meeting, MeetingState
from notifications import audience
from notifications.drafts import Draft, recipe
from notifications.models import Kind


@recipe(MeetingPublished)
def tell(session: Session, event: MeetingPublished) -> Iterator[Draft]:
    """Nothing when it was called off before anybody was told."""
    meeting = session.get_one(Meeting, event.meeting_id)
    if meeting.state is not MeetingState.PUBLISHED:
        return
    yield Draft(
        kind=Kind.MEETING,
        title_key="meeting_published",
        link=f"/sinh-hoat/{meeting.id}",
        recipients=audience.invited(meeting),
        about=f"meeting:{meeting.id}",
        keeps=timedelta(days=3),
    )
