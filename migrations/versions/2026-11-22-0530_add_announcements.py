"""Add announcements: what an organisation tells its people in its own words."""

import sqlalchemy as sa
from alembic import op

revision = "announcements"
down_revision = "roll_scans"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_AT = {
    "organization_id": "organizations",
    "account_id": "accounts",
    "audience_organization_id": "organizations",
    "audience_meeting_id": "meetings",
    "message_id": "messages",
}


def upgrade() -> None:
    op.create_table(
        "announcements",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("audience_organization_id", sa.Uuid(), nullable=True),
        sa.Column("audience_kinds", sa.Integer(), nullable=False),
        sa.Column("audience_meeting_id", sa.Uuid(), nullable=True),
        sa.Column("urgent_reason", sa.String(300), nullable=True),
        sa.Column("send_at", _MOMENT, nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=True),
        sa.Column("cancelled_at", _MOMENT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *(
            sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_announcements_{column}_{to}"))
            for column, to in _AT.items()
        ),
        sa.CheckConstraint(
            "(audience_organization_id IS NULL) <> (audience_meeting_id IS NULL)",
            name=op.f("ck_announcements_one_audience"),
        ),
        sa.CheckConstraint(
            "state <> 'sent' OR message_id IS NOT NULL", name=op.f("ck_announcements_sent_as_a_message")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcements")),
        sa.UniqueConstraint("message_id", name=op.f("uq_announcements_message_id")),
    )
    for column in ("organization_id", "account_id", "audience_organization_id", "audience_meeting_id"):
        op.create_index(op.f(f"ix_announcements_{column}"), "announcements", [column])


def downgrade() -> None:
    op.drop_table("announcements")
