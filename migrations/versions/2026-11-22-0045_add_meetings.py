"""Add meetings: the schedule, agenda with papers, invitations with answers, private calendar addresses; their rules."""

import sqlalchemy as sa
from alembic import op

from api.kit.evidence import append_only, forget_append_only
from api.rooms.organizations import rule_sets

revision = "meetings"
down_revision = "library"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calendar_feeds",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_calendar_feeds_member_id_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_feeds")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_calendar_feeds_token_hash")),
    )
    op.create_index(op.f("ix_calendar_feeds_member_id"), "calendar_feeds", ["member_id"])

    clock = op.create_table(
        "meeting_clock",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ticks", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_clock")),
    )
    op.bulk_insert(clock, [{"id": 1, "ticks": 0}])

    op.create_table(
        "meetings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("summons", sa.String(40), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("place", sa.String(200), nullable=True),
        sa.Column("video_link", sa.String(500), nullable=True),
        sa.Column("chair_id", sa.Uuid(), nullable=True),
        sa.Column("clerk_id", sa.Uuid(), nullable=True),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("state_reason", sa.String(500), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rule_set_ids", sa.JSON(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("changed", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("closed_at IS NULL OR opened_at IS NOT NULL", name=op.f("ck_meetings_opened_before_closed")),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_meetings_in_order")),
        sa.ForeignKeyConstraint(["chair_id"], ["members.id"], name=op.f("fk_meetings_chair_id_members")),
        sa.ForeignKeyConstraint(["clerk_id"], ["members.id"], name=op.f("fk_meetings_clerk_id_members")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_meetings_organization_id_organizations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings")),
    )
    op.create_index(op.f("ix_meetings_changed"), "meetings", ["changed"])
    op.create_index(op.f("ix_meetings_chair_id"), "meetings", ["chair_id"])
    op.create_index(op.f("ix_meetings_clerk_id"), "meetings", ["clerk_id"])
    op.create_index(op.f("ix_meetings_organization_id_month"), "meetings", ["organization_id", "month"])
    op.create_index(op.f("ix_meetings_starts_at"), "meetings", ["starts_at"])

    op.create_table(
        "agenda_items",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(40), nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("details", sa.String(2000), nullable=True),
        sa.Column("presenter_id", sa.Uuid(), nullable=True),
        sa.Column("presenter_name", sa.String(120), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.CheckConstraint("minutes IS NULL OR minutes > 0", name=op.f("ck_agenda_items_takes_time")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_agenda_items_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["presenter_id"], ["members.id"], name=op.f("fk_agenda_items_presenter_id_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_items")),
    )
    op.create_index(op.f("ix_agenda_items_meeting_id"), "agenda_items", ["meeting_id"])
    op.create_index(op.f("ix_agenda_items_presenter_id"), "agenda_items", ["presenter_id"])

    op.create_table(
        "meeting_changes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("change", sa.String(40), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_meeting_changes_account_id_accounts")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_meeting_changes_meeting_id_meetings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_changes")),
    )
    op.create_index(op.f("ix_meeting_changes_account_id"), "meeting_changes", ["account_id"])
    op.create_index(op.f("ix_meeting_changes_meeting_id"), "meeting_changes", ["meeting_id"])

    op.create_table(
        "meeting_sites",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("place", sa.String(200), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_meeting_sites_meeting_id_meetings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_sites")),
    )
    op.create_index(op.f("ix_meeting_sites_meeting_id"), "meeting_sites", ["meeting_id"])

    op.create_table(
        "agenda_papers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=True),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.Column("file_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.String(500), nullable=False),
        sa.CheckConstraint("(document_id IS NULL) <> (file_id IS NULL)", name=op.f("ck_agenda_papers_one_paper")),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_agenda_papers_document_id_documents")),
        sa.ForeignKeyConstraint(
            ["file_id"], ["document_files.id"], name=op.f("fk_agenda_papers_file_id_document_files")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_items.id"], name=op.f("fk_agenda_papers_item_id_agenda_items")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_agenda_papers_meeting_id_meetings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_papers")),
    )
    op.create_index(op.f("ix_agenda_papers_document_id"), "agenda_papers", ["document_id"])
    op.create_index(op.f("ix_agenda_papers_file_id"), "agenda_papers", ["file_id"])
    op.create_index(op.f("ix_agenda_papers_item_id"), "agenda_papers", ["item_id"])
    op.create_index(op.f("ix_agenda_papers_meeting_id"), "agenda_papers", ["meeting_id"])

    op.create_table(
        "invitations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("guest_name", sa.String(120), nullable=True),
        sa.Column("guest_title", sa.String(200), nullable=True),
        sa.Column("invited_as", sa.String(40), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.String(40), nullable=True),
        sa.Column("reason", sa.String(40), nullable=True),
        sa.Column("reason_text", sa.String(500), nullable=True),
        sa.Column("evidence_id", sa.Uuid(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision", sa.String(40), nullable=True),
        sa.Column("decision_note", sa.String(500), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "decision IS NULL OR answer = 'absent'", name=op.f("ck_invitations_only_absences_are_decided")
        ),
        sa.CheckConstraint("(member_id IS NULL) <> (guest_name IS NULL)", name=op.f("ck_invitations_one_person")),
        sa.ForeignKeyConstraint(["decided_by"], ["accounts.id"], name=op.f("fk_invitations_decided_by_accounts")),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["document_files.id"], name=op.f("fk_invitations_evidence_id_document_files")
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_invitations_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_invitations_member_id_members")),
        sa.ForeignKeyConstraint(["site_id"], ["meeting_sites.id"], name=op.f("fk_invitations_site_id_meeting_sites")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("meeting_id", "member_id", name=op.f("uq_invitations_meeting_id_member_id")),
    )
    op.create_index(op.f("ix_invitations_changed"), "invitations", ["changed"])
    op.create_index(op.f("ix_invitations_decided_by"), "invitations", ["decided_by"])
    op.create_index(op.f("ix_invitations_evidence_id"), "invitations", ["evidence_id"])
    op.create_index(op.f("ix_invitations_member_id"), "invitations", ["member_id"])
    op.create_index(op.f("ix_invitations_site_id"), "invitations", ["site_id"])
    op.add_column("document_files", sa.Column("held_for", sa.String(40), nullable=True))
    for statement in append_only("meeting_changes", op.get_context().dialect.name):
        op.execute(statement)
    rule_sets.load(op.get_bind())


def downgrade() -> None:
    for statement in forget_append_only("meeting_changes", op.get_context().dialect.name):
        op.execute(statement)
    op.drop_column("document_files", "held_for")
    for table in (
        "invitations",
        "agenda_papers",
        "meeting_sites",
        "meeting_changes",
        "agenda_items",
        "meetings",
        "meeting_clock",
        "calendar_feeds",
    ):
        op.drop_table(table)
