"""What a recipe hands over, and the register of which events have one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar
from uuid import UUID

from sqlmodel import Session
from sqlmodel.sql.expression import SelectOfScalar

from api.kit import outbox
from api.kit.outbox import Event, OutboxEntry
from notifications.models import Kind, Urgency

COMPOSE = "notifications.compose"
"""The job that turns an event into messages."""

E = TypeVar("E", bound=Event)


@dataclass(frozen=True)
class Draft:
    """A message before it has an order and recipients in rows."""

    kind: Kind
    title_key: str
    link: str
    recipients: SelectOfScalar[UUID]
    """Ids of accounts; see `audience.py`."""
    urgency: Urgency = Urgency.NORMAL
    about: str | None = None
    """What it is about: a newer message about the same takes its place, on the way and on the screen."""
    keeps: timedelta = timedelta(days=3)
    """How long it is worth telling."""
    at_once: bool = False
    """Also in quiet hours, and not with the daily notice: for what somebody gave a reason that everybody reads."""
    not_on_device: UUID | None = None
    """The device that did it need not be told."""


def queue_of(*, urgent: bool) -> str:
    """Where jobs about it stand."""
    return "urgent" if urgent else "messages"


Recipe = Callable[[Session, E], Iterable[Draft]]
_recipes: dict[str, tuple[type[Event], Recipe[Any]]] = {}


def recipe(event: type[E], *, urgent: bool = False) -> Callable[[Recipe[E]], Recipe[E]]:
    """Register what is told when this event happens; from now on the outbox asks for a job each time.

    An urgent one does not stand behind the others.
    """

    def register(function: Recipe[E]) -> Recipe[E]:
        _recipes[event.kind] = (event, function)
        outbox.listen(event.kind, COMPOSE, queue=queue_of(urgent=urgent))
        return function

    return register


def drafts_of(session: Session, entry: OutboxEntry) -> list[Draft]:
    """What is told about a recorded event, nothing when nobody has to hear of it any more."""
    event, tell = _recipes[entry.kind]
    return list(tell(session, event.model_validate(entry.payload)))
