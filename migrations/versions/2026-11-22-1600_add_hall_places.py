"""Add where the halls of a meeting are."""

import sqlalchemy as sa
from alembic import op

revision = "hall_places"
down_revision = "guest_corrections"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "hall_places",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=False),
        sa.Column("longitude", sa.Float(), nullable=False),
        sa.Column("radius", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180", name=op.f("ck_hall_places_on_earth")
        ),
        sa.CheckConstraint("radius > 0", name=op.f("ck_hall_places_radius")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_hall_places_meeting_id_meetings")),
        sa.ForeignKeyConstraint(
            ["site_id"], ["meeting_sites.id"], name=op.f("fk_hall_places_site_id_meeting_sites"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hall_places")),
    )
    op.create_index(op.f("ix_hall_places_site_id"), "hall_places", ["site_id"])
    op.create_index("uq_hall_places_meeting_id_site_id", "hall_places", ["meeting_id", "site_id"], unique=True)
    op.create_index(
        "uq_hall_places_meeting_id",
        "hall_places",
        ["meeting_id"],
        unique=True,
        sqlite_where=sa.text("site_id IS NULL"),
        postgresql_where=sa.text("site_id IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("hall_places")
