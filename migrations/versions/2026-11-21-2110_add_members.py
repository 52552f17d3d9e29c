"""Add members: cards and their history, transfers, requests, imports."""

import sqlalchemy as sa
from alembic import op

revision = "members"
down_revision = "organizations"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    _create_cards()
    _create_proceedings()
    _create_imports()


def downgrade() -> None:
    """Drop everything."""
    op.drop_table("import_problems")
    op.drop_table("member_imports")
    op.drop_table("data_requests")
    op.drop_table("transfers")
    op.drop_table("exemptions")
    op.drop_table("memberships")
    op.drop_table("member_states")
    op.drop_table("members")


def _create_cards() -> None:
    """Who is a member, where, in which state."""
    op.create_table(
        "members",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("full_name", sa.String(120), nullable=False),
        sa.Column("name_key", sa.String(260), nullable=False),
        sa.Column("name_folded", sa.String(120), nullable=False),
        sa.Column("birth_on", sa.Date(), nullable=False),
        sa.Column("sex", sa.String(40), nullable=False),
        sa.Column("admitted_on", sa.Date(), nullable=False),
        sa.Column("official_on", sa.Date(), nullable=True),
        sa.Column("card_hash", sa.String(64), nullable=True),
        sa.Column("card_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("card_tail", sa.String(4), nullable=True),
        sa.Column("branch_id", sa.Uuid(), nullable=False),
        sa.Column("phone", sa.String(20), nullable=True),
        sa.Column("email", sa.String(120), nullable=True),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("merged_into_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(state = 'merged') = (merged_into_id IS NOT NULL)", name=op.f("ck_members_merged_into")),
        sa.CheckConstraint(
            "official_on IS NULL OR official_on >= admitted_on", name=op.f("ck_members_official_after_admission")
        ),
        sa.ForeignKeyConstraint(["branch_id"], ["organizations.id"], name=op.f("fk_members_branch_id_organizations")),
        sa.ForeignKeyConstraint(["merged_into_id"], ["members.id"], name=op.f("fk_members_merged_into_id_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_members")),
        sa.UniqueConstraint("card_hash", name=op.f("uq_members_card_hash")),
    )
    op.create_index("ix_members_branch_id_state", "members", ["branch_id", "state"], unique=False)
    op.create_index(op.f("ix_members_merged_into_id"), "members", ["merged_into_id"], unique=False)
    op.create_index("ix_members_name_folded_birth_on", "members", ["name_folded", "birth_on"], unique=False)
    op.create_index(op.f("ix_members_name_key"), "members", ["name_key"], unique=False)
    op.create_index(op.f("ix_members_phone"), "members", ["phone"], unique=False)
    op.create_table(
        "member_states",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(300), nullable=True),
        sa.Column("decision", sa.String(120), nullable=True),
        sa.CheckConstraint("to_on IS NULL OR to_on >= from_on", name=op.f("ck_member_states_in_order")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_member_states_member_id_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_states")),
    )
    op.create_index(op.f("ix_member_states_member_id"), "member_states", ["member_id"], unique=False)
    op.create_table(
        "memberships",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("branch_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.CheckConstraint("to_on IS NULL OR to_on >= from_on", name=op.f("ck_memberships_in_order")),
        sa.ForeignKeyConstraint(
            ["branch_id"], ["organizations.id"], name=op.f("fk_memberships_branch_id_organizations")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_memberships_member_id_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memberships")),
    )
    op.create_index(op.f("ix_memberships_branch_id"), "memberships", ["branch_id"], unique=False)
    op.create_index(op.f("ix_memberships_member_id"), "memberships", ["member_id"], unique=False)
    op.create_table(
        "exemptions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("reason", sa.String(300), nullable=True),
        sa.Column("decision", sa.String(120), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("expected_until_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.CheckConstraint("to_on IS NULL OR to_on >= from_on", name=op.f("ck_exemptions_in_order")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_exemptions_member_id_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exemptions")),
    )
    op.create_index(op.f("ix_exemptions_member_id"), "exemptions", ["member_id"], unique=False)


def _create_proceedings() -> None:
    """What is under way."""
    op.create_table(
        "transfers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("from_branch_id", sa.Uuid(), nullable=False),
        sa.Column("to_branch_id", sa.Uuid(), nullable=True),
        sa.Column("to_place", sa.String(200), nullable=True),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("decision", sa.String(120), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("introduce_by", sa.Date(), nullable=False),
        sa.Column("introduced_on", sa.Date(), nullable=True),
        sa.Column("present_by", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.CheckConstraint("(to_branch_id IS NULL) <> (to_place IS NULL)", name=op.f("ck_transfers_one_goal")),
        sa.ForeignKeyConstraint(
            ["from_branch_id"], ["organizations.id"], name=op.f("fk_transfers_from_branch_id_organizations")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_transfers_member_id_members")),
        sa.ForeignKeyConstraint(
            ["to_branch_id"], ["organizations.id"], name=op.f("fk_transfers_to_branch_id_organizations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfers")),
    )
    op.create_index(op.f("ix_transfers_from_branch_id"), "transfers", ["from_branch_id"], unique=False)
    op.create_index(op.f("ix_transfers_member_id"), "transfers", ["member_id"], unique=False)
    op.create_index(op.f("ix_transfers_to_branch_id"), "transfers", ["to_branch_id"], unique=False)
    op.create_table(
        "data_requests",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("text", sa.String(2000), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("acknowledge_by", sa.Date(), nullable=False),
        sa.Column("finish_by", sa.Date(), nullable=False),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.String(2000), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_data_requests_member_id_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_requests")),
    )
    op.create_index(op.f("ix_data_requests_member_id"), "data_requests", ["member_id"], unique=False)
    op.create_index(op.f("ix_data_requests_state"), "data_requests", ["state"], unique=False)


def _create_imports() -> None:
    """Excel files."""
    op.create_table(
        "member_imports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("file_name", sa.String(200), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("storage_key", sa.String(120), nullable=True),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("failure", sa.String(60), nullable=True),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("good", sa.Integer(), nullable=False),
        sa.Column("bad", sa.Integer(), nullable=False),
        sa.Column("created", sa.Integer(), nullable=False),
        sa.Column("updated", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_member_imports_organization_id_organizations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_imports")),
    )
    op.create_index(op.f("ix_member_imports_account_id"), "member_imports", ["account_id"], unique=False)
    op.create_index(op.f("ix_member_imports_organization_id"), "member_imports", ["organization_id"], unique=False)
    op.create_table(
        "import_problems",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("cell", sa.String(12), nullable=False),
        sa.Column("field", sa.String(40), nullable=False),
        sa.Column("value", sa.String(200), nullable=True),
        sa.Column("reason_code", sa.String(60), nullable=False),
        sa.Column("params", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"], ["member_imports.id"], name=op.f("fk_import_problems_import_id_member_imports")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_problems")),
        sa.UniqueConstraint("import_id", "number", name=op.f("uq_import_problems_import_id_number")),
    )
