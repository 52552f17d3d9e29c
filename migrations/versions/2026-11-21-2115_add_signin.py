"""Add signin."""

import sqlalchemy as sa  # noqa: F401
from alembic import op  # noqa: F401

revision = "signin"
down_revision = "members"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
