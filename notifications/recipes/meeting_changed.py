"""Something about a called meeting is different: those asked to come look at it again."""

from collections.abc import Iterator
from datetime import timedelta

from sqlmodel import Session

from api.rooms.meetings.events import MeetingChanged
from api.rooms.meetings.models import Meeting, MeetingState
from notifications import audience
from notifications.drafts import Draft, recipe
from notifications.models import Kind, Urgency

_URGENT = frozenset({"starts_at", "place", "video_link"})
"""Who does not hear of these stands before a closed door."""


@recipe(MeetingChanged, urgent=True)
def tell(session: Session, event: MeetingChanged) -> Iterator[Draft]:
    """What changed is to be looked up in the app."""
    meeting = session.get_one(Meeting, event.meeting_id)
    if meeting.state is not MeetingState.PUBLISHED:
        return
    yield Draft(
        kind=Kind.MEETING,
        title_key="meeting_changed",
        link=f"/sinh-hoat/{meeting.id}",
        recipients=audience.invited(meeting),
        urgency=Urgency.HIGH if _URGENT & set(event.fields) else Urgency.NORMAL,
        about=f"meeting:{meeting.id}",
        keeps=timedelta(days=3),
    )
