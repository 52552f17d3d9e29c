"""Papers by the folder, for the command line: brought in, read, published with a head guessed from their text."""

import hashlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from obstore.store import ObjectStore
from sqlmodel import Session

from api.kit import audit, clock
from api.kit.db import Database
from api.kit.errors import AppError
from api.kit.storage import Stored
from api.rooms.library import formats, papers, reflow, repository, symbols
from api.rooms.library.models import ContentState, Document, DocumentFile, FileContent, State
from api.rooms.library.service.indexing import index_document
from api.rooms.library.service.uploading import content_of, inspect, store

LOOK_SECONDS = 0.5
_ENDINGS = frozenset(ending for kind in formats.FORMATS.values() for ending in kind.endings)
_UNREAD = (ContentState.WAITING, ContentState.EXTRACTING)


@dataclass(frozen=True)
class Imported:
    """What became of one file: published, unchanged (here already), or refused with a code."""

    path: Path
    outcome: str
    document_id: UUID | None = None
    title: str | None = None
    params: dict[str, object] | None = None


OnProgress = Callable[[int, int], None]


def import_folder(
    database: Database,
    store_: ObjectStore,
    folder: Path,
    publisher_id: UUID,
    *,
    on_progress: OnProgress = lambda _done, _all: None,
) -> list[Imported]:
    """Publish every PDF, DOCX and picture below `folder` for the publisher's subtree; the same again changes nothing.

    A job engine has to be at work, in this process or another; a file counts as done when its text is read.
    """
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix.lower() in _ENDINGS)
    results: dict[Path, Imported] = {}
    waiting: dict[Path, UUID] = {}
    for path in paths:
        try:
            waiting[path] = _bring_in(database, store_, path)
        except AppError as refusal:
            results[path] = Imported(path, refusal.code, params=refusal.params)
    for path, content_id in _as_they_are_read(database, waiting):
        results[path] = _publish(database, path, content_id, publisher_id)
        on_progress(len(results), len(paths))
    return [results[path] for path in paths]


def _bring_in(database: Database, store_: ObjectStore, path: Path) -> UUID:
    with path.open("rb") as file:
        stored = Stored(path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())
    inspected = inspect(path, path.name, stored)
    store(store_, inspected)
    with database.writing() as session:
        return content_of(session, inspected).id


def _as_they_are_read(database: Database, waiting: dict[Path, UUID]) -> Iterator[tuple[Path, UUID]]:
    left = dict(waiting)
    while left:
        with database.reading() as session:
            unread = {content.id for content in repository.unfinished(session)}
        ready = [path for path, content_id in left.items() if content_id not in unread]
        for path in ready:
            yield path, left.pop(path)
        if not ready:
            time.sleep(LOOK_SECONDS)


def _publish(database: Database, path: Path, content_id: UUID, publisher_id: UUID) -> Imported:
    with database.writing() as session:
        content = repository.find_content(session, content_id)
        if content is None or content.state is not ContentState.READY:
            return Imported(path, _why(content), params={"mark": content.failure if content else None})
        for document in repository.documents_with_content(session, content_id):
            if document.publisher_id == publisher_id:
                return Imported(path, "unchanged", document.id, document.title)
        document = _document(session, path, content, publisher_id)
        return Imported(path, "published", document.id, document.title)


def _why(content: FileContent | None) -> str:
    if content is not None and content.state is ContentState.REFUSED_SECRET:
        return "library.secret_refused"
    return (content.failure if content else None) or "library.files_failed"


def _document(session: Session, path: Path, content: FileContent, publisher_id: UUID) -> Document:
    pages = [page.blocks for page in repository.list_pages(session, [content.id])]
    blocks = [block for _, block in reflow.join_pages(pages)]
    head = papers.guess(blocks, path.name, {kind.code for kind in repository.list_types(session)})
    document = Document(
        publisher_id=publisher_id,
        audience_organization_id=publisher_id,
        type=head.type,
        title=head.title,
        number_symbol=head.number_symbol,
        symbol_key=symbols.key(head.number_symbol) if head.number_symbol else None,
        issuer_name=head.issuer_name or repository.organization_names(session, [publisher_id])[publisher_id],
        issued_on=head.issued_on,
        state=State.PUBLISHED,
        published_at=clock.now(),
        changed=repository.tick(session),
    )
    session.add(document)
    session.flush()
    session.add(DocumentFile(document_id=document.id, content_id=content.id, name=formats.safe_name(path.name)))
    session.flush()
    index_document(session, document)
    audit.note(
        session,
        None,
        "library.document_imported",
        subject_kind="document",
        subject_id=document.id,
        organization_id=publisher_id,
    )
    return document
