"""Events that could not be told: seen by administrators and tried again."""

from uuid import UUID

from sqlmodel import Session

from api.kit.actors import Actor, Permission
from api.kit.errors import NotAllowed
from notifications import mailbox
from notifications.composing import ask_again
from notifications.errors import ParkedNotFound
from notifications.models import ParkedEvent
from notifications.schemas import ParkedRead


def list_parked(session: Session, actor: Actor) -> list[ParkedRead]:
    """All of them, the oldest first."""
    _may_mend(actor)
    return [ParkedRead(**event.model_dump(), kind=kind) for event, kind in mailbox.parked(session)]


def retry_parked(session: Session, actor: Actor, event_id: UUID) -> None:
    """Ask for its job once more; asking again before it ran changes nothing."""
    _may_mend(actor)
    parked = session.get(ParkedEvent, event_id)
    if parked is None:
        raise ParkedNotFound
    ask_again(session, parked)


def _may_mend(actor: Actor) -> None:
    if not actor.places_with(Permission.NOTIFICATIONS_MEND):
        raise NotAllowed(permission=Permission.NOTIFICATIONS_MEND)
