"""What is due of a message, and what became of it: the queries of the sending jobs. Unscoped: they serve everybody."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from functools import cache
from random import SystemRandom
from typing import Any, NamedTuple
from uuid import UUID

import orjson
from sqlalchemy import ColumnElement, Connection, Select, Text, Update, and_, bindparam, case, cast, func, text, update
from sqlmodel import Session, col, select

from api.kit import clock, rows
from api.rooms.members.models import Member
from api.rooms.signin.models import Account, AccountState, Device
from notifications import choices, retries
from notifications.journal import Entry
from notifications.models import Channel, Delivery, DeliveryState, InboxEntry, Message, PushSubscription, Urgency

_chance = SystemRandom()


class _Packing(NamedTuple):
    """How a database writes rows as one text."""

    rows: Any
    row: Any
    hex: Callable[[Any], Any]


_ON_SQLITE = _Packing(func.json_group_array, func.json_array, func.hex)
_ON_POSTGRESQL = _Packing(
    lambda row: cast(func.json_agg(row), Text), func.json_build_array, lambda column: func.encode(column, "hex")
)


class Due(NamedTuple):
    """A delivery whose time has come; `usable` is false when its device or account is gone meanwhile."""

    target_id: str
    """The id as the database writes it: ten thousand of them are handed through, none is looked into."""
    attempts: int
    address: str | None
    public_key: bytes
    """This and `auth` are empty where the channel has none."""
    auth: bytes
    usable: bool
    unread: int
    """How many notices of the recipient are, for the badge."""


def due_in(session: Session, message_id: UUID, channel: Channel, chunk: int) -> list[Due]:
    """What waits in a chunk for a channel. The database hands it over as one text; see `kit/rows.py`."""
    connection = session.connection()
    statement = _due(connection.dialect.name == "postgresql", channel)
    asked = {"message": message_id, "place": chunk, "now": clock.now()}
    found = connection.execute(statement, asked).scalar_one()
    return [
        Due(target, attempts, to, bytes.fromhex(key or ""), bytes.fromhex(auth or ""), usable == 1, count)
        for target, attempts, to, key, auth, usable, count in orjson.loads(found or "[]")
    ]


@cache
def _due(on_postgresql: bool, channel: Channel) -> Select[Any]:  # noqa: FBT001 - the key of what is kept
    """Made once: SQLAlchemy takes a fifth of the whole answer's time to put it together."""
    address = col(Member.email) if channel is Channel.EMAIL else col(PushSubscription.address)
    usable = and_(
        col(Account.state) == AccountState.ACTIVE,
        col(PushSubscription.ended_at).is_(None),
        col(Device.revoked_at).is_(None),
    )
    read = col(InboxEntry.read_at)
    unread = select(func.count()).where(InboxEntry.account_id == Delivery.account_id, read.is_(None))
    on = _ON_POSTGRESQL if on_postgresql else _ON_SQLITE
    columns = (
        col(Delivery.target_id),
        col(Delivery.attempts),
        address,
        on.hex(col(PushSubscription.public_key)),
        on.hex(col(PushSubscription.auth)),
        case((usable, 1), else_=0),
        unread.correlate(Delivery).scalar_subquery(),
    )
    return (
        select(on.rows(on.row(*columns)))
        .select_from(Delivery)
        .join(Account, col(Account.id) == col(Delivery.account_id))
        .join(Member, col(Member.id) == col(Account.member_id), isouter=True)
        .join(PushSubscription, col(PushSubscription.id) == col(Delivery.target_id), isouter=True)
        .join(Device, col(Device.id) == col(PushSubscription.device_id), isouter=True)
        .where(
            col(Delivery.message_id) == bindparam("message"),
            col(Delivery.chunk) == bindparam("place"),
            col(Delivery.state) == DeliveryState.WAITING,
            col(Delivery.channel) == channel,
            col(Delivery.due_at) <= bindparam("now"),
        )
    )


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


def leave_out_readers(session: Session, digest: Message, channel: Channel, chunk: int) -> None:
    """Nobody gets a daily notice who has read all that it stands for by now."""
    unread = (
        select(Message.id)
        .join(InboxEntry, col(InboxEntry.message_id) == col(Message.id))
        .where(
            InboxEntry.account_id == Delivery.account_id,
            col(InboxEntry.read_at).is_(None),
            col(Message.kind).in_(choices.DIGESTED),
            col(Message.urgency) != Urgency.HIGH,
            col(Message.created_at) > digest.expires_at - choices.DIGEST_KEEPS - choices.DIGEST_SPAN,
        )
        .correlate(Delivery)
    )
    chunk_of = (*_of(digest.id, channel), col(Delivery.chunk) == chunk)
    session.execute(update(Delivery).where(*chunk_of, ~unread.exists()).values(state=DeliveryState.SUPERSEDED))


def settle(session: Session, message: Message, channel: Channel, entries: Sequence[Entry]) -> None:
    """Write down answers, each for its own try only, so that a journal read twice changes nothing."""
    by_attempt: dict[tuple[int, int], list[str]] = {}
    for entry in entries:
        if retries.is_accepted(entry.status):
            by_attempt.setdefault((entry.attempt, entry.status), []).append(entry.target_id)
    connection = session.connection()
    for (attempt, status), targets in by_attempt.items():
        said = {"attempt": attempt, "answer": status, "at": clock.now(), "ids": rows.listed(targets)}
        connection.execute(_accept(rows.words_of(connection)), {"message": message.id, "way": channel, **said})
    _settle_refused(session, message, channel, [entry for entry in entries if not retries.is_accepted(entry.status)])


@cache
def _accept(words: rows.Words) -> Update:
    """Made once, like `_due`."""
    target = col(Delivery.target_id)
    return (
        update(Delivery)
        .where(
            col(Delivery.message_id) == bindparam("message"),
            col(Delivery.channel) == bindparam("way"),
            col(Delivery.state) == DeliveryState.WAITING,
            target.bool_op(words.among)(text(words.ids("ids"))),
            col(Delivery.attempts) == bindparam("attempt") - 1,
        )
        .values(
            state=DeliveryState.ACCEPTED,
            attempts=bindparam("attempt"),
            status=bindparam("answer"),
            answered_at=bindparam("at"),
        )
    )


def drop(session: Session, message_id: UUID, channel: Channel, targets: Sequence[str]) -> None:
    """Devices and accounts that went away since the message was posted."""
    lost = (*_of(message_id, channel), among(session.connection(), col(Delivery.target_id), targets))
    session.execute(update(Delivery).where(*lost).values(state=DeliveryState.GONE))


def _settle_refused(session: Session, message: Message, channel: Channel, entries: Iterable[Entry]) -> None:
    refused = [_refused(message, entry) for entry in entries]
    if not refused:
        return
    statement = (
        update(Delivery)
        .where(
            *_of(message.id, channel),
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
    session.connection().execute(statement, refused)
    gone = [row["target"] for row in refused if row["new_state"] is DeliveryState.GONE]
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
        "target": UUID(hex=entry.target_id),
        "attempt": entry.attempt,
        "new_state": state,
        "answer": entry.status,
        "due": due,
        "at": now,
    }


def _of(message_id: UUID, channel: Channel) -> list[ColumnElement[bool]]:
    """Deliveries that still wait for their answer."""
    return [
        col(Delivery.message_id) == message_id,
        col(Delivery.channel) == channel,
        col(Delivery.state) == DeliveryState.WAITING,
    ]


def among(connection: Connection, column: Any, ids: Sequence[str]) -> ColumnElement[bool]:
    """That a column holds one of these ids, which come as one parameter; see `kit/rows.py`."""
    words = rows.words_of(connection)
    found: ColumnElement[bool] = column.bool_op(words.among)(text(words.ids("ids")).bindparams(ids=rows.listed(ids)))
    return found


def _waiting(message_id: UUID, chunks: Collection[int]) -> list[ColumnElement[bool]]:
    return [
        col(Delivery.message_id) == message_id,
        col(Delivery.chunk).in_(chunks),
        col(Delivery.state) == DeliveryState.WAITING,
    ]
