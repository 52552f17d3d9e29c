"""A helper's desk was taken back: the helper hears of it."""

from collections.abc import Iterator
from datetime import timedelta

from sqlmodel import Session

from api.rooms.attendance.events import DeskRevoked
from notifications import audience
from notifications.drafts import Draft, recipe
from notifications.models import Kind, Urgency


@recipe(DeskRevoked, urgent=True)
def tell(_session: Session, event: DeskRevoked) -> Iterator[Draft]:
    """Takes the place of the word that the desk was given."""
    yield Draft(
        kind=Kind.MEETING,
        title_key="desk_revoked",
        link="/diem-danh",
        recipients=audience.of_members([event.member_id]),
        urgency=Urgency.HIGH,
        about=f"desk:{event.meeting_id}:{event.member_id}",
        keeps=timedelta(days=1),
    )
