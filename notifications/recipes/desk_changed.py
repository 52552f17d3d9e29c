"""Somebody is let scan at a meeting, or no longer is: the helper hears of it."""

from collections.abc import Iterator
from datetime import timedelta

from sqlmodel import Session

from api.rooms.attendance.events import DeskChanged
from notifications import audience
from notifications.drafts import Draft, recipe
from notifications.models import Kind, Urgency


@recipe(DeskChanged, urgent=True)
def tell(_session: Session, event: DeskChanged) -> Iterator[Draft]:
    """Urgent: the meeting may begin in minutes. The later word takes the place of the one before."""
    yield Draft(
        kind=Kind.MEETING,
        title_key="desk_granted" if event.given else "desk_revoked",
        link="/diem-danh",
        recipients=audience.of_members([event.member_id]),
        urgency=Urgency.HIGH,
        about=f"desk:{event.meeting_id}:{event.member_id}",
        keeps=timedelta(days=1),
    )
