"""Add faces: consents, sealed templates, receipts of deletion, kiosks, matches and overrides."""

import sqlalchemy as sa
from alembic import op

from api.kit import evidence

revision = "faces"
down_revision = "reminded"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "face_consents",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(40), nullable=False),
        sa.Column("act", sa.String(40), nullable=False),
        sa.Column("text_version", sa.String(20), nullable=False),
        sa.Column("text_sha256", sa.String(64), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_face_consents_account_id_accounts")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_face_consents_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_face_consents_member_id_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_face_consents")),
    )
    op.create_index(op.f("ix_face_consents_meeting_id_member_id"), "face_consents", ["meeting_id", "member_id"])
    op.create_index(op.f("ix_face_consents_member_id"), "face_consents", ["member_id"])

    op.create_table(
        "face_deletions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("enrolled_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("engine", sa.String(80), nullable=False),
        sa.Column(
            "reason",
            sa.String(40),
            nullable=False,
        ),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_face_deletions_account_id_accounts")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_face_deletions_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_face_deletions_member_id_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_face_deletions")),
    )
    op.create_index(op.f("ix_face_deletions_meeting_id"), "face_deletions", ["meeting_id"])
    op.create_index(op.f("ix_face_deletions_member_id"), "face_deletions", ["member_id"])

    op.create_table(
        "face_events",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("offered", sa.Boolean(), nullable=False),
        sa.Column("shows_names", sa.Boolean(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_face_events_account_id_accounts")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_face_events_meeting_id_meetings")),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_face_events")),
    )
    op.create_table(
        "face_kiosks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("granted_by", sa.Uuid(), nullable=False),
        sa.Column("asks_to_turn", sa.Boolean(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_face_kiosks_account_id_accounts")),
        sa.ForeignKeyConstraint(["granted_by"], ["accounts.id"], name=op.f("fk_face_kiosks_granted_by_accounts")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_face_kiosks_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["site_id"], ["meeting_sites.id"], name=op.f("fk_face_kiosks_site_id_meeting_sites")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_face_kiosks")),
    )
    op.create_index(op.f("ix_face_kiosks_account_id"), "face_kiosks", ["account_id"])
    op.create_index(op.f("ix_face_kiosks_meeting_id"), "face_kiosks", ["meeting_id"])

    op.create_table(
        "face_templates",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("consent_id", sa.Uuid(), nullable=False),
        sa.Column("engine", sa.String(80), nullable=False),
        sa.Column("key_number", sa.Integer(), nullable=False),
        sa.Column("nonce", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("standing", sa.String(40), nullable=False),
        sa.Column("resembles_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["consent_id"], ["face_consents.id"], name=op.f("fk_face_templates_consent_id_face_consents")
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_face_templates_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_face_templates_member_id_members")),
        sa.ForeignKeyConstraint(["resembles_id"], ["members.id"], name=op.f("fk_face_templates_resembles_id_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_face_templates")),
        sa.UniqueConstraint("meeting_id", "member_id", name=op.f("uq_face_templates_meeting_id_member_id")),
    )
    op.create_index(op.f("ix_face_templates_consent_id"), "face_templates", ["consent_id"])
    op.create_index(op.f("ix_face_templates_member_id"), "face_templates", ["member_id"])
    op.create_index(op.f("ix_face_templates_resembles_id"), "face_templates", ["resembles_id"])

    op.create_table(
        "face_matches",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kiosk_id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("engine", sa.String(80), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("threshold", sa.Float(), nullable=False),
        sa.Column("turned", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["kiosk_id"], ["face_kiosks.id"], name=op.f("fk_face_matches_kiosk_id_face_kiosks")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_face_matches_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_face_matches_member_id_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_face_matches")),
    )
    op.create_index(op.f("ix_face_matches_kiosk_id"), "face_matches", ["kiosk_id"])
    op.create_index(op.f("ix_face_matches_meeting_id"), "face_matches", ["meeting_id"])
    op.create_index(op.f("ix_face_matches_member_id"), "face_matches", ["member_id"])

    op.create_table(
        "face_overrides",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kiosk_id", sa.Uuid(), nullable=False),
        sa.Column("match_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_face_overrides_account_id_accounts")),
        sa.ForeignKeyConstraint(["kiosk_id"], ["face_kiosks.id"], name=op.f("fk_face_overrides_kiosk_id_face_kiosks")),
        sa.ForeignKeyConstraint(
            ["match_id"], ["face_matches.id"], name=op.f("fk_face_overrides_match_id_face_matches")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_face_overrides")),
    )
    op.create_index(op.f("ix_face_overrides_kiosk_id"), "face_overrides", ["kiosk_id"])
    op.create_index(op.f("ix_face_overrides_match_id"), "face_overrides", ["match_id"])
    for statement in evidence.append_only("face_consents", op.get_bind().dialect.name):
        op.execute(statement)
    for statement in evidence.append_only("face_deletions", op.get_bind().dialect.name):
        op.execute(statement)
    for statement in evidence.append_only("face_matches", op.get_bind().dialect.name):
        op.execute(statement)
    for statement in evidence.append_only("face_overrides", op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    for statement in evidence.forget_append_only("face_consents", op.get_bind().dialect.name):
        op.execute(statement)
    for statement in evidence.forget_append_only("face_deletions", op.get_bind().dialect.name):
        op.execute(statement)
    for statement in evidence.forget_append_only("face_matches", op.get_bind().dialect.name):
        op.execute(statement)
    for statement in evidence.forget_append_only("face_overrides", op.get_bind().dialect.name):
        op.execute(statement)
    for table in (
        "face_overrides",
        "face_matches",
        "face_templates",
        "face_kiosks",
        "face_events",
        "face_deletions",
        "face_consents",
    ):
        op.drop_table(table)
