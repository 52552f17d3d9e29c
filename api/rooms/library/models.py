"""Tables of the room. The search index itself (`search_words`) has no model; see `search_index.py`."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from api.kit import clock
from api.kit.models import Moment, Row, words


class DocumentType(SQLModel, table=True):
    """The catalogue of types (HD 05-HD/VPTW): data, because the list changes with each guidance."""

    __tablename__ = "document_types"

    code: str = Field(primary_key=True, max_length=10)
    """As in the number-symbol: `NQ`, `QĐ`, `CTr`."""
    name: str = Field(max_length=60)
    position: int
    """Order in menus."""


class State(StrEnum):
    """How far a document is on its way. Replaced ones stay readable, withdrawn ones do not."""

    DRAFT = "draft"
    PUBLISHED = "published"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


class Document(Row, table=True):
    """A paper with what its head says, whom it is for, and where it stands."""

    __tablename__ = "documents"
    __table_args__ = (
        CheckConstraint("replaces_id <> id", name="does_not_replace_itself"),
        CheckConstraint("(state = 'draft') = (published_at IS NULL)", name="published_when_not_draft"),
        CheckConstraint("(state = 'withdrawn') = (withdrawn_reason IS NOT NULL)", name="withdrawn_with_reason"),
    )

    publisher_id: UUID = Field(foreign_key="organizations.id", index=True)
    """The organisation whose officers keep this document here."""
    number_symbol: str | None = Field(default=None, max_length=60)
    symbol_key: str | None = Field(default=None, max_length=60, index=True)
    """The number-symbol in the form in which two spellings of it are equal; see `symbols.py`."""
    type: str = Field(foreign_key="document_types.code", max_length=10, index=True)
    title: str = Field(max_length=500)
    summary: str | None = Field(default=None, max_length=2000)
    issuer_id: UUID | None = Field(default=None, foreign_key="organizations.id", index=True)
    issuer_name: str = Field(max_length=200)
    issued_on: date | None = Field(default=None, index=True)
    effective_on: date | None = None
    signer: str | None = Field(default=None, max_length=120)
    audience_organization_id: UUID = Field(foreign_key="organizations.id", index=True)
    audience_kinds: int = 0
    """Bits of `audiences.Kind`; 0 is everybody in the subtree."""
    study_by_on: date | None = None
    state: State = Field(default=State.DRAFT, sa_type=words(State), index=True)
    replaces_id: UUID | None = Field(default=None, foreign_key="documents.id", index=True)
    published_at: datetime | None = Field(default=None, sa_type=Moment, index=True)
    withdrawn_reason: str | None = Field(default=None, max_length=500)
    changed: int = Field(default=0, sa_type=BigInteger, index=True)
    """Position in the feed of changes; see `LibraryClock`."""
    version: int = 1


class LibraryClock(SQLModel, table=True):
    """One row that counts changes.

    Whoever changes what readers see takes the next number and holds the row until the commit, so numbers become
    visible in their order and a phone that asks "since 41" misses nothing.
    """

    __tablename__ = "library_clock"

    id: int = Field(primary_key=True)
    ticks: int = Field(sa_type=BigInteger)


class ContentState(StrEnum):
    """How far reading a file's text has come."""

    WAITING = "waiting"
    EXTRACTING = "extracting"
    READY = "ready"
    FAILED = "failed"
    REFUSED_SECRET = "refused_secret"  # noqa: S105 - no password


class FileContent(Row, table=True):
    """Bytes stored once, however often they were uploaded, and what was read out of them."""

    __tablename__ = "file_contents"

    sha256: str = Field(max_length=64, unique=True)
    size: int
    media_type: str = Field(max_length=100)
    pages: int
    state: ContentState = Field(default=ContentState.WAITING, sa_type=words(ContentState))
    failure: str | None = Field(default=None, max_length=60)
    """The code of what went wrong, for `failed` and `refused_secret`."""


class FilePage(SQLModel, table=True):
    """The text of one page, written as soon as it is read: a crash resumes at the next page."""

    __tablename__ = "file_pages"

    content_id: UUID = Field(primary_key=True, foreign_key="file_contents.id")
    number: int = Field(primary_key=True)
    recognized: bool
    """Read by OCR from a picture, so it may hold mistakes."""
    blocks: list[dict[str, Any]] = Field(sa_type=JSON)


class DocumentFile(Row, table=True):
    """A file of a document, or one just uploaded and waiting for its document."""

    __tablename__ = "document_files"

    document_id: UUID | None = Field(default=None, foreign_key="documents.id", index=True)
    content_id: UUID = Field(foreign_key="file_contents.id", index=True)
    name: str = Field(max_length=200)
    position: int = 0
    uploaded_by: UUID | None = Field(default=None, foreign_key="accounts.id", index=True)
    held_for: str | None = Field(default=None, max_length=40)
    """What outside the library needs this file, such as `meetings.paper`; no document takes it, no sweep deletes it."""


class Passage(SQLModel, table=True):
    """A piece of a published document as search sees it: its head, or one block of text."""

    __tablename__ = "passages"

    place: int = Field(primary_key=True, sa_type=BigInteger)
    """Where the passage stands in the order in which candidates are looked at; see `search_index.py`."""
    document_id: UUID = Field(foreign_key="documents.id", index=True)
    file_id: UUID | None = Field(default=None, foreign_key="document_files.id")
    block: int | None = None
    text: str
    exact: str
    folded: str


class Bookmark(SQLModel, table=True):
    """A reader's own mark on a document."""

    __tablename__ = "bookmarks"

    account_id: UUID = Field(primary_key=True, foreign_key="accounts.id")
    document_id: UUID = Field(primary_key=True, foreign_key="documents.id", index=True)
    created_at: datetime = Field(default_factory=clock.now, sa_type=Moment)


class Highlight(Row, table=True):
    """A reader's own colour on a piece of text; the id is the phone's."""

    __tablename__ = "highlights"
    __table_args__ = (CheckConstraint("start_at >= 0 AND end_at > start_at", name="in_order"),)

    account_id: UUID = Field(foreign_key="accounts.id", index=True)
    document_id: UUID = Field(foreign_key="documents.id", index=True)
    file_id: UUID = Field(foreign_key="document_files.id")
    block: int
    start_at: int
    end_at: int
    color: str = Field(max_length=20)


class Note(Row, table=True):
    """A reader's own words about a document or one block of it; the id is the phone's."""

    __tablename__ = "notes"

    account_id: UUID = Field(foreign_key="accounts.id", index=True)
    document_id: UUID = Field(foreign_key="documents.id", index=True)
    file_id: UUID | None = Field(default=None, foreign_key="document_files.id")
    block: int | None = None
    text: str = Field(max_length=4000)
    updated_at: datetime = Field(default_factory=clock.now, sa_type=Moment)


class Progress(SQLModel, table=True):
    """Where a reader left off. His own: no listing, count or report ever reads it."""

    __tablename__ = "reading_progress"

    account_id: UUID = Field(primary_key=True, foreign_key="accounts.id")
    document_id: UUID = Field(primary_key=True, foreign_key="documents.id", index=True)
    file_id: UUID | None = Field(default=None, foreign_key="document_files.id")
    block: int
    updated_at: datetime = Field(sa_type=Moment)
    """When the phone noted it; the later of two phones wins."""


class Acknowledgement(Row, table=True):
    """A member's own word that he has studied a document; counted by unit."""

    __tablename__ = "acknowledgements"
    __table_args__ = (UniqueConstraint("document_id", "member_id"),)

    document_id: UUID = Field(foreign_key="documents.id")
    member_id: UUID = Field(foreign_key="members.id", index=True)
    branch_id: UUID = Field(foreign_key="organizations.id", index=True)
    """The member's branch on that day."""


class TrustAnchor(Row, table=True):
    """A root certificate whose signatures this house believes."""

    __tablename__ = "trust_anchors"

    name: str = Field(max_length=200)
    sha256: str = Field(max_length=64, unique=True)
    certificate: bytes
    """DER."""
    valid_until_at: datetime = Field(sa_type=Moment)
