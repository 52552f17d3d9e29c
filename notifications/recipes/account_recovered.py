"""A recovery code was used: every earlier means of signing in is gone, and the holder should know."""

from collections.abc import Iterator
from datetime import timedelta

from sqlmodel import Session

from api.rooms.signin.events import AccountActivated
from api.rooms.signin.models import CodePurpose
from notifications import audience
from notifications.drafts import Draft, recipe
from notifications.models import Kind, Urgency


@recipe(AccountActivated, urgent=True)
def tell(_: Session, event: AccountActivated) -> Iterator[Draft]:
    """A first activation is no news: the holder has just done it."""
    if event.purpose is CodePurpose.RECOVERY:
        yield Draft(
            kind=Kind.SECURITY,
            title_key="account_recovered",
            link="/ca-nhan/thiet-bi",
            recipients=audience.the_account(event.account_id),
            urgency=Urgency.HIGH,
            keeps=timedelta(days=1),
        )
