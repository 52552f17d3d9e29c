"""Bound the visits of a booth that count in a minute."""

import sqlalchemy as sa
from alembic import op

revision = "bound_booth_visits"
down_revision = "hall_places"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("minute", "in_minute"):
        op.add_column("booth_visits", sa.Column(name, sa.Integer(), nullable=False, server_default=sa.text("0")))


def downgrade() -> None:
    for name in ("in_minute", "minute"):
        op.drop_column("booth_visits", name)
