"""Events that could not be told: seen by administrators and tried again."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session

from api.kit import audit, clock
from api.kit.actors import Actor, Permission
from api.kit.errors import NotAllowed
from api.kit.outbox import OutboxEntry
from notifications import mailbox
from notifications.composing import ask_again
from notifications.errors import ParkedNotFound
from notifications.models import ParkedEvent
from notifications.schemas import ParkedRead, StuckRead

LATE = timedelta(minutes=10)
"""Whoever is due for longer stands behind a service that does not answer."""


def list_parked(session: Session, actor: Actor) -> list[ParkedRead]:
    """All of them, the oldest first."""
    _may_mend(actor)
    return [ParkedRead(**event.model_dump(), kind=kind) for event, kind in mailbox.parked(session)]


def list_stuck(session: Session, actor: Actor) -> list[StuckRead]:
    """How many sendings wait because their service is away or refuses; they go by themselves when it is back."""
    _may_mend(actor)
    found = mailbox.stuck(session, clock.now() - LATE)
    return [StuckRead(channel=channel, waiting=waiting, since=since) for channel, waiting, since in found]


def retry_parked(session: Session, actor: Actor, event_id: UUID) -> None:
    """Ask for its job once more; asking again before it ran changes nothing."""
    parked = _find(session, actor, event_id)
    ask_again(session, parked)
    _note(session, actor, "event_retried", parked)


def drop_parked(session: Session, actor: Actor, event_id: UUID) -> None:
    """Nobody is told of it any more: it counts as handled, and the trail says by whom."""
    parked = _find(session, actor, event_id)
    session.get_one(OutboxEntry, event_id).handled_at = clock.now()
    _note(session, actor, "event_dropped", parked)
    session.delete(parked)


def _find(session: Session, actor: Actor, event_id: UUID) -> ParkedEvent:
    _may_mend(actor)
    parked = session.get(ParkedEvent, event_id, with_for_update=True)
    if parked is None:
        raise ParkedNotFound
    return parked


def _note(session: Session, actor: Actor, action: str, parked: ParkedEvent) -> None:
    audit.note(
        session,
        actor,
        f"notifications.{action}",
        subject_kind="event",
        subject_id=parked.event_id,
        reason=parked.reason,
        tries=parked.tries,
    )


def _may_mend(actor: Actor) -> None:
    if not actor.places_with(Permission.NOTIFICATIONS_MEND):
        raise NotAllowed(permission=Permission.NOTIFICATIONS_MEND)
