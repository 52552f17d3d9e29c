"""What is due of a message, and what became of it: the queries of the sending jobs. Unscoped: they serve everybody."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from random import SystemRandom
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, bindparam, case, func, update
from sqlmodel import Session, col, select

from api.kit import clock
from api.rooms.members.models import Member
from api.rooms.signin.models import Account, AccountState, Device
from notifications import retries
from notifications.journal import Entry
from notifications.models import Channel, Delivery, DeliveryState, InboxEntry, Message, PushSubscription

_chance = SystemRandom()


class Due(NamedTuple):
    """A delivery whose time has come; `usable` is false when its device or account is gone meanwhile."""

    target_id: UUID
    attempts: int
    account_id: UUID
    address: str | None
    public_key: bytes | None
    auth: bytes | None
    usable: bool


def due_in(session: Session, message_id: UUID, channel: Channel, chunk: int) -> list[Due]:
    """What waits in a chunk for a channel."""
    address = col(Member.email) if channel is Channel.EMAIL else col(PushSubscription.address)
    usable = and_(
        col(Account.state) == AccountState.ACTIVE,
        col(PushSubscription.ended_at).is_(None),
        col(Device.revoked_at).is_(None),
    )
    statement = (
        select(  # type: ignore[call-overload]  # SQLModel's overloads end at four columns
            col(Delivery.target_id),
            col(Delivery.attempts),
            col(Delivery.account_id),
            address,
            col(PushSubscription.public_key),
            col(PushSubscription.auth),
            case((usable, True), else_=False),
        )
        .join(Account, col(Account.id) == col(Delivery.account_id))
        .join(Member, col(Member.id) == col(Account.member_id), isouter=True)
        .join(PushSubscription, col(PushSubscription.id) == col(Delivery.target_id), isouter=True)
        .join(Device, col(Device.id) == col(PushSubscription.device_id), isouter=True)
        .where(
            *_waiting(message_id, [chunk]),
            col(Delivery.channel) == channel,
            col(Delivery.due_at) <= clock.now(),
        )
        .order_by(col(Delivery.target_id))
    )
    return [Due(*row) for row in session.execute(statement)]


def unread_of(session: Session, message_id: UUID, chunk: int) -> dict[UUID, int]:
    """Unread notices of each recipient in a chunk, for the badge."""
    there = select(Delivery.account_id).where(Delivery.message_id == message_id, Delivery.chunk == chunk)
    statement = (
        select(InboxEntry.account_id, func.count())
        .where(col(InboxEntry.account_id).in_(there), col(InboxEntry.read_at).is_(None))
        .group_by(col(InboxEntry.account_id))
    )
    return dict(session.exec(statement).all())


def next_due(session: Session, message_id: UUID, chunks: range) -> datetime | None:
    """When the next of what waits in these chunks falls due."""
    return session.exec(select(func.min(Delivery.due_at)).where(*_waiting(message_id, chunks))).one()


def expire(session: Session, message_id: UUID, chunks: range) -> None:
    """What still waits is outdated."""
    session.execute(update(Delivery).where(*_waiting(message_id, chunks)).values(state=DeliveryState.EXPIRED))


def supersede(session: Session, message_id: UUID) -> None:
    """What waits of a message is not sent any more."""
    waiting = (col(Delivery.message_id) == message_id, col(Delivery.state) == DeliveryState.WAITING)
    session.execute(update(Delivery).where(*waiting).values(state=DeliveryState.SUPERSEDED))


def settle(session: Session, message: Message, channel: Channel, entries: Sequence[Entry]) -> None:
    """Write down answers, each for its own try only, so that a journal read twice changes nothing."""
    by_attempt: dict[tuple[int, int], list[UUID]] = {}
    for entry in entries:
        if retries.is_accepted(entry.status):
            by_attempt.setdefault((entry.attempt, entry.status), []).append(entry.target_id)
    for (attempt, status), targets in by_attempt.items():
        session.execute(
            update(Delivery)
            .where(*_of(message.id, channel, targets), col(Delivery.attempts) == attempt - 1)
            .values(state=DeliveryState.ACCEPTED, attempts=attempt, status=status, answered_at=clock.now())
        )
    _settle_refused(session, message, channel, [entry for entry in entries if not retries.is_accepted(entry.status)])


def drop(session: Session, message_id: UUID, channel: Channel, targets: Collection[UUID]) -> None:
    """Devices and accounts that went away since the message was posted."""
    session.execute(update(Delivery).where(*_of(message_id, channel, targets)).values(state=DeliveryState.GONE))


def _settle_refused(session: Session, message: Message, channel: Channel, entries: Iterable[Entry]) -> None:
    rows = [_refused(message, entry) for entry in entries]
    if not rows:
        return
    statement = (
        update(Delivery)
        .where(
            *_of(message.id, channel, None),
            col(Delivery.target_id) == bindparam("target"),
            col(Delivery.attempts) == bindparam("attempt") - 1,
        )
        .values(
            state=bindparam("new_state"),
            attempts=bindparam("attempt"),
            status=bindparam("answer"),
            due_at=bindparam("due"),
            answered_at=bindparam("at"),
        )
    )
    session.connection().execute(statement, rows)
    gone = [row["target"] for row in rows if row["new_state"] is DeliveryState.GONE]
    ended = {"ended_at": clock.now(), "ended_because": "gone"}
    session.execute(update(PushSubscription).where(col(PushSubscription.id).in_(gone)).values(**ended))


def _refused(message: Message, entry: Entry) -> dict[str, Any]:
    now = clock.now()
    state, due = DeliveryState.FAILED, now
    if entry.status in retries.GONE:
        state = DeliveryState.GONE
    elif retries.is_worth_repeating(entry.status):
        again = retries.next_try(now, entry.attempt, entry.retry_after, message.expires_at, _chance)
        state, due = (DeliveryState.EXPIRED, now) if again is None else (DeliveryState.WAITING, again)
    return {
        "target": entry.target_id,
        "attempt": entry.attempt,
        "new_state": state,
        "answer": entry.status,
        "due": due,
        "at": now,
    }


def _of(message_id: UUID, channel: Channel, targets: Collection[UUID] | None) -> list[ColumnElement[bool]]:
    """Deliveries that still wait for their answer."""
    wanted = [
        col(Delivery.message_id) == message_id,
        col(Delivery.channel) == channel,
        col(Delivery.state) == DeliveryState.WAITING,
    ]
    return wanted if targets is None else [*wanted, col(Delivery.target_id).in_(targets)]


def _waiting(message_id: UUID, chunks: Collection[int]) -> list[ColumnElement[bool]]:
    return [
        col(Delivery.message_id) == message_id,
        col(Delivery.chunk).in_(chunks),
        col(Delivery.state) == DeliveryState.WAITING,
    ]
