"""Queries about what readers keep of documents, and what they said of them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, bindparam, func
from sqlmodel import Session, SQLModel, col, select
from sqlmodel.sql.expression import Select, SelectOfScalar

from api.rooms.library.models import Acknowledgement, Bookmark, Document, Highlight, Note, Progress
from api.rooms.library.sight import READS, Reader
from api.rooms.members.service import same_person

_THESE: BindParameter[Collection[UUID]] = bindparam("document_ids", expanding=True)


def own_of(session: Session, reader: Reader) -> dict[str, Sequence[Any]]:
    """All a reader keeps about documents he may still read."""
    return {name: session.exec(own, params=reader.values).all() for name, own in _own().items()}


@cache
def _own() -> dict[str, SelectOfScalar[Any]]:
    shown = select(Document.id).where(READS)

    def _mine(kind: type[SQLModel], owner: ColumnElement[bool]) -> SelectOfScalar[Any]:
        document_id = col(kind.document_id)  # type: ignore[attr-defined]  # each of them has one
        return select(kind).where(owner, document_id.in_(shown)).order_by(document_id)

    reader: BindParameter[UUID] = bindparam("reader_account_id")
    return {
        "bookmarks": _mine(Bookmark, col(Bookmark.account_id) == reader),
        "highlights": _mine(Highlight, col(Highlight.account_id) == reader),
        "notes": _mine(Note, col(Note.account_id) == reader),
        "progress": _mine(Progress, col(Progress.account_id) == reader),
        "acknowledgements": _mine(Acknowledgement, said_by_him()),
    }


def said_by_him() -> ColumnElement[bool]:
    """Acknowledgements of the reader, also those under a card that was merged into his."""
    return col(Acknowledgement.member_id).in_(same_person(bindparam("reader_member_id")))


def acknowledged_at(session: Session, reader: Reader, document_ids: Collection[UUID]) -> dict[UUID, datetime]:
    """When a member said of which of these that he studied them."""
    values = {**reader.values, "document_ids": list(document_ids)}
    return dict(session.exec(_acknowledged(), params=values).all())


@cache
def _acknowledged() -> Select[UUID, datetime]:
    columns = col(Acknowledgement.document_id), col(Acknowledgement.created_at)
    return select(*columns).where(said_by_him(), columns[0].in_(_THESE))


def bookmarked(session: Session, reader: Reader, document_ids: Collection[UUID]) -> set[UUID]:
    """Which of these the reader keeps at hand."""
    return set(session.exec(_bookmarked(), params={**reader.values, "document_ids": list(document_ids)}).all())


@cache
def _bookmarked() -> SelectOfScalar[UUID]:
    return select(Bookmark.document_id).where(
        col(Bookmark.account_id) == bindparam("reader_account_id"), col(Bookmark.document_id).in_(_THESE)
    )


def count_studied(session: Session, document_id: UUID, branches: SelectOfScalar[UUID]) -> dict[UUID, int]:
    """Acknowledgements of a document by branch."""
    statement = (
        select(Acknowledgement.branch_id, func.count())
        .where(col(Acknowledgement.document_id) == document_id, col(Acknowledgement.branch_id).in_(branches))
        .group_by(col(Acknowledgement.branch_id))
    )
    return dict(session.exec(statement).all())
