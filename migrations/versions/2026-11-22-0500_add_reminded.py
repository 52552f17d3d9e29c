"""Add what was reminded of, so that it never is again."""

import sqlalchemy as sa
from alembic import op

revision = "reminded"
down_revision = "absence_streak"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reminded",
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("about", sa.String(120), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", "about", name=op.f("pk_reminded")),
    )


def downgrade() -> None:
    op.drop_table("reminded")
