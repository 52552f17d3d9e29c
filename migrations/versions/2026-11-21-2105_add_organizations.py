"""Add organizations: kinds, tree, history, rule sets."""

import sqlalchemy as sa
from alembic import op

from api.kit.evidence import append_only, forget_append_only
from api.rooms.organizations import rule_sets

revision = "organizations"
down_revision = "kit"
branch_labels = None
depends_on = None

_KINDS = (
    ("province", "Đảng bộ tỉnh", 10, False),
    ("upper_committee", "Đảng bộ cấp trên trực tiếp cơ sở", 20, False),
    ("grassroots_committee", "Đảng bộ cơ sở", 30, False),
    ("sub_committee", "Đảng bộ bộ phận", 40, False),
    ("branch", "Chi bộ", 50, True),
    ("party_group", "Tổ đảng", 60, False),
)


def upgrade() -> None:
    """Create the tables, seed the catalogue, guard the history."""
    _create_tree()
    _create_history()
    _create_rule_sets()
    kinds = sa.table("organization_kinds", *(sa.column(name) for name in ("code", "name", "level", "is_branch")))
    op.bulk_insert(kinds, [dict(zip(("code", "name", "level", "is_branch"), kind, strict=True)) for kind in _KINDS])
    rule_sets.load(op.get_bind())
    for statement in append_only("organization_changes", op.get_context().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    """Drop everything."""
    for statement in forget_append_only("organization_changes", op.get_context().dialect.name):
        op.execute(statement)
    op.drop_table("rule_sets")
    op.drop_table("organization_changes")
    op.drop_table("organization_parents")
    op.drop_table("organization_closure")
    op.drop_table("organizations")
    op.drop_table("organization_kinds")


def _create_tree() -> None:
    """What is today."""
    op.create_table(
        "organization_kinds",
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("is_branch", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_organization_kinds")),
    )
    op.create_table(
        "organizations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("short_name", sa.String(60), nullable=True),
        sa.Column("name_folded", sa.String(200), nullable=False),
        sa.Column("code", sa.String(18), nullable=True),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("founded_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("place", sa.String(200), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("parent_id <> id", name=op.f("ck_organizations_not_its_own_parent")),
        sa.ForeignKeyConstraint(
            ["kind"], ["organization_kinds.code"], name=op.f("fk_organizations_kind_organization_kinds")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["organizations.id"], name=op.f("fk_organizations_parent_id_organizations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organizations")),
        sa.UniqueConstraint("code", name=op.f("uq_organizations_code")),
    )
    op.create_index(op.f("ix_organizations_parent_id"), "organizations", ["parent_id"], unique=False)
    op.create_table(
        "organization_closure",
        sa.Column("ancestor_id", sa.Uuid(), nullable=False),
        sa.Column("descendant_id", sa.Uuid(), nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ancestor_id"], ["organizations.id"], name=op.f("fk_organization_closure_ancestor_id_organizations")
        ),
        sa.ForeignKeyConstraint(
            ["descendant_id"], ["organizations.id"], name=op.f("fk_organization_closure_descendant_id_organizations")
        ),
        sa.PrimaryKeyConstraint("ancestor_id", "descendant_id", name=op.f("pk_organization_closure")),
    )
    op.create_index(
        op.f("ix_organization_closure_descendant_id"), "organization_closure", ["descendant_id"], unique=False
    )


def _create_history() -> None:
    """What was."""
    op.create_table(
        "organization_parents",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.CheckConstraint("to_on IS NULL OR to_on >= from_on", name=op.f("ck_organization_parents_in_order")),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organizations.id"],
            name=op.f("fk_organization_parents_organization_id_organizations"),
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["organizations.id"], name=op.f("fk_organization_parents_parent_id_organizations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization_parents")),
    )
    op.create_index(
        op.f("ix_organization_parents_organization_id"), "organization_parents", ["organization_id"], unique=False
    )
    op.create_index(op.f("ix_organization_parents_parent_id"), "organization_parents", ["parent_id"], unique=False)
    op.create_table(
        "organization_changes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("change", sa.String(40), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("decision", sa.String(120), nullable=True),
        sa.Column("other_id", sa.Uuid(), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organizations.id"],
            name=op.f("fk_organization_changes_organization_id_organizations"),
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["organizations.id"], name=op.f("fk_organization_changes_other_id_organizations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization_changes")),
    )
    op.create_index(
        op.f("ix_organization_changes_organization_id"), "organization_changes", ["organization_id"], unique=False
    )
    op.create_index(op.f("ix_organization_changes_other_id"), "organization_changes", ["other_id"], unique=False)


def _create_rule_sets() -> None:
    """Dated rules."""
    op.create_table(
        "rule_sets",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("topic", sa.String(60), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("effective_to", sa.Date(), nullable=True),
        sa.Column("citation", sa.String(300), nullable=False),
        sa.Column("source_level", sa.String(1), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=True),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.CheckConstraint("source_level IN ('P', 'N', 'S')", name=op.f("ck_rule_sets_source_level")),
        sa.CheckConstraint("effective_to IS NULL OR effective_to > effective_from", name=op.f("ck_rule_sets_in_order")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_rule_sets_organization_id_organizations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_sets")),
    )
    op.create_index(
        "uq_rule_sets_house",
        "rule_sets",
        ["topic", "effective_from", "version"],
        unique=True,
        sqlite_where=sa.text("organization_id IS NULL"),
        postgresql_where=sa.text("organization_id IS NULL"),
    )
    op.create_index(
        "uq_rule_sets_subtree", "rule_sets", ["organization_id", "topic", "effective_from", "version"], unique=True
    )
