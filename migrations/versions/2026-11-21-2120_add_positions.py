"""Add positions."""

import sqlalchemy as sa  # noqa: F401
from alembic import op  # noqa: F401

revision = "positions"
down_revision = "signin"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
