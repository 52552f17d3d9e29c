"""A file comes in: looked at first, stored once, read in the background."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from obstore.store import ObjectStore
from sqlmodel import Session

from api.kit import audit, jobs, storage
from api.kit.actors import Actor
from api.kit.ids import new_id
from api.kit.once import add_once
from api.kit.storage import Stored
from api.rooms.library import formats, marks, repository, workbench
from api.rooms.library.errors import FileEmpty, FileTaken, FormatMismatch, FormatUnknown, SecretRefused
from api.rooms.library.models import ContentState, DocumentFile, FileContent
from api.rooms.library.schemas import FileRead
from api.rooms.library.service.describing import as_file

EXTRACT = "library.extract"


@dataclass(frozen=True)
class Inspected:
    """A file that may come in."""

    path: Path
    name: str
    media_type: str
    pages: int
    stored: Stored


def inspect(path: Path, given_name: str, stored: Stored) -> Inspected:
    """Refuse what is not what it says, what is broken or hostile, and what carries a secrecy mark."""
    if stored.size == 0:
        raise FileEmpty
    with path.open("rb") as file:
        kind = formats.recognize(file.read(formats.HEAD_BYTES))
    if kind is None:
        raise FormatUnknown
    name = formats.safe_name(given_name, kind)
    if not formats.promises(name, kind):
        raise FormatMismatch
    found = workbench.run("inspect", path, kind.reader)
    if mark := marks.find([line["text"] for line in found["first"]]):
        raise SecretRefused(mark=mark)
    return Inspected(path=path, name=name, media_type=kind.media_type, pages=found["pages"], stored=stored)


def store(store_: ObjectStore, inspected: Inspected) -> None:
    """Put the bytes where they stay, named by their hash; before the transaction, so that it stays short."""
    storage.put(store_, key_of(inspected.stored.sha256), inspected.path)


def key_of(sha256: str) -> str:
    """Where a file's bytes are."""
    return f"files/{sha256[:2]}/{sha256}"


def keep_file(session: Session, actor: Actor | None, inspected: Inspected, file_id: UUID | None = None) -> FileRead:
    """Remember the file and ask for its text; the same bytes are read once, whoever brings them.

    `file_id` is made by a phone that may send twice. Raises `FileTaken` when it stands for something else.
    """
    content, owner = content_of(session, inspected), actor.account_id if actor else None
    known = session.get(DocumentFile, file_id) if file_id else None
    if known is not None:
        if (known.content_id, known.uploaded_by) != (content.id, owner):
            raise FileTaken
        return as_file(known, content)
    file = DocumentFile(
        id=file_id or new_id(), content_id=content.id, name=inspected.name, uploaded_by=owner, position=0
    )
    session.add(file)
    session.flush()
    audit.note(session, actor, "library.file_uploaded", subject_kind="file", subject_id=file.id, size=content.size)
    return as_file(file, content)


def content_of(session: Session, inspected: Inspected) -> FileContent:
    """The row of these bytes, made at the first time; known secret ones are refused again."""
    fresh = FileContent(
        sha256=inspected.stored.sha256,
        size=inspected.stored.size,
        media_type=inspected.media_type,
        pages=inspected.pages,
    )
    add_once(session, fresh)
    content = repository.get_content_by_hash(session, inspected.stored.sha256)
    if content.state is ContentState.REFUSED_SECRET:
        raise SecretRefused(mark=content.failure)
    if content.id == fresh.id or content.state is ContentState.FAILED:
        content.state, content.failure = ContentState.WAITING, None
        jobs.enqueue(session, EXTRACT, str(content.id), key=f"{EXTRACT}:{content.id}:{new_id()}", queue="reading")
    return content
