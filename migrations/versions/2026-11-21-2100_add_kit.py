"""Add the audit and the outbox."""

import sqlalchemy as sa
from alembic import op

from api.kit.evidence import append_only, forget_append_only

revision = "kit"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create both tables; the audit is append-only."""
    op.create_table(
        "audit",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, index=True),
        sa.Column("account_id", sa.Uuid(), nullable=True, index=True),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("action", sa.String(60), nullable=False),
        sa.Column("subject_kind", sa.String(40), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=True, index=True),
        sa.Column("organization_id", sa.Uuid(), nullable=True, index=True),
        sa.Column("details", sa.JSON(), nullable=False),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(60), nullable=False, index=True),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("handled_at", sa.DateTime(timezone=True), nullable=True, index=True),
    )
    for statement in append_only("audit", op.get_context().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    """Drop both."""
    for statement in forget_append_only("audit", op.get_context().dialect.name):
        op.execute(statement)
    op.drop_table("outbox")
    op.drop_table("audit")
