"""What phones said of what arrived: queries of many reports at once. Unscoped: a phone's token speaks for it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, Row, update
from sqlmodel import col, select

from api.kit import clock
from notifications import ledger, repository
from notifications.models import Channel, Delivery, InboxEntry, PushSubscription

_Sent = tuple[UUID, Channel]
"""A message on its way."""


class Report(NamedTuple):
    """What one phone says, and of which messages."""

    subscription_id: UUID
    shown: frozenset[UUID]
    opened: frozenset[UUID]


def keep(connection: Connection, reports: Sequence[Report]) -> list[bool]:
    """Note them; for each whether its phone is known.

    The first time counts. What was opened was shown, and is read, also on the person's other phones. As many
    statements as there are messages spoken of, however many phones speak.
    """
    phones = _phones(connection, [report.subscription_id.hex for report in reports])
    shown, opened = defaultdict[_Sent, list[str]](list), defaultdict[_Sent, list[str]](list)
    read = defaultdict[UUID, list[str]](list)
    for report in reports:
        phone = phones.get(report.subscription_id)
        if phone is None:
            continue
        for message_id in report.shown | report.opened:
            shown[message_id, phone.channel].append(phone.id.hex)
        for message_id in report.opened:
            opened[message_id, phone.channel].append(phone.id.hex)
            read[message_id].append(phone.account_id.hex)
    _note(connection, col(Delivery.shown_at), shown)
    _note(connection, col(Delivery.opened_at), opened)
    _mark_read(connection, read)
    return [report.subscription_id in phones for report in reports]


def _phones(connection: Connection, ids: Sequence[str]) -> dict[UUID, "Row[UUID, UUID, Channel]"]:
    """Also those that ended meanwhile: what they showed before counts."""
    columns = (col(PushSubscription.id), col(PushSubscription.account_id), col(PushSubscription.channel))
    found = connection.execute(select(*columns).where(ledger.among(connection, columns[0], ids)))
    return {row.id: row for row in found}


def _note(connection: Connection, column: Any, said: Mapping[_Sent, Sequence[str]]) -> None:
    """By the whole key of a delivery: a message to a province has 70,000 of them, and every one gets its receipt."""
    for (message_id, channel), phones in said.items():
        connection.execute(
            update(Delivery)
            .where(
                col(Delivery.message_id) == message_id,
                col(Delivery.channel) == channel,
                ledger.among(connection, col(Delivery.target_id), phones),
                column.is_(None),
            )
            .values({column: clock.now()})
        )


def _mark_read(connection: Connection, read: Mapping[UUID, Sequence[str]]) -> None:
    changed = repository.tick(connection) if read else 0
    for message_id, accounts in read.items():
        connection.execute(
            update(InboxEntry)
            .where(
                col(InboxEntry.message_id) == message_id,
                ledger.among(connection, col(InboxEntry.account_id), accounts),
                col(InboxEntry.read_at).is_(None),
            )
            .values(read_at=clock.now(), changed=changed)
        )
