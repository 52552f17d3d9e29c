"""What a reader sees of documents."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session

from api.kit.actors import Actor
from api.kit.pages import Page, PageRequest
from api.rooms.library import reflow, repository
from api.rooms.library.errors import DocumentNotFound
from api.rooms.library.models import DocumentFile, DocumentType, FileContent, FilePage
from api.rooms.library.schemas import (
    BlockRead,
    ContentRead,
    DocumentDetail,
    DocumentRead,
    FiltersRead,
    SectionRead,
    TypeRead,
)
from api.rooms.library.service.describing import as_read, with_details
from api.rooms.library.service.readers import reader_of
from api.rooms.library.sight import Narrowing


def list_documents(session: Session, actor: Actor, narrowing: Narrowing, page: PageRequest) -> Page[DocumentRead]:
    """The documents he reads, newest first."""
    rows, cursor = repository.list_readable(session, reader_of(session, actor), narrowing, page)
    return Page(items=[as_read(row) for row in rows], next_cursor=cursor)


def list_desk(session: Session, actor: Actor, narrowing: Narrowing, page: PageRequest) -> Page[DocumentRead]:
    """The documents he publishes, drafts too."""
    rows, cursor = repository.list_managed(session, reader_of(session, actor), narrowing, page)
    return Page(items=[as_read(row) for row in rows], next_cursor=cursor)


def read_document(session: Session, actor: Actor, document_id: UUID) -> DocumentDetail:
    """One document with its files."""
    reader = reader_of(session, actor)
    row = repository.find_document(session, reader, document_id)
    if row is None:
        raise DocumentNotFound
    return with_details(session, reader, [row])[0]


def read_content(session: Session, actor: Actor, document_id: UUID) -> ContentRead:
    """Its text, reflowed."""
    row = repository.find_document(session, reader_of(session, actor), document_id)
    if row is None:
        raise DocumentNotFound
    sections = sections_of(session, document_id)
    return ContentRead(document_id=document_id, changed=row[0].changed, sections=sections)


def sections_of(session: Session, document_id: UUID) -> list[SectionRead]:
    """The text of each file of a document the caller has already been shown."""
    files = repository.list_files(session, [document_id])
    pages = defaultdict[UUID, list[FilePage]](list)
    for page in repository.list_pages(session, [content.id for _, content in files]):
        pages[page.content_id].append(page)
    return [_section(file, content, pages[content.id]) for file, content in files]


def read_types(session: Session) -> Sequence[DocumentType]:
    """The catalogue of types."""
    return repository.list_types(session)


def read_filters(session: Session, actor: Actor) -> FiltersRead:
    """By what his documents can be narrowed."""
    found = repository.list_filters(session, reader_of(session, actor))
    used = {kind for kind, _, _ in found}
    return FiltersRead(
        types=[
            TypeRead(code=kind.code, name=kind.name) for kind in repository.list_types(session) if kind.code in used
        ],
        issuers=sorted({issuer for _, issuer, _ in found}),
        years=sorted({issued_on.year for _, _, issued_on in found if issued_on}, reverse=True),
    )


def _section(file: DocumentFile, content: FileContent, pages: Sequence[FilePage]) -> SectionRead:
    blocks = [
        BlockRead(number=number, page=page, **block)
        for number, (page, block) in enumerate(reflow.join_pages(page.blocks for page in pages))
    ]
    return SectionRead(
        file_id=file.id,
        name=file.name,
        media_type=content.media_type,
        pages=content.pages,
        state=content.state,
        failure=content.failure,
        recognized_pages=[page.number for page in pages if page.recognized],
        blocks=blocks,
    )
