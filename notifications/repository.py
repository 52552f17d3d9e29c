"""Queries about messages on their way. They are unscoped by their nature: jobs address whole audiences."""

from collections.abc import Collection
from typing import Any, cast
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    CursorResult,
    Insert,
    Integer,
    String,
    Subquery,
    Uuid,
    and_,
    case,
    func,
    insert,
    literal,
    not_,
    or_,
    true,
    tuple_,
    union_all,
    update,
)
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlmodel import Session, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from api.kit import clock, scope
from api.kit.models import Moment, words
from api.rooms.members.models import Member
from api.rooms.signin.models import Account, AccountState, Device
from notifications import choices
from notifications.addressing import Addressing
from notifications.models import (
    Channel,
    Delivery,
    DeliveryState,
    InboxEntry,
    Message,
    NotificationClock,
    Preference,
    PushSubscription,
    QuietTime,
    Reminded,
)


def tick(session: Session | Connection) -> int:
    """The next number of the feed of changes; see `NotificationClock`."""
    ticks = col(NotificationClock.ticks)
    number: int = session.execute(update(NotificationClock).values(ticks=ticks + 1).returning(ticks)).scalar_one()
    return number


def nobody() -> SelectOfScalar[UUID]:
    """No recipient."""
    return select(Account.id).where(scope.nothing())


def supersede(session: Session, message: Message) -> None:
    """What still waits of older messages about the same is not sent any more."""
    if message.topic is None:
        return
    older = select(Message.id).where(Message.topic == message.topic, col(Message.number) < message.number)
    session.execute(
        update(Delivery)
        .where(col(Delivery.message_id).in_(older), col(Delivery.state) == DeliveryState.WAITING)
        .values(state=DeliveryState.SUPERSEDED)
    )


def fill_inboxes(session: Session, message: Message, recipients: SelectOfScalar[UUID]) -> int:
    """Lay the message into each recipient's inbox; how many there are."""
    chosen = recipients.subquery()
    rows = select(chosen.c.id, literal(message.id, Uuid()), literal(message.number, BigInteger))
    return _count(session, insert(InboxEntry).from_select(["account_id", "message_id", "changed"], rows))


def show_again(session: Session, message_id: UUID) -> None:
    """Something about a message is different: phones fetch it once more."""
    changed = tick(session)
    session.execute(update(InboxEntry).where(col(InboxEntry.message_id) == message_id).values(changed=changed))


def times_of_recipients(session: Session, message_id: UUID) -> list[tuple[int, int, int | None]]:
    """The different quiet hours and times of the daily notice among them; -1, -1 for no quiet hours."""
    start, to, digest = col(QuietTime.quiet_from), col(QuietTime.quiet_to), col(QuietTime.digest_at)
    statement = (
        select(func.coalesce(start, -1), func.coalesce(to, -1), digest)
        .join(InboxEntry, col(InboxEntry.account_id) == col(QuietTime.account_id))
        .where(col(InboxEntry.message_id) == message_id)
        .distinct()
    )
    return [tuple(row) for row in session.execute(statement)]


def find_digest(session: Session, topic: str | None) -> Message | None:
    """The daily notice that was begun for a moment."""
    return session.exec(select(Message).where(Message.topic == topic)).first()


def next_chunk(session: Session, message_id: UUID) -> int:
    """The first chunk number that is free."""
    after = func.coalesce(func.max(col(Delivery.chunk)) + 1, 0)
    return session.exec(select(after).where(Delivery.message_id == message_id)).one()


def add_deliveries(session: Session, told: Addressing, first_chunk: int, chunk: int) -> int:
    """One row for each device and mailbox of the group that lacks it; how many came."""
    targets = _targets(told)
    target = targets.c.target_id
    place = func.row_number().over(order_by=target) - 1
    rows = (
        select(  # type: ignore[call-overload]  # SQLModel's overloads end at four columns
            literal(told.message_id, target.type),
            targets.c.channel,
            target,
            targets.c.account_id,
            literal(first_chunk, Integer) + place // chunk,
            literal(told.due_at, Moment()),
            literal(DeliveryState.WAITING.value, String),
            literal(0, Integer),
        )
        .join(Account, col(Account.id) == targets.c.account_id)
        .outerjoin(QuietTime, col(QuietTime.account_id) == targets.c.account_id)
        .outerjoin(Preference, _chosen(told, targets))
        .where(col(Account.state) == AccountState.ACTIVE, *_conditions(told, targets))
    )
    names = ["message_id", "channel", "target_id", "account_id", "chunk", "due_at", "state", "attempts"]
    adding = _insert(session, Delivery).from_select(names, rows)
    return _count(session, adding.on_conflict_do_nothing())


def reminded(session: Session, name: str, abouts: Collection[str]) -> set[str]:
    """Which of these reminders were told already."""
    statement = select(Reminded.about).where(Reminded.name == name, col(Reminded.about).in_(abouts))
    return set(session.exec(statement))


def claim_reminder(session: Session, name: str, about: str) -> bool:
    """Whether this transaction is the one that tells it; another that tries meanwhile waits and comes too late."""
    adding = _insert(session, Reminded).values(name=name, about=about, at=clock.now())
    return _count(session, adding.on_conflict_do_nothing()) == 1


def _insert(session: Session, table: type[SQLModel]) -> Any:
    on_postgresql = session.get_bind().dialect.name == "postgresql"
    return (postgresql_insert if on_postgresql else sqlite_insert)(table)


def _targets(told: Addressing) -> Subquery:
    """Devices and mailboxes of the recipients on open channels."""
    parts: list[Any] = [
        select(
            col(PushSubscription.channel).label("channel"),
            col(PushSubscription.id).label("target_id"),
            col(PushSubscription.account_id).label("account_id"),
        )
        .join(InboxEntry, col(InboxEntry.account_id) == col(PushSubscription.account_id))
        .join(Device, col(Device.id) == col(PushSubscription.device_id), isouter=True)
        .where(
            col(InboxEntry.message_id) == told.recipients_of,
            col(PushSubscription.ended_at).is_(None),
            col(PushSubscription.channel).in_(told.channels),
            col(Device.revoked_at).is_(None),
            or_(col(PushSubscription.device_id).is_(None), col(PushSubscription.device_id) != told.not_on_device)
            if told.not_on_device
            else true(),
        )
    ]
    if Channel.EMAIL in told.channels:
        parts.append(
            select(
                literal(Channel.EMAIL, words(Channel)).label("channel"),
                col(Account.id).label("target_id"),
                col(Account.id).label("account_id"),
            )
            .join(InboxEntry, col(InboxEntry.account_id) == col(Account.id))
            .join(Member, col(Member.id) == col(Account.member_id))
            .where(col(InboxEntry.message_id) == told.recipients_of, col(Member.email).is_not(None))
        )
    return union_all(*parts).subquery()


def _chosen(told: Addressing, targets: Subquery) -> ColumnElement[bool]:
    return and_(
        col(Preference.account_id) == targets.c.account_id,
        col(Preference.channel) == targets.c.channel,
        col(Preference.kind) == told.kind,
    )


def _conditions(told: Addressing, targets: Subquery) -> list[ColumnElement[bool]]:
    if told.always:
        return []
    default = case(
        *((targets.c.channel == channel, choices.wanted_by_default(told.kind, channel)) for channel in Channel),
        else_=True,
    )
    span = tuple_(func.coalesce(col(QuietTime.quiet_from), -1), func.coalesce(col(QuietTime.quiet_to), -1))
    wanted: list[ColumnElement[bool]] = [func.coalesce(col(Preference.wanted), default)]
    if told.not_in:
        wanted.append(not_(span.in_(sorted(told.not_in))))
    if told.only_in is not None:
        wanted.append(span.in_([told.only_in]))
    if told.digest_at is not None:
        wanted.append(col(QuietTime.digest_at) == told.digest_at)
    elif not told.digests:
        wanted.append(col(QuietTime.digest_at).is_(None))
    return wanted


def _count(session: Session, statement: Insert) -> int:
    """Run an insert; how many rows came. psycopg tells it only when asked to."""
    result = session.execute(statement, execution_options={"preserve_rowcount": True})
    return cast("CursorResult[Any]", result).rowcount
