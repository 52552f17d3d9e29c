"""The room's queries on imports and their problems."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, insert
from sqlmodel import Session, col, select

from api.kit import scope
from api.kit.actors import Actor, Permission
from api.kit.pages import PageRequest, paginate
from api.rooms.members.models import ImportProblem, ImportState, MemberImport


def find_import(session: Session, actor: Actor, import_id: UUID, *, lock: bool = False) -> MemberImport | None:
    """An import at an organisation where the actor may import, held against other writers if asked."""
    statement = select(MemberImport).where(
        col(MemberImport.id) == import_id,
        col(MemberImport.organization_id).in_(scope.organizations_with(actor, Permission.MEMBERS_IMPORT)),
    )
    return session.exec(statement.with_for_update() if lock else statement).first()


def imports_page(session: Session, actor: Actor, page: PageRequest) -> tuple[list[MemberImport], str | None]:
    """Imports at organisations where the actor may import, newest first."""
    statement = select(MemberImport).where(
        col(MemberImport.organization_id).in_(scope.organizations_with(actor, Permission.MEMBERS_IMPORT))
    )
    return paginate(
        session,
        statement,
        keys=(col(MemberImport.created_at), col(MemberImport.id)),
        key_of=lambda one: (one.created_at, one.id),
        page=page,
        descending=True,
    )


def problems_page(session: Session, import_id: UUID, page: PageRequest) -> tuple[list[ImportProblem], str | None]:
    """Problems of an import already found, in the order of the sheet."""
    return paginate(
        session,
        select(ImportProblem).where(col(ImportProblem.import_id) == import_id),
        keys=(col(ImportProblem.number),),
        key_of=lambda problem: (problem.number,),
        page=page,
    )


def all_problems(session: Session, import_id: UUID) -> Sequence[ImportProblem]:
    """Every problem of an import already found, in the order of the sheet."""
    statement = select(ImportProblem).where(col(ImportProblem.import_id) == import_id)
    return session.exec(statement.order_by(col(ImportProblem.number))).all()


def abandoned_imports(session: Session, before: datetime) -> Sequence[MemberImport]:
    """Imports older than that which were looked at, or failed, and never applied; for the sweep."""
    waiting = (ImportState.PREVIEWED, ImportState.FAILED)
    statement = select(MemberImport).where(
        col(MemberImport.created_at) < before, col(MemberImport.state).in_(waiting), scope.everything()
    )
    return session.exec(statement).all()


def forget(session: Session, import_id: UUID) -> None:
    """Drop the problems of an import."""
    session.exec(delete(ImportProblem).where(col(ImportProblem.import_id) == import_id))


def keep(session: Session, problems: Sequence[ImportProblem]) -> None:
    """Write problems in bulk."""
    if problems:
        session.execute(insert(ImportProblem), [problem.model_dump() for problem in problems])
