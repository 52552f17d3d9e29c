"""Add attendance: scans and the secretary's words about them, who may scan."""

import sqlalchemy as sa
from alembic import op

from api.kit.evidence import append_only, forget_append_only

revision = "attendance"
down_revision = "notifications"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attendance_facts",
        sa.Column("scan_id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("method", sa.String(40), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=True),
        sa.Column("device_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("corrected_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("flags", sa.JSON(), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_attendance_facts_account_id_accounts")),
        sa.ForeignKeyConstraint(["device_id"], ["devices.id"], name=op.f("fk_attendance_facts_device_id_devices")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_attendance_facts_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_attendance_facts_member_id_members")),
        sa.ForeignKeyConstraint(
            ["site_id"], ["meeting_sites.id"], name=op.f("fk_attendance_facts_site_id_meeting_sites")
        ),
        sa.PrimaryKeyConstraint("scan_id", name=op.f("pk_attendance_facts")),
    )
    op.create_index(op.f("ix_attendance_facts_device_id"), "attendance_facts", ["device_id"])
    op.create_index(op.f("ix_attendance_facts_meeting_id_member_id"), "attendance_facts", ["meeting_id", "member_id"])
    op.create_index(op.f("ix_attendance_facts_member_id"), "attendance_facts", ["member_id"])

    op.create_table(
        "scanner_grants",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=True),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("granted_by", sa.Uuid(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_scanner_grants_account_id_accounts")),
        sa.ForeignKeyConstraint(["granted_by"], ["accounts.id"], name=op.f("fk_scanner_grants_granted_by_accounts")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_scanner_grants_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_scanner_grants_member_id_members")),
        sa.ForeignKeyConstraint(
            ["site_id"], ["meeting_sites.id"], name=op.f("fk_scanner_grants_site_id_meeting_sites")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scanner_grants")),
    )
    op.create_index(op.f("ix_scanner_grants_account_id"), "scanner_grants", ["account_id"])
    op.create_index(op.f("ix_scanner_grants_meeting_id"), "scanner_grants", ["meeting_id"])
    op.create_index(op.f("ix_scanner_grants_member_id"), "scanner_grants", ["member_id"])

    op.create_table(
        "attendance_corrections",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("scan_id", sa.Uuid(), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_attendance_corrections_account_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["scan_id"], ["attendance_facts.scan_id"], name=op.f("fk_attendance_corrections_scan_id_attendance_facts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance_corrections")),
    )
    op.create_index(op.f("ix_attendance_corrections_scan_id"), "attendance_corrections", ["scan_id"])
    for statement in append_only("attendance_facts", op.get_context().dialect.name):
        op.execute(statement)
    for statement in append_only("attendance_corrections", op.get_context().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    for statement in forget_append_only("attendance_facts", op.get_context().dialect.name):
        op.execute(statement)
    for statement in forget_append_only("attendance_corrections", op.get_context().dialect.name):
        op.execute(statement)
    for table in (
        "attendance_corrections",
        "scanner_grants",
        "attendance_facts",
    ):
        op.drop_table(table)
