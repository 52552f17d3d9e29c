"""Posting a draft: the message, an inbox entry for each recipient, a delivery for each device and mailbox.

All of it in a handful of statements, whatever the number of recipients, inside the caller's transaction.
"""

import base64
import hashlib
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple, Self
from uuid import UUID

from sqlmodel import Session

from api.kit import clock, jobs
from notifications import choices, quiet, repository
from notifications.addressing import Addressing
from notifications.drafts import Draft, queue_of
from notifications.models import Channel, Kind, Message, Urgency

SEND = "notifications.send"
"""The job that sends a lane of a message."""
CHUNK = 1000
_LANES = 4
"""Jobs a message is split into at most: several processes share a large one, and none needs hundreds of jobs."""


class Lane(NamedTuple):
    """The chunks of one job."""

    first: int
    last: int
    """The first chunk that is none of them."""
    step: int

    def __str__(self) -> str:
        return f"{self.first}-{self.last}-{self.step}"

    @classmethod
    def read(cls, text: str) -> Self:
        """The lane that was written as text."""
        return cls(*map(int, text.split("-")))

    def chunks(self) -> range:
        """Their numbers."""
        return range(self.first, self.last, self.step)


def post(
    session: Session, draft: Draft, channels: Collection[Channel], *, event_id: UUID | None = None, part: int = 0
) -> Message:
    """Write a message with everything that follows from it, and ask for the jobs that send it on open channels."""
    now = clock.now()
    message = _make(session, draft, now + draft.keeps, event_id, part)
    repository.supersede(session, message)
    message.addressed = repository.fill_inboxes(session, message, draft.recipients)
    told = Addressing(
        message_id=message.id,
        kind=message.kind,
        recipients_of=message.id,
        due_at=now,
        channels=frozenset(channels),
        not_on_device=draft.not_on_device,
    )
    if message.kind in choices.ALWAYS:
        _deliver(session, replace(told, always=True), now)
    elif draft.at_once:
        _deliver(session, told, now)
    else:
        _deliver_considerately(session, told, draft, now)
    return message


def topic_of(about: str | None) -> str | None:
    """A name for what a message is about that tells a push service nothing (32 characters at most, RFC 8030 §5.4)."""
    if about is None:
        return None
    return base64.urlsafe_b64encode(hashlib.sha256(about.encode()).digest()[:21]).decode()


def _make(session: Session, draft: Draft, expires_at: datetime, event_id: UUID | None, part: int) -> Message:
    message = Message(
        number=repository.tick(session),
        event_id=event_id,
        part=part,
        kind=draft.kind,
        title_key=draft.title_key,
        link=draft.link,
        urgency=draft.urgency,
        topic=topic_of(draft.about),
        expires_at=expires_at,
    )
    session.add(message)
    session.flush()
    return message


def _deliver_considerately(session: Session, told: Addressing, draft: Draft, now: datetime) -> None:
    """At once, at the end of each one's quiet hours, or with the daily notice."""
    minute = quiet.minute_of(now)
    times = repository.times_of_recipients(session, told.recipients_of)
    digested = draft.kind in choices.DIGESTED and draft.urgency is not Urgency.HIGH
    digests = {at for _, _, at in times if at is not None} if digested else set()
    hushed = {(start, to) for start, to, _ in times if start >= 0 and quiet.is_quiet(minute, start, to)}
    _deliver(session, replace(told, not_in=frozenset(hushed), digests=not digested), now)
    for span in sorted(hushed):
        due = quiet.next_time(now, span[1])
        _deliver(session, replace(told, only_in=span, digests=not digested, due_at=due), now)
    for at in sorted(digests):
        _add_to_digest(session, told, at, now)


def _add_to_digest(session: Session, told: Addressing, minute: int, now: datetime) -> None:
    """One notice a day: the first message of the day makes it, later ones only add the recipients it lacks."""
    due = quiet.next_time(now, minute)
    about = f"digest:{due.isoformat()}"
    digest = repository.find_digest(session, topic_of(about))
    if digest is None:
        draft = Draft(Kind.DIGEST, "digest", "/thong-bao", repository.nobody(), about=about)
        digest = _make(session, draft, due + choices.DIGEST_KEEPS, None, 0)
    _deliver(session, replace(told, message_id=digest.id, digest_at=minute, due_at=due), now)


def _deliver(session: Session, told: Addressing, now: datetime) -> None:
    message = session.get_one(Message, told.message_id)
    first = repository.next_chunk(session, told.message_id)
    count = repository.add_deliveries(session, told, first, CHUNK)
    chunks = -(-count // CHUNK)
    lanes = min(chunks, _LANES)
    for lane in range(lanes):
        ask_to_send(session, message, Lane(first + lane, first + chunks, lanes), 0, told.due_at - now)


def ask_to_send(session: Session, message: Message, lane: Lane, turn: int, wait: timedelta) -> None:
    """Ask for the job of a lane, the `turn`-th time; asking twice for one turn is asking once."""
    jobs.enqueue(
        session,
        SEND,
        str(message.id),
        str(lane),
        str(turn),
        key=f"send-{message.id}-{lane.first}-{turn}",
        queue=queue_of(urgent=message.urgency is Urgency.HIGH),
        delay_seconds=max(0.0, wait.total_seconds()),
    )
