"""Tie what other rooms tell the roll to the scan it came from, and let them take it back."""

import sqlalchemy as sa
from alembic import op

revision = "roll_scans"
down_revision = "conferences"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("roll_facts", sa.Column("scan_id", sa.Uuid(), nullable=True))
    op.add_column("roll_facts", sa.Column("takes_back", sa.Uuid(), nullable=True))


def downgrade() -> None:
    op.drop_column("roll_facts", "takes_back")
    op.drop_column("roll_facts", "scan_id")
