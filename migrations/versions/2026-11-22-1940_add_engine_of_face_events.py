"""Add under which engine a meeting's faces were last looked at."""

import sqlalchemy as sa
from alembic import op

revision = "engine_of_face_events"
down_revision = "two_people"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("face_events", sa.Column("engine", sa.String(80), nullable=True))


def downgrade() -> None:
    op.drop_column("face_events", "engine")
