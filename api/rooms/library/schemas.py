"""What goes in and out of the room."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from api.rooms.library.audiences import Kind
from api.rooms.library.models import ContentState, State

Color = Literal["yellow", "green", "blue", "pink"]


class Request(BaseModel):
    """What comes in forbids what it does not know."""

    model_config = ConfigDict(extra="forbid")


class Read(BaseModel):
    """What goes out is read from rows."""

    model_config = ConfigDict(from_attributes=True)


class HighlightRequest(Request):
    """A coloured piece of one block; offsets count characters of the block's text."""

    document_id: UUID
    file_id: UUID
    block: int = Field(ge=0, le=1_000_000)
    start: int = Field(ge=0, le=1_000_000)
    end: int = Field(ge=1, le=1_000_000)
    color: Color


class NoteRequest(Request):
    """Private words about a document, or one block of it."""

    document_id: UUID
    file_id: UUID | None = None
    block: int | None = Field(default=None, ge=0, le=1_000_000)
    text: str = Field(min_length=1, max_length=4000)


class ProgressRequest(Request):
    """Where the reader is, and when the phone noted it."""

    file_id: UUID | None = None
    block: int = Field(ge=0, le=1_000_000)
    at: AwareDatetime


class TypeRead(Read):
    """A type of documents."""

    code: str
    name: str


class FiltersRead(BaseModel):
    """What the reader's documents can be narrowed by."""

    types: list[TypeRead]
    issuers: list[str]
    years: list[int]


class FileRead(Read):
    """A file and how far reading it has come; `failure` is a code."""

    id: UUID
    name: str
    media_type: str
    size: int = Field(description="Bytes.")
    sha256: str
    pages: int
    position: int
    state: ContentState
    failure: str | None


class DocumentRead(Read):
    """A document in a list."""

    id: UUID
    number_symbol: str | None
    type: str
    type_name: str
    title: str
    summary: str | None
    issuer_id: UUID | None
    issuer_name: str
    issued_on: date | None
    effective_on: date | None
    signer: str | None
    publisher_id: UUID
    audience_organization_id: UUID
    audience_kinds: list[Kind]
    study_by_on: date | None
    state: State
    replaces_id: UUID | None
    replaced_by_id: UUID | None
    published_at: datetime | None
    withdrawn_reason: str | None
    changed: int = Field(description="Grows with every change a reader can see: the ETag of its content.")
    version: int = Field(description="For If-Match when editing.")


class DocumentDetail(DocumentRead):
    """A document with its files and what is the reader's own."""

    files: list[FileRead]
    bookmarked: bool
    acknowledged_at: datetime | None
    may_edit: bool


class BlockRead(BaseModel):
    """A piece of reflowed text."""

    number: int = Field(description="Place in its file, from 0; stable, highlights refer to it.")
    page: int = Field(description="Page of the original, from 1.")
    kind: Literal["heading", "paragraph", "item", "table"]
    level: int = Field(description="Of a heading or item, from 1; 0 otherwise.")
    text: str = Field(description="A table's cells are joined by tabs and newlines here.")
    rows: list[list[str]] | None


class SectionRead(BaseModel):
    """The text of one file."""

    file_id: UUID
    name: str
    media_type: str
    pages: int
    state: ContentState
    failure: str | None
    recognized_pages: list[int] = Field(description="Read by OCR: may hold mistakes.")
    blocks: list[BlockRead]


class ContentRead(BaseModel):
    """A document's text as a phone shows it."""

    document_id: UUID
    changed: int
    sections: list[SectionRead]


class Part(BaseModel):
    """A run of text; `hit` when it answers the query."""

    text: str
    hit: bool


class HitRead(BaseModel):
    """A found document with the passage that answers best; `file_id` and `block` open the reader there."""

    document: DocumentRead
    title: list[Part]
    snippet: list[Part]
    file_id: UUID | None
    block: int | None


class ChangeRead(BaseModel):
    """A document that is new or changed, or (document null) one to remove from the phone."""

    id: UUID
    changed: int
    document: DocumentDetail | None


class ChangesRead(BaseModel):
    """A piece of the feed. `reset`: forget everything first, what you may read has changed."""

    items: list[ChangeRead]
    next_since: int
    more: bool
    scope: str
    reset: bool


class BookmarkRead(Read):
    """A document kept at hand."""

    document_id: UUID
    created_at: datetime


class HighlightRead(BaseModel):
    """A coloured piece of text."""

    id: UUID
    document_id: UUID
    file_id: UUID
    block: int
    start: int
    end: int
    color: Color


class NoteRead(Read):
    """A private note."""

    id: UUID
    document_id: UUID
    file_id: UUID | None
    block: int | None
    text: str
    updated_at: datetime


class ProgressRead(Read):
    """Where the reader left off."""

    document_id: UUID
    file_id: UUID | None
    block: int
    updated_at: datetime


class AcknowledgementRead(Read):
    """The member said: studied."""

    document_id: UUID
    created_at: datetime


class MineRead(BaseModel):
    """All a reader keeps, nobody else's business."""

    bookmarks: list[BookmarkRead]
    highlights: list[HighlightRead]
    notes: list[NoteRead]
    progress: list[ProgressRead]
    acknowledgements: list[AcknowledgementRead]


class SignatureRead(BaseModel):
    """What can honestly be said of one signature in a PDF."""

    file_id: UUID
    signer: str | None = Field(description="Subject of the certificate.")
    organization: str | None
    signed_at: datetime | None = Field(description="As the signer's clock or a time stamp says.")
    timestamped: bool
    intact: bool = Field(description="The signed bytes are unchanged.")
    covers_whole_file: bool = Field(description="Nothing was added after signing, or only what the signature allows.")
    trusted: bool = Field(description="The certificate leads to one of the trusted roots of this house.")
    revocation: Literal["not_checked"]
    verdict: Literal["trusted", "signer_unknown", "changed", "unreadable"]
