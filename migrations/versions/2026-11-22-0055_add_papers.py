"""Add papers: scores, minutes and resolutions with numbers, additions, signed copies, reports up; their rules."""

import sqlalchemy as sa
from alembic import op

from api.kit import evidence
from api.rooms.organizations import rule_sets

revision = "papers"
down_revision = "minutes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "paper_number_counters",
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("type", sa.String(10), nullable=False),
        sa.Column("term", sa.String(20), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organizations.id"],
            name=op.f("fk_paper_number_counters_organization_id_organizations"),
        ),
        sa.PrimaryKeyConstraint("organization_id", "type", "term", name=op.f("pk_paper_number_counters")),
    )
    op.create_table(
        "meeting_papers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("sections", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("symbol", sa.String(60), nullable=True),
        sa.Column("code", sa.String(20), nullable=True),
        sa.Column("sha256", sa.String(64), nullable=True),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(sealed_at IS NULL) = (sha256 IS NULL)", name=op.f("ck_meeting_papers_sealed_with_hash")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_meeting_papers_meeting_id_meetings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_papers")),
        sa.UniqueConstraint("code", name=op.f("uq_meeting_papers_code")),
        sa.UniqueConstraint("meeting_id", "kind", name=op.f("uq_meeting_papers_meeting_id_kind")),
    )
    op.create_index(op.f("ix_meeting_papers_sha256"), "meeting_papers", ["sha256"])
    op.create_table(
        "meeting_reports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("summoned", sa.Integer(), nullable=False),
        sa.Column("counted", sa.Integer(), nullable=False),
        sa.Column("present", sa.Integer(), nullable=False),
        sa.Column("unexcused", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("band", sa.String(40), nullable=True),
        sa.Column(
            "state",
            sa.String(40),
            nullable=False,
        ),
        sa.Column("remark", sa.String(1000), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state <> 'returned' OR remark IS NOT NULL", name=op.f("ck_meeting_reports_returned_with_remark")
        ),
        sa.CheckConstraint("present <= summoned", name=op.f("ck_meeting_reports_present_of_summoned")),
        sa.ForeignKeyConstraint(["decided_by"], ["accounts.id"], name=op.f("fk_meeting_reports_decided_by_accounts")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_meeting_reports_meeting_id_meetings")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_meeting_reports_organization_id_organizations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_reports")),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_meeting_reports_meeting_id")),
    )
    op.create_index(op.f("ix_meeting_reports_decided_by"), "meeting_reports", ["decided_by"])
    op.create_index(op.f("ix_meeting_reports_month_organization_id"), "meeting_reports", ["month", "organization_id"])
    op.create_index(op.f("ix_meeting_reports_organization_id"), "meeting_reports", ["organization_id"])
    op.create_table(
        "meeting_scores",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("rule_set_id", sa.Uuid(), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("given", sa.Float(), nullable=True),
        sa.Column("applicable", sa.Float(), nullable=True),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("band", sa.String(40), nullable=True),
        sa.Column("form", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_meeting_scores_meeting_id_meetings")),
        sa.ForeignKeyConstraint(
            ["rule_set_id"], ["rule_sets.id"], name=op.f("fk_meeting_scores_rule_set_id_rule_sets")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_scores")),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_meeting_scores_meeting_id")),
    )
    op.create_table(
        "paper_additions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("text", sa.String(4000), nullable=False),
        sa.Column("author_name", sa.String(200), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_paper_additions_account_id_accounts")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_paper_additions_meeting_id_meetings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_additions")),
    )
    op.create_index(op.f("ix_paper_additions_account_id"), "paper_additions", ["account_id"])
    op.create_index(op.f("ix_paper_additions_meeting_id"), "paper_additions", ["meeting_id"])
    op.create_table(
        "paper_templates",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_paper_templates_account_id_accounts")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_paper_templates_organization_id_organizations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_templates")),
        sa.UniqueConstraint("organization_id", "kind", name=op.f("uq_paper_templates_organization_id_kind")),
    )
    op.create_index(op.f("ix_paper_templates_account_id"), "paper_templates", ["account_id"])
    op.create_table(
        "paper_editions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("paper_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["meeting_papers.id"], name=op.f("fk_paper_editions_paper_id_meeting_papers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_editions")),
        sa.UniqueConstraint("paper_id", "number", name=op.f("uq_paper_editions_paper_id_number")),
    )
    op.create_index(op.f("ix_paper_editions_sha256"), "paper_editions", ["sha256"])
    op.create_table(
        "paper_numbers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("type", sa.String(10), nullable=False),
        sa.Column("term", sa.String(20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("symbol", sa.String(60), nullable=False),
        sa.Column("paper_id", sa.Uuid(), nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("void_reason", sa.String(500), nullable=True),
        sa.CheckConstraint(
            "(voided_at IS NULL) = (void_reason IS NULL)", name=op.f("ck_paper_numbers_void_with_reason")
        ),
        sa.CheckConstraint("number > 0", name=op.f("ck_paper_numbers_counts_from_one")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_paper_numbers_organization_id_organizations")
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["meeting_papers.id"], name=op.f("fk_paper_numbers_paper_id_meeting_papers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_numbers")),
        sa.UniqueConstraint(
            "organization_id", "type", "term", "number", name=op.f("uq_paper_numbers_organization_id_type_term_number")
        ),
    )
    op.create_index(op.f("ix_paper_numbers_paper_id"), "paper_numbers", ["paper_id"])
    op.create_table(
        "paper_versions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("paper_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sections", sa.JSON(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_paper_versions_account_id_accounts")),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["meeting_papers.id"], name=op.f("fk_paper_versions_paper_id_meeting_papers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_versions")),
        sa.UniqueConstraint("paper_id", "version", name=op.f("uq_paper_versions_paper_id_version")),
    )
    op.create_index(op.f("ix_paper_versions_account_id"), "paper_versions", ["account_id"])
    op.create_table(
        "signed_papers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("paper_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("same_text", sa.Boolean(), nullable=False),
        sa.Column("signatures", sa.JSON(), nullable=False),
        sa.Column("made_here", sa.Boolean(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_signed_papers_account_id_accounts")),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["meeting_papers.id"], name=op.f("fk_signed_papers_paper_id_meeting_papers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signed_papers")),
        sa.UniqueConstraint("paper_id", "sha256", name=op.f("uq_signed_papers_paper_id_sha256")),
    )
    op.create_index(op.f("ix_signed_papers_account_id"), "signed_papers", ["account_id"])
    op.create_index(op.f("ix_signed_papers_sha256"), "signed_papers", ["sha256"])
    for statement in evidence.append_only("paper_versions", op.get_bind().dialect.name):
        op.execute(statement)
    for statement in evidence.append_only("paper_editions", op.get_bind().dialect.name):
        op.execute(statement)
    for statement in evidence.append_only("paper_additions", op.get_bind().dialect.name):
        op.execute(statement)
    for statement in evidence.append_only("signed_papers", op.get_bind().dialect.name):
        op.execute(statement)
    rule_sets.load(op.get_bind())


def downgrade() -> None:
    for statement in evidence.forget_append_only("paper_versions", op.get_bind().dialect.name):
        op.execute(statement)
    for statement in evidence.forget_append_only("paper_editions", op.get_bind().dialect.name):
        op.execute(statement)
    for statement in evidence.forget_append_only("paper_additions", op.get_bind().dialect.name):
        op.execute(statement)
    for statement in evidence.forget_append_only("signed_papers", op.get_bind().dialect.name):
        op.execute(statement)
    for table in (
        "signed_papers",
        "paper_versions",
        "paper_numbers",
        "paper_editions",
        "paper_templates",
        "paper_additions",
        "meeting_scores",
        "meeting_reports",
        "meeting_papers",
        "paper_number_counters",
    ):
        op.drop_table(table)
