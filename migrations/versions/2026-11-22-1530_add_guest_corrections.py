"""Add corrections of what guests did at the doors."""

import sqlalchemy as sa
from alembic import op

from api.kit import evidence

revision = "guest_corrections"
down_revision = "face_confirmations"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "guest_corrections",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("scan_id", sa.Uuid(), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_guest_corrections_account_id_accounts")),
        sa.ForeignKeyConstraint(
            ["scan_id"], ["guest_facts.scan_id"], name=op.f("fk_guest_corrections_scan_id_guest_facts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guest_corrections")),
    )
    op.create_index(op.f("ix_guest_corrections_scan_id"), "guest_corrections", ["scan_id"])
    for statement in evidence.append_only("guest_corrections", op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    for statement in evidence.forget_append_only("guest_corrections", op.get_bind().dialect.name):
        op.execute(statement)
    op.drop_table("guest_corrections")
