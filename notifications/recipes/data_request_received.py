"""A member asked about his own data: those who must answer within the law's days hear of it."""

from collections.abc import Iterator
from datetime import timedelta

from sqlmodel import Session

from api.kit import scope
from api.kit.actors import Role
from api.rooms.members.events import DataRequestReceived
from notifications import audience
from notifications.drafts import Draft, recipe
from notifications.models import Kind

_HERE = (Role.SECRETARY, Role.DEPUTY)


@recipe(DataRequestReceived)
def tell(_: Session, event: DataRequestReceived) -> Iterator[Draft]:
    """The leaders of the branch, and the data protection officers at or above it."""
    yield Draft(
        kind=Kind.DATA,
        title_key="request_received",
        link="/yeu-cau",
        recipients=audience.any_of(
            audience.holders(_HERE, [event.branch_id]),
            audience.holders([Role.DATA_PROTECTION_OFFICER], scope.above(event.branch_id)),
        ),
        about=f"request:{event.request_id}",
        keeps=timedelta(days=2),
    )
