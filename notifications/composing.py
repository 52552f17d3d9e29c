"""The job that turns a recorded event into messages, once; what fails is parked and can be tried again."""

from uuid import UUID

from sqlmodel import Session

from api.kit import clock, jobs
from api.kit.jobs import Tools
from api.kit.outbox import OutboxEntry
from notifications import recipes  # noqa: F401 - importing them makes their events heard
from notifications.channels import open_channels
from notifications.drafts import COMPOSE, drafts_of
from notifications.models import ParkedEvent
from notifications.posting import post


@jobs.job(COMPOSE)
def compose(tools: Tools, event_id: str) -> None:
    """Write the messages of an event that has none yet: all of them or, when the recipe fails, none."""
    try:
        with tools.database.writing() as session:
            _compose(session, UUID(event_id), tools)
    except Exception as error:
        with tools.database.writing() as session:
            _park(session, UUID(event_id), error)
        raise


def ask_again(session: Session, parked: ParkedEvent) -> None:
    """Ask for the job of a parked event; its failures so far make the new key."""
    jobs.enqueue(
        session,
        COMPOSE,
        str(parked.event_id),
        key=f"outbox-{parked.event_id}-{parked.tries}",
        queue="messages",
    )


def _compose(session: Session, event_id: UUID, tools: Tools) -> None:
    # asked for twice at once, the second waits and finds it handled
    entry = session.get_one(OutboxEntry, event_id, with_for_update=True)
    if entry.handled_at is not None:
        return
    for part, draft in enumerate(drafts_of(session, entry)):
        post(session, draft, open_channels(tools.settings), event_id=event_id, part=part)
    entry.handled_at = clock.now()
    parked = session.get(ParkedEvent, event_id)
    if parked is not None:
        session.delete(parked)


def _park(session: Session, event_id: UUID, error: Exception) -> None:
    """Names the failure's kind only: its text may hold contents."""
    parked = session.get(ParkedEvent, event_id)
    if parked is None:
        parked = ParkedEvent(event_id=event_id, reason="", tries=0, parked_at=clock.now())
    parked.reason = type(error).__name__
    parked.tries += 1
    session.add(parked)
