"""Add minutes."""

revision = "minutes"
down_revision = "meetings"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
