"""Add which cards with one name and birth date are of two people."""

import sqlalchemy as sa
from alembic import op

revision = "two_people"
down_revision = "bound_booth_visits"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "members_two_people",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("member_id < other_id", name=op.f("ck_members_two_people_ordered")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_members_two_people_member_id_members")),
        sa.ForeignKeyConstraint(["other_id"], ["members.id"], name=op.f("fk_members_two_people_other_id_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_members_two_people")),
        sa.UniqueConstraint("member_id", "other_id", name=op.f("uq_members_two_people_member_id_other_id")),
    )
    op.create_index(op.f("ix_members_two_people_other_id"), "members_two_people", ["other_id"])


def downgrade() -> None:
    op.drop_table("members_two_people")
