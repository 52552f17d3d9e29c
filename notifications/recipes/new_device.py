"""Somebody signed in on a device the account had not been used on: its holder hears of it on the others."""

from collections.abc import Iterator
from datetime import timedelta

from sqlmodel import Session

from api.rooms.signin.events import SignedInOnNewDevice
from notifications import audience
from notifications.drafts import Draft, recipe
from notifications.models import Kind, Urgency


@recipe(SignedInOnNewDevice, urgent=True)
def tell(_: Session, event: SignedInOnNewDevice) -> Iterator[Draft]:
    """At once, whatever was chosen: if it was somebody else, minutes count."""
    yield Draft(
        kind=Kind.SECURITY,
        title_key="new_device",
        link="/ca-nhan/thiet-bi",
        recipients=audience.the_account(event.account_id),
        urgency=Urgency.HIGH,
        keeps=timedelta(days=1),
        not_on_device=event.device_id,
    )
