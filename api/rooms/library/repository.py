"""Every query of the room but the search index's. Each about documents starts from what a reader may see."""

from collections.abc import Collection, Sequence
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, Integer, and_, bindparam, or_, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, delete, select
from sqlmodel.sql.expression import Select, SelectOfScalar

from api.kit import scope
from api.kit.pages import PageRequest, paginate
from api.kit.scope import OrganizationClosure
from api.rooms.library.keepsakes import said_by_him
from api.rooms.library.models import (
    Acknowledgement,
    ContentState,
    Document,
    DocumentFile,
    DocumentType,
    FileContent,
    FilePage,
    LibraryClock,
    Passage,
    State,
)
from api.rooms.library.sight import ADDRESSED, MANAGES, OPEN, READS, SEES, WHERE_HE_PUBLISHES, Narrowing, Reader
from api.rooms.members.models import Member
from api.rooms.members.models import State as Standing
from api.rooms.organizations.models import Organization


@cache
def described() -> Any:
    """Documents with their type's name and what replaced them. Built once: SQLAlchemy takes milliseconds to."""
    later = aliased(Document)
    replaced_by = (
        select(later.id)
        .where(col(later.replaces_id) == col(Document.id), col(later.state).in_(OPEN))
        .order_by(col(later.published_at).desc())
        .limit(1)
        .correlate(Document)
        .scalar_subquery()
    )
    joined = select(Document, DocumentType.name, replaced_by.label("replaced_by_id"))
    return joined.join(DocumentType, col(DocumentType.code) == col(Document.type))


def find_standing(session: Session, member_id: UUID) -> Standing | None:
    """What a member is; unscoped, the caller asks about himself."""
    return session.exec(_standing(), params={"member_id": member_id}).first()


@cache
def _standing() -> SelectOfScalar[Standing]:
    return select(col(Member.state)).where(col(Member.id) == bindparam("member_id"), scope.everything())


def find_document(session: Session, reader: Reader, document_id: UUID, *, only_read: bool = False) -> Any:
    """One described document that he sees, or only such as he reads; None otherwise."""
    return session.execute(_document(only_read), params={**reader.values, "document_id": document_id}).first()


@cache
def _document(only_read: bool) -> Any:  # noqa: FBT001 - the key of the cache
    return described().where(READS if only_read else SEES, col(Document.id) == bindparam("document_id"))


def list_readable(
    session: Session, reader: Reader, narrowing: Narrowing, page: PageRequest
) -> tuple[list[Any], str | None]:
    """Newest published first."""
    statement = described().where(READS, *narrowing.conditions())
    if narrowing.to_study and reader.member_id is not None:
        done = select(Acknowledgement.document_id).where(said_by_him())
        statement = statement.where(col(Document.id).not_in(done))
    keys = [col(Document.published_at), col(Document.id)]
    return paginate(
        session,
        statement,
        keys=keys,
        key_of=lambda row: (row[0].published_at, row[0].id),
        page=page,
        descending=True,
        values=reader.values,
    )


def list_managed(
    session: Session, reader: Reader, narrowing: Narrowing, page: PageRequest
) -> tuple[list[Any], str | None]:
    """What he publishes, drafts too, newest first."""
    statement = described().where(MANAGES, *narrowing.conditions())
    keys, values = [col(Document.id)], reader.values
    return paginate(
        session, statement, keys=keys, key_of=lambda row: (row[0].id,), page=page, descending=True, values=values
    )


def list_found(session: Session, places: Collection[int]) -> dict[int, Any]:
    """Described documents with the text and the file of one passage each, by the passage's place.

    For passages that the caller has already been shown.
    """
    rows = session.execute(_found(), params={"places": list(places)}).all()
    return {row.place: row for row in rows}


@cache
def _found() -> Any:
    return (
        described()
        .add_columns(col(Passage.place), col(Passage.text), col(Passage.file_id))
        .join(Passage, col(Passage.document_id) == col(Document.id))
        .where(col(Passage.place).in_(bindparam("places", expanding=True)))
    )


def list_changes(session: Session, reader: Reader, since: int, limit: int) -> Sequence[Any]:
    """Described documents addressed to him that changed after `since`, in the order of change; withdrawn ones too."""
    states = (*OPEN, State.WITHDRAWN) if since else OPEN
    values = {**reader.values, "states": states, "since": since, "limit": limit}
    return session.execute(_changes(), params=values).all()


@cache
def _changes() -> Any:
    return (
        described()
        .where(
            ADDRESSED,
            col(Document.state).in_(bindparam("states", expanding=True)),
            col(Document.changed) > bindparam("since"),
        )
        .order_by(col(Document.changed))
        .limit(bindparam("limit", type_=Integer))
    )


def list_types(session: Session) -> Sequence[DocumentType]:
    """The catalogue, for everybody."""
    return session.exec(select(DocumentType).order_by(col(DocumentType.position))).all()


def list_filters(session: Session, reader: Reader) -> list[tuple[str, str, date | None]]:
    """Distinct type, issuer and date of issue of what he reads."""
    columns = (col(Document.type), col(Document.issuer_name), col(Document.issued_on))
    rows = session.execute(select(*columns).where(READS).distinct(), params=reader.values).all()
    return [(row[0], row[1], row[2]) for row in rows]


def list_files(session: Session, document_ids: Collection[UUID]) -> Sequence[tuple[DocumentFile, FileContent]]:
    """Files of documents the caller has already been shown, in order."""
    return session.exec(_files(), params={"document_ids": list(document_ids)}).all()


@cache
def _files() -> Select[DocumentFile, FileContent]:
    return (
        select(DocumentFile, FileContent)
        .join(FileContent, col(FileContent.id) == col(DocumentFile.content_id))
        .where(col(DocumentFile.document_id).in_(bindparam("document_ids", expanding=True)))
        .order_by(col(DocumentFile.document_id), col(DocumentFile.position), col(DocumentFile.id))
    )


def find_file(session: Session, reader: Reader, file_id: UUID) -> tuple[DocumentFile, FileContent] | None:
    """A file of a document he sees, or one he uploaded that has no document yet."""
    own = and_(col(DocumentFile.document_id).is_(None), col(DocumentFile.uploaded_by) == reader.account_id)
    statement = (
        select(DocumentFile, FileContent)
        .join(FileContent, col(FileContent.id) == col(DocumentFile.content_id))
        .outerjoin(Document, col(Document.id) == col(DocumentFile.document_id))
        .where(col(DocumentFile.id) == file_id, or_(own, SEES))
    )
    return session.exec(statement, params=reader.values).first()


def find_uploads(session: Session, file_ids: Collection[UUID]) -> Sequence[DocumentFile]:
    """Files by id, whoever's; the service says whether they may be attached."""
    return session.exec(select(DocumentFile).where(col(DocumentFile.id).in_(file_ids), scope.everything())).all()


def find_content(session: Session, content_id: UUID) -> FileContent | None:
    """What a job reads; unscoped, it serves no actor."""
    return session.get(FileContent, content_id)


def get_content_by_hash(session: Session, sha256: str) -> FileContent:
    """The row of these bytes; unscoped, bytes belong to nobody until they are a document's file."""
    return session.exec(select(FileContent).where(col(FileContent.sha256) == sha256, scope.everything())).one()


def files_with_content(session: Session, content_id: UUID) -> Sequence[DocumentFile]:
    """Everywhere these bytes are used; for jobs."""
    return session.exec(
        select(DocumentFile).where(col(DocumentFile.content_id) == content_id, scope.everything())
    ).all()


def documents_with_content(session: Session, content_id: UUID) -> Sequence[Document]:
    """Open documents that show these bytes; for jobs."""
    statement = (
        select(Document)
        .join(DocumentFile, col(DocumentFile.document_id) == col(Document.id))
        .where(col(DocumentFile.content_id) == content_id, col(Document.state).in_(OPEN), scope.everything())
        .order_by(col(Document.id))
        .distinct()
    )
    return session.exec(statement).all()


def list_pages(session: Session, content_ids: Collection[UUID]) -> Sequence[FilePage]:
    """The text of files the caller has already been shown, in order."""
    return session.exec(_pages(), params={"content_ids": list(content_ids)}).all()


@cache
def _pages() -> SelectOfScalar[FilePage]:
    return (
        select(FilePage)
        .where(col(FilePage.content_id).in_(bindparam("content_ids", expanding=True)))
        .order_by(col(FilePage.content_id), col(FilePage.number))
    )


def forget_pages(session: Session, content_id: UUID) -> None:
    """Drop the text of a refused file."""
    session.execute(delete(FilePage).where(col(FilePage.content_id) == content_id))


def tick(session: Session) -> int:
    """The next number of the feed of changes; see `LibraryClock`."""
    statement = update(LibraryClock).values(ticks=col(LibraryClock.ticks) + 1).returning(col(LibraryClock.ticks))
    ticks: int = session.execute(statement).scalar_one()
    return ticks


def organization_names(session: Session, ids: Collection[UUID]) -> dict[UUID, str]:
    """Names to print on documents; an issuer may stand above what the actor sees."""
    statement = select(Organization.id, Organization.name).where(col(Organization.id).in_(ids), scope.everything())
    return dict(session.exec(statement).all())


def unfinished(session: Session) -> Sequence[FileContent]:
    """Files whose text is still to be read; for the command line."""
    waiting = (ContentState.WAITING, ContentState.EXTRACTING)
    return session.exec(select(FileContent).where(col(FileContent.state).in_(waiting), scope.everything())).all()


def units_below(session: Session, organization_id: UUID) -> list[tuple[UUID, str, UUID]]:
    """Each organisation directly below with its name and, one row each, the ids of its subtree; itself when a leaf."""
    child = aliased(Organization)
    statement = (
        select(child.id, child.name, OrganizationClosure.descendant_id)
        .join(OrganizationClosure, col(OrganizationClosure.ancestor_id) == col(child.id))
        .where(or_(col(child.parent_id) == organization_id, col(child.id) == organization_id))
    )
    rows = [(row[0], row[1], row[2]) for row in session.exec(statement)]
    children = [row for row in rows if row[0] != organization_id]
    own = [row for row in rows if row[0] == organization_id and row[2] == organization_id]
    return children + own


def forget_passages(session: Session, document_id: UUID) -> list[int]:
    """Remove a document's passages; their places are returned for the index."""
    statement = delete(Passage).where(col(Passage.document_id) == document_id).returning(col(Passage.place))
    return list(session.execute(statement).scalars())


def publishers_within(session: Session, reader: Reader, ids: Collection[UUID]) -> set[UUID]:
    """Those of these organisations for which the reader may publish."""
    return set(session.exec(_publishers(), params={**reader.values, "organization_ids": list(ids)}).all())


@cache
def _publishers() -> SelectOfScalar[UUID]:
    these: BindParameter[Collection[UUID]] = bindparam("organization_ids", expanding=True)
    return WHERE_HE_PUBLISHES.where(col(OrganizationClosure.descendant_id).in_(these))


def is_below(session: Session, organization_id: UUID, above_id: UUID) -> bool:
    """Whether the first organisation is the second or stands somewhere below it."""
    return session.get(OrganizationClosure, (above_id, organization_id)) is not None
