"""Queries about one person's own things. Each starts from the account that asks."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, update
from sqlmodel import Session, col, select

from api.kit import clock
from api.kit.outbox import OutboxEntry
from api.kit.pages import PageRequest, paginate
from api.rooms.members.fields import is_email
from api.rooms.members.models import Member
from api.rooms.signin.models import Account
from notifications.models import (
    Announcement,
    Channel,
    Delivery,
    DeliveryState,
    InboxEntry,
    Message,
    ParkedEvent,
    Preference,
    PushSubscription,
    QuietTime,
)

KEPT = timedelta(days=180)
"""Older notices are history; phones forget them too."""


def _notices(account_id: UUID) -> Any:
    return (
        select(  # type: ignore[call-overload]  # SQLModel's overloads end at four columns
            Message,
            col(InboxEntry.read_at),
            col(InboxEntry.changed),
            col(Announcement.title),
            col(Announcement.cancelled_at).is_not(None),
        )
        .join(InboxEntry, col(InboxEntry.message_id) == col(Message.id))
        .join(Announcement, col(Announcement.message_id) == col(Message.id), isouter=True)
        .where(col(InboxEntry.account_id) == account_id, col(Message.created_at) > clock.now() - KEPT)
    )


def page_of(session: Session, account_id: UUID, page: PageRequest) -> tuple[list[Any], str | None]:
    """Notices, newest first."""
    keys = [col(Message.number)]
    return paginate(
        session, _notices(account_id), keys=keys, key_of=lambda row: (row[0].number,), page=page, descending=True
    )


def changes_of(session: Session, account_id: UUID, since: int, most: int) -> Sequence[Any]:
    """What changed after `since`, in that order, `most` of it.

    More where these end among notices that changed together: the phone goes on after the last it has seen.
    """
    changed = col(InboxEntry.changed)
    mine = _notices(account_id).where(changed > since).order_by(changed)
    last = mine.with_only_columns(changed).offset(most - 1).limit(1).correlate(None).scalar_subquery()
    return session.execute(mine.where(or_(last.is_(None), changed <= last))).all()


def mark_read(session: Session, account_id: UUID, message_ids: Collection[UUID], changed: int) -> None:
    """Those of these that are unread."""
    _mark(session, changed, col(InboxEntry.account_id) == account_id, col(InboxEntry.message_id).in_(message_ids))


def mark_read_until(session: Session, account_id: UUID, number: int, changed: int) -> None:
    """All unread ones up to a number."""
    older = select(Message.id).where(col(Message.number) <= number)
    _mark(session, changed, col(InboxEntry.account_id) == account_id, col(InboxEntry.message_id).in_(older))


def _mark(session: Session, changed: int, *conditions: Any) -> None:
    session.execute(
        update(InboxEntry)
        .where(col(InboxEntry.read_at).is_(None), *conditions)
        .values(read_at=clock.now(), changed=changed)
    )


def has_notice(session: Session, account_id: UUID, message_id: UUID) -> bool:
    """Whether it lies in this inbox."""
    return session.get(InboxEntry, (account_id, message_id)) is not None


def live_at(session: Session, address_hash: bytes) -> PushSubscription | None:
    """The living subscription of an address, whoever's it is: a browser may have changed hands."""
    statement = select(PushSubscription).where(
        PushSubscription.address_hash == address_hash, col(PushSubscription.ended_at).is_(None)
    )
    return session.exec(statement.with_for_update()).first()


def live_of(session: Session, account_id: UUID) -> Sequence[PushSubscription]:
    """The living subscriptions of an account, the one seen longest ago first."""
    statement = (
        select(PushSubscription)
        .where(PushSubscription.account_id == account_id, col(PushSubscription.ended_at).is_(None))
        .order_by(col(PushSubscription.seen_at), col(PushSubscription.id))
    )
    return session.exec(statement).all()


def find_subscription(session: Session, account_id: UUID, subscription_id: UUID) -> PushSubscription | None:
    """One of the account's own, also an ended one."""
    found = session.get(PushSubscription, subscription_id)
    return found if found is not None and found.account_id == account_id else None


def choices_of(session: Session, account_id: UUID) -> dict[tuple[str, str], bool]:
    """What was chosen otherwise than the default, by kind and channel."""
    rows = session.exec(select(Preference).where(Preference.account_id == account_id)).all()
    return {(row.kind, row.channel): row.wanted for row in rows}


def times_of(session: Session, account_id: UUID) -> QuietTime:
    """Quiet hours and the daily notice; none when nothing was chosen."""
    return session.get(QuietTime, account_id) or QuietTime(account_id=account_id)


def stuck(session: Session, late: datetime) -> Sequence[tuple[Channel, int, datetime]]:
    """By channel how many sendings failed and wait for another try, or were due before `late`; since when.

    Unscoped: figures of the house, of nobody.
    """
    statement = (
        select(col(Delivery.channel), func.count(), func.min(col(Message.created_at)))
        .join(Message, col(Message.id) == col(Delivery.message_id))
        .where(
            col(Delivery.state) == DeliveryState.WAITING,
            or_(col(Delivery.attempts) > 0, col(Delivery.due_at) < late),
            col(Message.expires_at) > clock.now(),
        )
        .group_by(col(Delivery.channel))
        .order_by(col(Delivery.channel))
    )
    return session.exec(statement).all()


def has_address(session: Session, account_id: UUID) -> bool:
    """Whether the card behind an account names an address that letters can be sent to."""
    statement = select(Member.email).join(Account, col(Account.member_id) == col(Member.id))
    address = session.exec(statement.where(Account.id == account_id)).first()
    return address is not None and is_email(address)


def parked(session: Session) -> Sequence[tuple[ParkedEvent, str]]:
    """Every parked event with its kind. Unscoped: they belong to nobody, and show no contents."""
    statement = (
        select(ParkedEvent, col(OutboxEntry.kind))
        .join(OutboxEntry, col(OutboxEntry.id) == col(ParkedEvent.event_id))
        .order_by(col(ParkedEvent.parked_at), col(ParkedEvent.event_id))
    )
    return session.exec(statement).all()
