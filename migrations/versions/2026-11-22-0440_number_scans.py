"""Number scans in the order in which they were kept, so that whoever follows a meeting misses none."""

import sqlalchemy as sa
from alembic import op

from api.kit.evidence import append_only, forget_append_only

revision = "number_scans"
down_revision = "attendance"
branch_labels = None
depends_on = None


def upgrade() -> None:
    dialect = op.get_context().dialect.name
    for statement in forget_append_only("attendance_facts", dialect):
        op.execute(statement)
    # SQLite adds a required column only with a default; the unique index takes care that nobody relies on it
    op.add_column("attendance_facts", sa.Column("number", sa.BigInteger(), server_default="0", nullable=False))
    op.execute(
        "UPDATE attendance_facts SET number = (SELECT count(*) FROM attendance_facts AS other"
        " WHERE (other.received_at, other.scan_id) <= (attendance_facts.received_at, attendance_facts.scan_id))"
    )
    op.create_index(op.f("ix_attendance_facts_number"), "attendance_facts", ["number"], unique=True)
    op.create_index(op.f("ix_attendance_facts_meeting_id_number"), "attendance_facts", ["meeting_id", "number"])
    for statement in append_only("attendance_facts", dialect):
        op.execute(statement)


def downgrade() -> None:
    op.drop_index(op.f("ix_attendance_facts_meeting_id_number"), "attendance_facts")
    op.drop_index(op.f("ix_attendance_facts_number"), "attendance_facts")
    op.drop_column("attendance_facts", "number")
