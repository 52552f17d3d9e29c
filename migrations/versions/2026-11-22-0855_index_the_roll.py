"""Index the roll by meeting and member and by number: a conference has a hundred thousand statements."""

from alembic import op

revision = "index_the_roll"
down_revision = "neighbouring_words"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_roll_facts_meeting_id_member_id", "roll_facts", ["meeting_id", "member_id"])
    op.create_index("ix_roll_facts_meeting_id_number", "roll_facts", ["meeting_id", "number"])


def downgrade() -> None:
    op.drop_index("ix_roll_facts_meeting_id_number", "roll_facts")
    op.drop_index("ix_roll_facts_meeting_id_member_id", "roll_facts")
