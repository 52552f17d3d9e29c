"""An absence was approved or refused: who asked for it hears which."""

from collections.abc import Iterator
from datetime import timedelta

from sqlmodel import Session

from api.rooms.meetings.events import AbsenceDecided
from api.rooms.meetings.models import Meeting
from notifications import audience
from notifications.drafts import Draft, recipe
from notifications.models import Kind, Urgency


@recipe(AbsenceDecided, urgent=True)
def tell(session: Session, event: AbsenceDecided) -> Iterator[Draft]:
    """The decision itself stands in the app: a lock screen is read by others."""
    meeting = session.get_one(Meeting, event.meeting_id)
    yield Draft(
        kind=Kind.MEETING,
        title_key="absence_decided",
        link=f"/sinh-hoat/{meeting.id}",
        recipients=audience.of_members([event.member_id]),
        urgency=Urgency.HIGH,
        about=f"absence:{meeting.id}:{event.member_id}",
        keeps=timedelta(days=3),
    )
