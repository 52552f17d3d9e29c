"""Files that another room needs: held for it, so that no document takes them and no sweep deletes them.

Whoever holds a file decides who may open it.
"""

from collections.abc import Collection
from uuid import UUID

from obstore.store import ObjectStore
from sqlmodel import Session

from api.kit import storage
from api.kit.actors import Actor
from api.rooms.library import repository
from api.rooms.library.errors import FileNotFound, FileTaken
from api.rooms.library.models import ContentState, Document, DocumentFile, FileContent, State
from api.rooms.library.service.originals import Piece
from api.rooms.library.service.uploading import key_of


def is_free(file: DocumentFile, actor: Actor) -> bool:
    """Whether the actor uploaded this file and nothing has it yet."""
    return file.document_id is None and file.held_for is None and file.uploaded_by == actor.account_id


def hold_file(session: Session, actor: Actor, file_id: UUID, held_for: str) -> DocumentFile:
    """Take a free upload of the actor for something outside the library. Raises `FileTaken`."""
    found = repository.find_uploads(session, [file_id])
    if not found or not is_free(found[0], actor):
        raise FileTaken
    found[0].held_for = held_for
    return found[0]


def release_files(session: Session, file_ids: Collection[UUID]) -> None:
    """No longer needed: the next sweep deletes them."""
    for file in repository.find_uploads(session, file_ids) if file_ids else ():
        file.held_for = None


def open_held(session: Session, store: ObjectStore, file_id: UUID) -> Piece:
    """A held file whole, for a room that has decided the caller may have it."""
    file = next(iter(repository.find_uploads(session, [file_id])), None)
    content = repository.find_content(session, file.content_id) if file and file.held_for else None
    if file is None or content is None:
        raise FileNotFound
    return _whole(store, file, content)


def open_document(session: Session, store: ObjectStore, document_id: UUID) -> Piece:
    """The first file of a published document whole, for a room that has decided the caller may have it."""
    document = session.get(Document, document_id)
    files = repository.list_files(session, [document_id]) if document and document.state is State.PUBLISHED else []
    if not files:
        raise FileNotFound
    return _whole(store, *files[0])


def _whole(store: ObjectStore, file: DocumentFile, content: FileContent) -> Piece:
    if content.state is ContentState.REFUSED_SECRET:
        raise FileNotFound
    return Piece(
        name=file.name,
        media_type=content.media_type,
        sha256=content.sha256,
        size=content.size,
        start=0,
        end=content.size,
        partial=False,
        chunks=storage.read(store, key_of(content.sha256), 0, content.size),
    )
