"""Add positions: they point at members and at accounts."""

import sqlalchemy as sa
from alembic import op

revision = "positions"
down_revision = "signin"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "positions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.CheckConstraint("(member_id IS NULL) <> (account_id IS NULL)", name=op.f("ck_positions_one_holder")),
        sa.CheckConstraint("to_on IS NULL OR to_on >= from_on", name=op.f("ck_positions_in_order")),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_positions_account_id_accounts")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_positions_member_id_members")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_positions_organization_id_organizations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_positions")),
    )
    op.create_index(op.f("ix_positions_account_id"), "positions", ["account_id"], unique=False)
    op.create_index(op.f("ix_positions_member_id"), "positions", ["member_id"], unique=False)
    op.create_index(op.f("ix_positions_organization_id"), "positions", ["organization_id"], unique=False)


def downgrade() -> None:
    """Drop it."""
    op.drop_table("positions")
