"""Queries about what nothing needs any more; for the sweep, which serves no actor."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, delete, exists, select

from api.kit import scope
from api.rooms.library.models import ContentState, DocumentFile, FileContent, FilePage


def abandoned_files(session: Session, before: datetime, limit: int) -> Sequence[DocumentFile]:
    """Uploads older than that which no document and no other room has taken, oldest first."""
    statement = (
        select(DocumentFile)
        .where(
            col(DocumentFile.document_id).is_(None),
            col(DocumentFile.held_for).is_(None),
            col(DocumentFile.created_at) < before,
            scope.everything(),
        )
        .order_by(col(DocumentFile.created_at), col(DocumentFile.id))
        .limit(limit)
    )
    return session.exec(statement).all()


def unused_contents(session: Session, before: datetime, limit: int) -> Sequence[FileContent]:
    """Bytes older than that which are nobody's file; those refused as secret stay, to be known again."""
    used = exists().where(col(DocumentFile.content_id) == col(FileContent.id))
    statement = (
        select(FileContent)
        .where(
            ~used,
            col(FileContent.created_at) < before,
            col(FileContent.state) != ContentState.REFUSED_SECRET,
            scope.everything(),
        )
        .order_by(col(FileContent.created_at), col(FileContent.id))
        .limit(limit)
    )
    return session.exec(statement).all()


def forget_content(session: Session, content_id: UUID) -> None:
    """Delete bytes' row and all text that was read out of them."""
    session.exec(delete(FilePage).where(col(FilePage.content_id) == content_id))
    session.exec(delete(FileContent).where(col(FileContent.id) == content_id))
