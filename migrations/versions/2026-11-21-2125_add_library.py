"""Add library: documents, their files and text, the search index, what readers keep, trusted roots."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "library"
down_revision = "positions"
branch_labels = None
depends_on = None

_TYPES = (
    ("NQ", "Nghị quyết"),
    ("CT", "Chỉ thị"),
    ("KL", "Kết luận"),
    ("QĐ", "Quyết định, quy định"),
    ("QC", "Quy chế"),
    ("HD", "Hướng dẫn"),
    ("TB", "Thông báo"),
    ("BC", "Báo cáo"),
    ("KH", "Kế hoạch"),
    ("CTr", "Chương trình"),
    ("ĐA", "Đề án"),
    ("PA", "Phương án"),
    ("TTr", "Tờ trình"),
    ("CV", "Công văn"),
    ("BB", "Biên bản"),
    ("TT", "Thông tri"),
    ("TL", "Tài liệu"),
)
_TABLES = (
    *("trust_anchors", "acknowledgements", "reading_progress", "notes", "highlights", "bookmarks", "passages"),
    *("document_files", "file_pages", "file_contents", "library_clock", "documents", "document_types"),
)


def upgrade() -> None:
    _create_documents()
    _create_files()
    _create_passages()
    _create_readers_own()
    _create_acknowledgements()
    op.create_table(
        "trust_anchors",
        *_row(),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("certificate", sa.LargeBinary(), nullable=False),
        sa.Column("valid_until_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trust_anchors")),
        sa.UniqueConstraint("sha256", name=op.f("uq_trust_anchors_sha256")),
    )
    _fill()


def downgrade() -> None:
    op.execute("DROP TABLE search_words")
    for table in _TABLES:
        op.drop_table(table)


def _row() -> tuple[sa.Column[Any], sa.Column[Any]]:
    return (
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    )


def _to(table: str, column: str, target: str, target_column: str = "id") -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.{target_column}"], name=name)


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def _create_documents() -> None:
    op.create_table(
        "document_types",
        sa.Column("code", sa.String(10), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_document_types")),
    )
    op.create_table(
        "library_clock",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ticks", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_library_clock")),
    )
    op.create_table(
        "documents",
        *_row(),
        sa.Column("publisher_id", sa.Uuid(), nullable=False),
        sa.Column("number_symbol", sa.String(60), nullable=True),
        sa.Column("symbol_key", sa.String(60), nullable=True),
        sa.Column("type", sa.String(10), nullable=False),
        sa.Column("title", sa.String(500), nullable=False),
        sa.Column("summary", sa.String(2000), nullable=True),
        sa.Column("issuer_id", sa.Uuid(), nullable=True),
        sa.Column("issuer_name", sa.String(200), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("signer", sa.String(120), nullable=True),
        sa.Column("audience_organization_id", sa.Uuid(), nullable=False),
        sa.Column("audience_kinds", sa.Integer(), nullable=False),
        sa.Column("study_by_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("replaces_id", sa.Uuid(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_reason", sa.String(500), nullable=True),
        sa.Column("changed", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("replaces_id <> id", name=op.f("ck_documents_does_not_replace_itself")),
        sa.CheckConstraint(
            "(state = 'draft') = (published_at IS NULL)", name=op.f("ck_documents_published_when_not_draft")
        ),
        sa.CheckConstraint(
            "(state = 'withdrawn') = (withdrawn_reason IS NOT NULL)", name=op.f("ck_documents_withdrawn_with_reason")
        ),
        _to("documents", "publisher_id", "organizations"),
        _to("documents", "type", "document_types", "code"),
        _to("documents", "issuer_id", "organizations"),
        _to("documents", "audience_organization_id", "organizations"),
        _to("documents", "replaces_id", "documents"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
    )
    _index("documents", "publisher_id", "symbol_key", "type", "issuer_id", "issued_on")
    _index("documents", "audience_organization_id", "state", "replaces_id", "published_at", "changed")


def _create_files() -> None:
    op.create_table(
        "file_contents",
        *_row(),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(100), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("failure", sa.String(60), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_contents")),
        sa.UniqueConstraint("sha256", name=op.f("uq_file_contents_sha256")),
    )
    op.create_table(
        "file_pages",
        sa.Column("content_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("recognized", sa.Boolean(), nullable=False),
        sa.Column("blocks", sa.JSON(), nullable=False),
        _to("file_pages", "content_id", "file_contents"),
        sa.PrimaryKeyConstraint("content_id", "number", name=op.f("pk_file_pages")),
    )
    op.create_table(
        "document_files",
        *_row(),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.Column("content_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("uploaded_by", sa.Uuid(), nullable=True),
        _to("document_files", "document_id", "documents"),
        _to("document_files", "content_id", "file_contents"),
        _to("document_files", "uploaded_by", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_files")),
    )
    _index("document_files", "document_id", "content_id", "uploaded_by")


def _create_passages() -> None:
    """The passages, and beside them the index of their words: FTS5 on SQLite, tsvector with GIN on PostgreSQL."""
    op.create_table(
        "passages",
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=True),
        sa.Column("block", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("exact", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        _to("passages", "document_id", "documents"),
        _to("passages", "file_id", "document_files"),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_passages")),
    )
    _index("passages", "document_id")
    if op.get_context().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE search_words USING fts5(head_exact, head_folded, exact, folded, content='', "
            "contentless_delete=1, prefix='1 2 3', tokenize=\"unicode61 remove_diacritics 0\")"
        )
    else:
        op.execute("CREATE TABLE search_words (place bigint PRIMARY KEY, words tsvector NOT NULL)")
        op.execute("CREATE INDEX search_words_words ON search_words USING gin (words) WITH (fastupdate = off)")


def _create_readers_own() -> None:
    op.create_table(
        "bookmarks",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        _to("bookmarks", "account_id", "accounts"),
        _to("bookmarks", "document_id", "documents"),
        sa.PrimaryKeyConstraint("account_id", "document_id", name=op.f("pk_bookmarks")),
    )
    _index("bookmarks", "document_id")
    op.create_table(
        "highlights",
        *_row(),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("block", sa.Integer(), nullable=False),
        sa.Column("start_at", sa.Integer(), nullable=False),
        sa.Column("end_at", sa.Integer(), nullable=False),
        sa.Column("color", sa.String(20), nullable=False),
        sa.CheckConstraint("start_at >= 0 AND end_at > start_at", name=op.f("ck_highlights_in_order")),
        _to("highlights", "account_id", "accounts"),
        _to("highlights", "document_id", "documents"),
        _to("highlights", "file_id", "document_files"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_highlights")),
    )
    _index("highlights", "account_id", "document_id")
    op.create_table(
        "notes",
        *_row(),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=True),
        sa.Column("block", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(4000), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        _to("notes", "account_id", "accounts"),
        _to("notes", "document_id", "documents"),
        _to("notes", "file_id", "document_files"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
    )
    _index("notes", "account_id", "document_id")


def _create_acknowledgements() -> None:
    op.create_table(
        "reading_progress",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=True),
        sa.Column("block", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        _to("reading_progress", "account_id", "accounts"),
        _to("reading_progress", "document_id", "documents"),
        _to("reading_progress", "file_id", "document_files"),
        sa.PrimaryKeyConstraint("account_id", "document_id", name=op.f("pk_reading_progress")),
    )
    _index("reading_progress", "document_id")
    op.create_table(
        "acknowledgements",
        *_row(),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("branch_id", sa.Uuid(), nullable=False),
        _to("acknowledgements", "document_id", "documents"),
        _to("acknowledgements", "member_id", "members"),
        _to("acknowledgements", "branch_id", "organizations"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acknowledgements")),
        sa.UniqueConstraint("document_id", "member_id", name=op.f("uq_acknowledgements_document_id_member_id")),
    )
    _index("acknowledgements", "member_id", "branch_id")


def _fill() -> None:
    """The catalogue of types, and the clock at zero."""
    types = sa.table("document_types", sa.column("code"), sa.column("name"), sa.column("position"))
    rows = [{"code": code, "name": name, "position": place} for place, (code, name) in enumerate(_TYPES)]
    op.bulk_insert(types, rows)
    ticks = sa.table("library_clock", sa.column("id"), sa.column("ticks"))
    op.bulk_insert(ticks, [{"id": 1, "ticks": 0}])
