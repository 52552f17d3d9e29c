"""Facts that rooms announce, written in the same transaction as what happened."""

from datetime import datetime
from typing import Any, ClassVar

from pydantic import BaseModel
from sqlalchemy import JSON
from sqlmodel import Field, Session

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


def record(session: Session, event: Event) -> None:
    """Announce `event`; it exists if and only if the caller's transaction commits."""
    session.add(OutboxEntry(kind=event.kind, payload=event.model_dump(mode="json")))
