"""Rows as what goes out."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlmodel import Session

from api.rooms.library import keepsakes, repository
from api.rooms.library.audiences import as_kinds
from api.rooms.library.models import Document, DocumentFile, FileContent
from api.rooms.library.schemas import DocumentDetail, DocumentRead, FileRead
from api.rooms.library.sight import Reader

_COLUMNS = tuple(name for name in DocumentRead.model_fields if name in Document.model_fields)


def as_read(row: Any) -> DocumentRead:
    """A described row (document, type's name, id of what replaced it)."""
    return DocumentRead(**_fields(row))


def as_file(file: DocumentFile, content: FileContent) -> FileRead:
    """A file with what is known of its bytes."""
    return FileRead(
        id=file.id,
        name=file.name,
        position=file.position,
        media_type=content.media_type,
        size=content.size,
        sha256=content.sha256,
        pages=content.pages,
        state=content.state,
        failure=content.failure,
    )


def with_details(session: Session, reader: Reader, rows: Sequence[Any]) -> list[DocumentDetail]:
    """Described rows with files and the reader's own; the same number of statements for one or a hundred."""
    ids = [row[0].id for row in rows]
    files = defaultdict[UUID, list[FileRead]](list)
    for file, content in repository.list_files(session, ids):
        if file.document_id is not None:
            files[file.document_id].append(as_file(file, content))
    marked = keepsakes.bookmarked(session, reader, ids)
    studied = keepsakes.acknowledged_at(session, reader, ids)
    editable = _editable(session, reader, [row[0] for row in rows])
    return [
        DocumentDetail(
            **_fields(row),
            files=files[row[0].id],
            bookmarked=row[0].id in marked,
            acknowledged_at=studied.get(row[0].id),
            may_edit=row[0].publisher_id in editable,
        )
        for row in rows
    ]


def _editable(session: Session, reader: Reader, documents: Sequence[Document]) -> set[UUID]:
    if not reader.publishes_at:
        return set()
    return repository.publishers_within(session, reader, {document.publisher_id for document in documents})


def _fields(row: Any) -> dict[str, Any]:
    document, type_name, replaced_by_id = row
    fields: dict[str, Any] = {name: getattr(document, name) for name in _COLUMNS}
    fields["audience_kinds"] = as_kinds(document.audience_kinds)
    return fields | {"type_name": type_name, "replaced_by_id": replaced_by_id}
