"""The files themselves: originals, and pictures of their pages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from obstore.store import ObjectStore
from sqlmodel import Session

from api.kit import storage, workspace
from api.kit.actors import Actor
from api.rooms.library import formats, repository, workbench
from api.rooms.library.errors import FileNotFound, RangeInvalid
from api.rooms.library.models import ContentState, DocumentFile, FileContent
from api.rooms.library.schemas import FileRead
from api.rooms.library.service.describing import as_file
from api.rooms.library.service.readers import reader_of
from api.rooms.library.service.uploading import key_of

PAGE_WIDTH = 1240
"""A4 at 150 dots an inch: sharp on a phone, 60–150 kB a page."""
_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


@dataclass(frozen=True)
class Piece:
    """Bytes of a file on their way out; `end` is exclusive."""

    name: str
    media_type: str
    sha256: str
    size: int
    start: int
    end: int
    partial: bool
    chunks: Iterator[bytes]


def read_file(session: Session, actor: Actor, file_id: UUID) -> FileRead:
    """How far a file is."""
    return as_file(*_found(session, actor, file_id))


def open_original(session: Session, actor: Actor, store: ObjectStore, file_id: UUID, wanted: str | None) -> Piece:
    """The original, or the one range of it that `wanted` (a Range header) asks for; other ranges are ignored."""
    file, content = _present(session, actor, file_id)
    start, end = _range(wanted, content.size)
    return Piece(
        name=file.name,
        media_type=content.media_type,
        sha256=content.sha256,
        size=content.size,
        start=start,
        end=end,
        partial=(start, end) != (0, content.size),
        chunks=storage.read(store, key_of(content.sha256), start, end),
    )


def read_page(session: Session, actor: Actor, store: ObjectStore, file_id: UUID, number: int) -> bytes:
    """Page `number` (from 1) as WebP, drawn once and kept."""
    _, content = _present(session, actor, file_id)
    if not 1 <= number <= content.pages:
        raise FileNotFound
    key = f"pages/{content.sha256}/{number}.webp"
    if not storage.exists(store, key):
        _paint(store, content, number, key)
    return b"".join(storage.read(store, key))


def _paint(store: ObjectStore, content: FileContent, number: int, key: str) -> None:
    reader = formats.FORMATS[content.media_type].reader
    with workspace.folder() as folder:
        original, picture = folder / "original", folder / "page.webp"
        storage.fetch(store, key_of(content.sha256), original)
        workbench.run("render", original, reader, str(number), str(PAGE_WIDTH), str(picture))
        storage.put(store, key, picture)


def _found(session: Session, actor: Actor, file_id: UUID) -> tuple[DocumentFile, FileContent]:
    found = repository.find_file(session, reader_of(session, actor), file_id)
    if found is None:
        raise FileNotFound
    return found


def _present(session: Session, actor: Actor, file_id: UUID) -> tuple[DocumentFile, FileContent]:
    file, content = _found(session, actor, file_id)
    if content.state is ContentState.REFUSED_SECRET:
        raise FileNotFound
    return file, content


def _range(wanted: str | None, size: int) -> tuple[int, int]:
    """Start and exclusive end; the whole file for no range, several ranges, or another unit."""
    match = _RANGE.fullmatch(wanted or "")
    if match is None or not (match[1] or match[2]):
        return 0, size
    if not match[1]:
        start, end = max(0, size - int(match[2])), size
    else:
        start, end = int(match[1]), min(size, int(match[2]) + 1) if match[2] else size
    if start >= end:
        raise RangeInvalid(size=size)
    return start, end
