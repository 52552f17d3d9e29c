"""Add papers."""

revision = "papers"
down_revision = "minutes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
