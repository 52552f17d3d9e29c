"""Uploads that never became part of anything are deleted, with their text and, when nobody else has them, their bytes.

Bytes are shared by hash and written before their row, so an upload of the same file may be on its way: bytes written
in the last hour are left for the next sweep.
"""

from datetime import timedelta

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from api.kit import clock, storage
from api.kit.jobs import Tools
from api.kit.sweeping import sweep
from api.rooms.library import leftovers
from api.rooms.library.models import DocumentFile
from api.rooms.library.service.uploading import key_of

KEPT = timedelta(days=1)
"""How long somebody may take from uploading a file to saving its document."""
_ON_ITS_WAY = timedelta(hours=1)
_AT_ONCE = 500


@sweep("library.uploads")
def forget_uploads(session: Session, tools: Tools) -> int:
    """Delete uploads that no document and no other room has taken, and bytes that are nobody's."""
    before = clock.now() - KEPT
    files = sum(_delete(session, file) for file in leftovers.abandoned_files(session, before, _AT_ONCE))
    for content in leftovers.unused_contents(session, before, _AT_ONCE):
        key = key_of(content.sha256)
        written_at = storage.written_at(tools.storage, key)
        if written_at is None or written_at < clock.now() - _ON_ITS_WAY:
            leftovers.forget_content(session, content.id)
            storage.delete(tools.storage, key)
    return files


def _delete(session: Session, file: DocumentFile) -> bool:
    """Whether the file could go; one that something still points to stays."""
    try:
        with session.begin_nested():
            session.delete(file)
    except IntegrityError:
        return False
    return True
