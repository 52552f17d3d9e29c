"""Add conferences: guests and what they did at the doors, delegations, seats, sessions, public papers, booths."""

import sqlalchemy as sa
from alembic import op

from api.kit import evidence

revision = "conferences"
down_revision = "sweeps"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "booths",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("details", sa.String(2000), nullable=True),
        sa.Column("token", sa.String(40), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_booths_meeting_id_meetings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booths")),
        sa.UniqueConstraint("token", name=op.f("uq_booths_token")),
    )
    op.create_index(op.f("ix_booths_meeting_id"), "booths", ["meeting_id"])

    op.create_table(
        "conference_sessions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_conference_sessions_in_order")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_conference_sessions_meeting_id_meetings")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conference_sessions")),
    )
    op.create_index(op.f("ix_conference_sessions_meeting_id"), "conference_sessions", ["meeting_id"])

    op.create_table(
        "conferences",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("token", sa.String(40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_conferences_meeting_id_meetings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conferences")),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_conferences_meeting_id")),
        sa.UniqueConstraint("token", name=op.f("uq_conferences_token")),
    )
    op.create_table(
        "delegations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_delegations_meeting_id_meetings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegations")),
        sa.UniqueConstraint("meeting_id", "name", name=op.f("uq_delegations_meeting_id_name")),
    )
    op.create_table(
        "booth_visits",
        sa.Column("booth_id", sa.Uuid(), nullable=False),
        sa.Column("visited_on", sa.Date(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["booth_id"], ["booths.id"], name=op.f("fk_booth_visits_booth_id_booths")),
        sa.PrimaryKeyConstraint("booth_id", "visited_on", name=op.f("pk_booth_visits")),
    )
    op.create_table(
        "guests",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("name_key", sa.String(260), nullable=False),
        sa.Column("organization", sa.String(200), nullable=True),
        sa.Column("phone", sa.String(20), nullable=True),
        sa.Column("site_id", sa.Uuid(), nullable=True),
        sa.Column("issue", sa.Integer(), nullable=False),
        sa.Column("registered_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_guests_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["registered_by"], ["accounts.id"], name=op.f("fk_guests_registered_by_accounts")),
        sa.ForeignKeyConstraint(
            ["site_id"], ["meeting_sites.id"], name=op.f("fk_guests_site_id_meeting_sites"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guests")),
    )
    op.create_index(op.f("ix_guests_meeting_id"), "guests", ["meeting_id"])
    op.create_index(op.f("ix_guests_site_id"), "guests", ["site_id"])

    op.create_table(
        "public_papers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["document_files.id"], name=op.f("fk_public_papers_file_id_document_files")
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_public_papers_meeting_id_meetings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_papers")),
        sa.UniqueConstraint("meeting_id", "file_id", name=op.f("uq_public_papers_meeting_id_file_id")),
    )
    op.create_index(op.f("ix_public_papers_file_id"), "public_papers", ["file_id"])

    op.create_table(
        "guest_facts",
        sa.Column("scan_id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("guest_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column(
            "method",
            sa.String(40),
            nullable=False,
        ),
        sa.Column("site_id", sa.Uuid(), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=True),
        sa.Column("device_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("corrected_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("flags", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_guest_facts_account_id_accounts")),
        sa.ForeignKeyConstraint(["device_id"], ["devices.id"], name=op.f("fk_guest_facts_device_id_devices")),
        sa.ForeignKeyConstraint(["guest_id"], ["guests.id"], name=op.f("fk_guest_facts_guest_id_guests")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_guest_facts_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["site_id"], ["meeting_sites.id"], name=op.f("fk_guest_facts_site_id_meeting_sites")),
        sa.PrimaryKeyConstraint("scan_id", name=op.f("pk_guest_facts")),
    )
    op.create_index(op.f("ix_guest_facts_guest_id"), "guest_facts", ["guest_id"])
    op.create_index(op.f("ix_guest_facts_meeting_id"), "guest_facts", ["meeting_id"])

    op.create_table(
        "seats",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("guest_id", sa.Uuid(), nullable=True),
        sa.Column("delegation_id", sa.Uuid(), nullable=True),
        sa.Column("site_id", sa.Uuid(), nullable=True),
        sa.Column("label", sa.String(20), nullable=True),
        sa.CheckConstraint("(member_id IS NULL) <> (guest_id IS NULL)", name=op.f("ck_seats_one_person")),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegations.id"], name=op.f("fk_seats_delegation_id_delegations")),
        sa.ForeignKeyConstraint(["guest_id"], ["guests.id"], name=op.f("fk_seats_guest_id_guests")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_seats_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_seats_member_id_members")),
        sa.ForeignKeyConstraint(
            ["site_id"], ["meeting_sites.id"], name=op.f("fk_seats_site_id_meeting_sites"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seats")),
        sa.UniqueConstraint("guest_id", name=op.f("uq_seats_guest_id")),
        sa.UniqueConstraint("meeting_id", "member_id", name=op.f("uq_seats_meeting_id_member_id")),
    )
    op.create_index(op.f("ix_seats_delegation_id"), "seats", ["delegation_id"])
    op.create_index(op.f("ix_seats_meeting_id_site_id_label"), "seats", ["meeting_id", "site_id", "label"])
    op.create_index(op.f("ix_seats_member_id"), "seats", ["member_id"])
    op.create_index(op.f("ix_seats_site_id"), "seats", ["site_id"])
    for statement in evidence.append_only("guest_facts", op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    for statement in evidence.forget_append_only("guest_facts", op.get_bind().dialect.name):
        op.execute(statement)
    for table in (
        "seats",
        "guest_facts",
        "public_papers",
        "guests",
        "booth_visits",
        "delegations",
        "conferences",
        "conference_sessions",
        "booths",
    ):
        op.drop_table(table)
