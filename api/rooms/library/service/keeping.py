"""What a reader keeps for himself, and the one thing he tells: that he has studied a document.

Everything can be sent twice: phones do, after a lost answer.
"""

from typing import TypeVar
from uuid import UUID

from sqlmodel import Session

from api.kit import clock
from api.kit.actors import Actor
from api.kit.once import add_once
from api.rooms.library import keepsakes, repository
from api.rooms.library.errors import (
    DocumentNotFound,
    HighlightInvalid,
    IdTaken,
    NotAMember,
    NothingToStudy,
    OwnNotFound,
)
from api.rooms.library.models import Acknowledgement, Bookmark, Document, Highlight, Note, Progress
from api.rooms.library.schemas import (
    AcknowledgementRead,
    BookmarkRead,
    HighlightRead,
    HighlightRequest,
    NoteRequest,
    ProgressRequest,
)
from api.rooms.library.service.readers import reader_of

Own = TypeVar("Own", Highlight, Note)


def keep_bookmark(session: Session, actor: Actor, document_id: UUID) -> BookmarkRead:
    """Keep a document at hand."""
    _readable(session, actor, document_id)
    add_once(session, Bookmark(account_id=actor.account_id, document_id=document_id))
    return BookmarkRead.model_validate(session.get_one(Bookmark, (actor.account_id, document_id)))


def drop_bookmark(session: Session, actor: Actor, document_id: UUID) -> None:
    """No longer; never kept is fine."""
    if kept := session.get(Bookmark, (actor.account_id, document_id)):
        session.delete(kept)


def keep_highlight(session: Session, actor: Actor, highlight_id: UUID, request: HighlightRequest) -> HighlightRead:
    """Colour a piece of text, or change one."""
    _readable(session, actor, request.document_id)
    _check_file(session, request.document_id, request.file_id)
    if request.end <= request.start:
        raise HighlightInvalid
    wanted = Highlight(
        id=highlight_id,
        account_id=actor.account_id,
        document_id=request.document_id,
        file_id=request.file_id,
        block=request.block,
        start_at=request.start,
        end_at=request.end,
        color=request.color,
    )
    kept = _own(session, actor, wanted)
    kept.document_id, kept.file_id, kept.block = request.document_id, request.file_id, request.block
    kept.start_at, kept.end_at, kept.color = request.start, request.end, request.color
    return HighlightRead(id=highlight_id, **request.model_dump())


def keep_note(session: Session, actor: Actor, note_id: UUID, request: NoteRequest) -> Note:
    """Write a private note, or change one."""
    _readable(session, actor, request.document_id)
    if request.file_id is not None:
        _check_file(session, request.document_id, request.file_id)
    wanted = Note(id=note_id, account_id=actor.account_id, **request.model_dump())
    kept = _own(session, actor, wanted)
    kept.document_id, kept.file_id, kept.block = request.document_id, request.file_id, request.block
    kept.text, kept.updated_at = request.text, clock.now()
    return kept


def drop_own(session: Session, actor: Actor, kind: type[Own], own_id: UUID) -> None:
    """Remove a highlight or note; gone already is fine, another's does not exist."""
    kept = session.get(kind, own_id)
    if kept is not None and kept.account_id != actor.account_id:
        raise OwnNotFound
    if kept is not None:
        session.delete(kept)


def keep_progress(session: Session, actor: Actor, document_id: UUID, request: ProgressRequest) -> Progress:
    """Remember the place; an older note of another phone changes nothing."""
    _readable(session, actor, document_id)
    if request.file_id is not None:
        _check_file(session, document_id, request.file_id)
    at = min(request.at, clock.now())
    fresh = Progress(account_id=actor.account_id, document_id=document_id, block=request.block, updated_at=at)
    add_once(session, fresh)
    kept = session.get_one(Progress, (actor.account_id, document_id), with_for_update=True)
    if kept.updated_at <= at:
        kept.file_id, kept.block, kept.updated_at = request.file_id, request.block, at
    return kept


def acknowledge(session: Session, actor: Actor, document_id: UUID) -> AcknowledgementRead:
    """Say "I have studied this": the member's own word, given once."""
    document = _readable(session, actor, document_id)
    if actor.member_id is None or actor.branch_id is None:
        raise NotAMember
    if document.study_by_on is None:
        raise NothingToStudy
    said = keepsakes.acknowledged_at(session, reader_of(session, actor), [document_id])
    if document_id in said:
        return AcknowledgementRead(document_id=document_id, created_at=said[document_id])
    word = Acknowledgement(document_id=document_id, member_id=actor.member_id, branch_id=actor.branch_id)
    add_once(session, word)
    return AcknowledgementRead.model_validate(word)


def _readable(session: Session, actor: Actor, document_id: UUID) -> Document:
    row = repository.find_document(session, reader_of(session, actor), document_id, only_read=True)
    if row is None:
        raise DocumentNotFound
    document: Document = row[0]
    return document


def _check_file(session: Session, document_id: UUID, file_id: UUID) -> None:
    if file_id not in {file.id for file, _ in repository.list_files(session, [document_id])}:
        raise HighlightInvalid


def _own(session: Session, actor: Actor, wanted: Own) -> Own:
    """The row with this id, made when there is none; somebody else's is refused."""
    add_once(session, wanted)
    kept = session.get_one(type(wanted), wanted.id)
    if kept.account_id != actor.account_id:
        raise IdTaken
    return kept
