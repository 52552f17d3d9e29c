"""Add confirmations by face: on the own phone, after the scan of the room's code."""

import sqlalchemy as sa
from alembic import op

from api.kit import evidence

revision = "face_confirmations"
down_revision = "index_the_roll"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "face_confirmations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("room_scan_id", sa.Uuid(), nullable=False),
        sa.Column("engine", sa.String(80), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("threshold", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_face_confirmations_meeting_id_meetings")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_face_confirmations_member_id_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_face_confirmations")),
        sa.UniqueConstraint("room_scan_id", name=op.f("uq_face_confirmations_room_scan_id")),
    )
    op.create_index(op.f("ix_face_confirmations_meeting_id"), "face_confirmations", ["meeting_id"])
    op.create_index(op.f("ix_face_confirmations_member_id"), "face_confirmations", ["member_id"])
    for statement in evidence.append_only("face_confirmations", op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    for statement in evidence.forget_append_only("face_confirmations", op.get_bind().dialect.name):
        op.execute(statement)
    op.drop_table("face_confirmations")
