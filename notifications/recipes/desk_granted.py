"""Somebody is let to scan at a meeting: the helper hears of it."""

from collections.abc import Iterator
from datetime import timedelta

from sqlmodel import Session

from api.rooms.attendance.events import DeskGranted
from notifications import audience
from notifications.drafts import Draft, recipe
from notifications.models import Kind, Urgency


@recipe(DeskGranted, urgent=True)
def tell(_session: Session, event: DeskGranted) -> Iterator[Draft]:
    """Urgent: the meeting may begin in minutes; the link leads to the helper's desks."""
    yield Draft(
        kind=Kind.MEETING,
        title_key="desk_granted",
        link="/diem-danh",
        recipients=audience.of_members([event.member_id]),
        urgency=Urgency.HIGH,
        about=f"desk:{event.meeting_id}:{event.member_id}",
        keeps=timedelta(days=1),
    )
