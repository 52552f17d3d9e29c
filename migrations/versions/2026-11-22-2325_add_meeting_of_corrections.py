"""Add to a correction which meeting it is about, so that whoever follows one need not go through its scans."""

from collections.abc import Callable, Iterator

import sqlalchemy as sa
from alembic import op

from api.kit.evidence import append_only, forget_append_only

revision = "meeting_of_corrections"
down_revision = "engine_of_face_events"
branch_labels = None
depends_on = None

_TABLE = "attendance_corrections"
_KEY = "fk_attendance_corrections_meeting_id_meetings"
_INDEX = "ix_attendance_corrections_meeting_id"


def upgrade() -> None:
    _each(forget_append_only)
    with op.batch_alter_table(_TABLE) as table:
        table.add_column(sa.Column("meeting_id", sa.Uuid(), nullable=True))
    op.execute(
        "UPDATE attendance_corrections SET meeting_id = (SELECT fact.meeting_id FROM attendance_facts AS fact"
        " WHERE fact.scan_id = attendance_corrections.scan_id)"
    )
    with op.batch_alter_table(_TABLE) as table:
        table.alter_column("meeting_id", existing_type=sa.Uuid(), nullable=False)
        table.create_foreign_key(op.f(_KEY), "meetings", ["meeting_id"], ["id"])
        table.create_index(op.f(_INDEX), ["meeting_id"])
    _each(append_only)


def downgrade() -> None:
    _each(forget_append_only)
    with op.batch_alter_table(_TABLE) as table:
        table.drop_index(op.f(_INDEX))
        table.drop_constraint(op.f(_KEY), type_="foreignkey")
        table.drop_column("meeting_id")
    _each(append_only)


def _each(guard: Callable[[str, str], Iterator[str]]) -> None:
    for statement in guard(_TABLE, op.get_context().dialect.name):
        op.execute(statement)
