"""Bring in the rule about absences in a row."""

import sqlalchemy as sa
from alembic import op

from api.rooms.organizations import rule_sets

revision = "absence_streak"
down_revision = "number_scans"
branch_labels = None
depends_on = None


def upgrade() -> None:
    rule_sets.load(op.get_bind())


def downgrade() -> None:
    op.execute(sa.text("DELETE FROM rule_sets WHERE topic = 'absence_streak' AND organization_id IS NULL"))
