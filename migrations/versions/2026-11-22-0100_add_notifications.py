"""Add notifications: messages, inboxes, deliveries, subscriptions, members' choices, parked events."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "notifications"
down_revision = "papers"
branch_labels = None
depends_on = None

_TABLES = (
    *("parked_events", "notification_times", "notification_preferences", "deliveries", "push_subscriptions"),
    *("inbox_entries", "messages", "notification_clock"),
)
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "notification_clock",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ticks", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notification_clock")),
    )
    _create_messages()
    _create_inbox()
    _create_subscriptions()
    _create_deliveries()
    _create_choices()
    op.create_table(
        "parked_events",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("parked_at", _MOMENT, nullable=False),
        _foreign("parked_events", "event_id", "outbox"),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_parked_events")),
    )
    ticks = sa.table("notification_clock", sa.column("id"), sa.column("ticks"))
    op.bulk_insert(ticks, [{"id": 1, "ticks": 0}])


def downgrade() -> None:
    for table in _TABLES:
        op.drop_table(table)


def _row() -> list[sa.Column[Any]]:
    return [sa.Column("id", sa.Uuid(), nullable=False), sa.Column("created_at", _MOMENT, nullable=False)]


def _foreign(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def _create_messages() -> None:
    op.create_table(
        "messages",
        *_row(),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=True),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("title_key", sa.String(60), nullable=False),
        sa.Column("link", sa.String(300), nullable=False),
        sa.Column("urgency", sa.String(40), nullable=False),
        sa.Column("topic", sa.String(32), nullable=True),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.Column("addressed", sa.Integer(), nullable=False),
        _foreign("messages", "event_id", "outbox"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_messages")),
        sa.UniqueConstraint("number", name=op.f("uq_messages_number")),
        sa.UniqueConstraint("event_id", "part", name=op.f("uq_messages_event_id_part")),
    )
    _index("messages", "topic")


def _create_inbox() -> None:
    op.create_table(
        "inbox_entries",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("changed", sa.BigInteger(), nullable=False),
        sa.Column("read_at", _MOMENT, nullable=True),
        _foreign("inbox_entries", "account_id", "accounts"),
        _foreign("inbox_entries", "message_id", "messages"),
        sa.PrimaryKeyConstraint("account_id", "message_id", name=op.f("pk_inbox_entries")),
    )
    _index("inbox_entries", "message_id")
    _index("inbox_entries", "account_id", "changed")


def _create_subscriptions() -> None:
    op.create_table(
        "push_subscriptions",
        *_row(),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=True),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("address", sa.String(1000), nullable=False),
        sa.Column("address_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("public_key", sa.LargeBinary(65), nullable=True),
        sa.Column("auth", sa.LargeBinary(16), nullable=True),
        sa.Column("seen_at", _MOMENT, nullable=False),
        sa.Column("ended_at", _MOMENT, nullable=True),
        sa.Column("ended_because", sa.String(40), nullable=True),
        sa.CheckConstraint(
            "(channel = 'web_push') = (public_key IS NOT NULL)", name=op.f("ck_push_subscriptions_keys_of_web_push")
        ),
        sa.CheckConstraint("(public_key IS NULL) = (auth IS NULL)", name=op.f("ck_push_subscriptions_both_keys")),
        _foreign("push_subscriptions", "account_id", "accounts"),
        _foreign("push_subscriptions", "device_id", "devices"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_push_subscriptions")),
    )
    _index("push_subscriptions", "account_id")
    _index("push_subscriptions", "device_id")
    live = sa.text("ended_at IS NULL")
    op.create_index(
        "uq_push_subscriptions_live",
        "push_subscriptions",
        ["address_hash"],
        unique=True,
        sqlite_where=live,
        postgresql_where=live,
    )


def _create_deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("target_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("chunk", sa.Integer(), nullable=False),
        sa.Column("due_at", _MOMENT, nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("answered_at", _MOMENT, nullable=True),
        sa.Column("shown_at", _MOMENT, nullable=True),
        sa.Column("opened_at", _MOMENT, nullable=True),
        sa.CheckConstraint(
            "state <> 'accepted' OR answered_at IS NOT NULL", name=op.f("ck_deliveries_accepted_by_an_answer")
        ),
        _foreign("deliveries", "message_id", "messages"),
        _foreign("deliveries", "account_id", "accounts"),
        sa.PrimaryKeyConstraint("message_id", "channel", "target_id", name=op.f("pk_deliveries")),
    )
    _index("deliveries", "account_id")
    _index("deliveries", "message_id", "chunk")


def _create_choices() -> None:
    op.create_table(
        "notification_preferences",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("wanted", sa.Boolean(), nullable=False),
        _foreign("notification_preferences", "account_id", "accounts"),
        sa.PrimaryKeyConstraint("account_id", "kind", "channel", name=op.f("pk_notification_preferences")),
    )
    both = sa.CheckConstraint("(quiet_from IS NULL) = (quiet_to IS NULL)", name=op.f("ck_notification_times_both_ends"))
    op.create_table(
        "notification_times",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("quiet_from", sa.Integer(), nullable=True),
        sa.Column("quiet_to", sa.Integer(), nullable=True),
        sa.Column("digest_at", sa.Integer(), nullable=True),
        both,
        sa.CheckConstraint("quiet_from <> quiet_to", name=op.f("ck_notification_times_some_length")),
        _foreign("notification_times", "account_id", "accounts"),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_notification_times")),
    )
