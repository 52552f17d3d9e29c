"""A request about one's own data has its answer."""

from collections.abc import Iterator
from datetime import timedelta

from sqlmodel import Session

from api.rooms.members.events import DataRequestAnswered
from notifications import audience
from notifications.drafts import Draft, recipe
from notifications.models import Kind


@recipe(DataRequestAnswered)
def tell(_: Session, event: DataRequestAnswered) -> Iterator[Draft]:
    """Who asked."""
    yield Draft(
        kind=Kind.DATA,
        title_key="request_answered",
        link="/ca-nhan/du-lieu",
        recipients=audience.of_members([event.member_id]),
        about=f"request:{event.request_id}",
        keeps=timedelta(days=7),
    )
