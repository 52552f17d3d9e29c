"""Add library."""

import sqlalchemy as sa  # noqa: F401
from alembic import op  # noqa: F401

revision = "library"
down_revision = "positions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
