"""A member asked to be absent: who leads the organisation decides."""

from collections.abc import Iterator
from datetime import timedelta

from sqlmodel import Session

from api.kit.actors import Role
from api.rooms.meetings.events import AbsenceAsked
from api.rooms.meetings.models import Meeting
from notifications import audience
from notifications.drafts import Draft, recipe
from notifications.models import Kind


@recipe(AbsenceAsked)
def tell(session: Session, event: AbsenceAsked) -> Iterator[Draft]:
    """Once for each meeting on the way: a second request takes the place of the first on the screen."""
    meeting = session.get_one(Meeting, event.meeting_id)
    yield Draft(
        kind=Kind.MEETING,
        title_key="absence_asked",
        link=f"/sinh-hoat/{meeting.id}",
        recipients=audience.holders((Role.SECRETARY, Role.DEPUTY), [meeting.organization_id]),
        about=f"absences:{meeting.id}",
        keeps=timedelta(days=3),
    )
