"""Facts that rooms announce, written in the same transaction as what happened."""

from collections import defaultdict
from datetime import datetime
from typing import Any, ClassVar

from pydantic import BaseModel
from sqlalchemy import JSON
from sqlmodel import Field, Session

from api.kit import jobs
from api.kit.models import Moment, Row


class Event(BaseModel):
    """A fact, past tense, with ids and no contents. Subclasses set `kind` to `room.fact`."""

    kind: ClassVar[str]


class OutboxEntry(Row, table=True):
    """An event waiting for `notifications` to turn it into messages."""

    __tablename__ = "outbox"

    kind: str = Field(max_length=60, index=True)
    payload: dict[str, Any] = Field(sa_type=JSON)
    handled_at: datetime | None = Field(default=None, sa_type=Moment, index=True)


_listeners: defaultdict[str, dict[str, str]] = defaultdict(dict)
"""By kind of event the jobs that are asked for, each with its queue."""


def listen(kind: str, job: str, *, queue: str = "messages") -> None:
    """From now on ask for this job, with the entry's id, whenever an event of this kind is recorded."""
    _listeners[kind][job] = queue


def record(session: Session, event: Event) -> None:
    """Announce `event`; it exists, and with it the jobs of who listens, if and only if the transaction commits."""
    entry = OutboxEntry(kind=event.kind, payload=event.model_dump(mode="json"))
    session.add(entry)
    for job, queue in _listeners[event.kind].items():
        jobs.enqueue(session, job, str(entry.id), key=f"{job}-{entry.id}", queue=queue)
