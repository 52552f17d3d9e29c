"""The room's queries on cards and their history."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, case, func, or_, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from api.rooms.members.models import Member, Membership, MemberState, Transfer, TransferState
from api.rooms.members.states import COUNTED, PRESENT


def find_branch(session: Session, member_id: UUID) -> UUID | None:
    """The branch of a present member. Unscoped: it is what scopes are made of."""
    statement = select(col(Member.branch_id)).where(col(Member.id) == member_id, col(Member.state).in_(PRESENT))
    return session.exec(statement).first()


def same_person(member_id: UUID) -> SelectOfScalar[UUID]:
    """Ids of a present member's card and of the cards merged into it. Unscoped: it is what scopes are made of."""
    keeper = aliased(Member)
    return (
        select(col(Member.id))
        .join(keeper, or_(col(keeper.id) == col(Member.id), col(keeper.id) == col(Member.merged_into_id)))
        .where(col(keeper.id) == member_id, col(keeper.state).in_(PRESENT))
    )


def find_names(session: Session, member_ids: Collection[UUID]) -> dict[UUID, str]:
    """Names by id, one statement."""
    statement = select(col(Member.id), col(Member.full_name)).where(col(Member.id).in_(member_ids))
    return dict(session.exec(statement).all())


def count_by_branch(session: Session, branches: SelectOfScalar[UUID]) -> dict[UUID, int]:
    """How many members each branch has today, one statement on an index."""
    statement = (
        select(col(Member.branch_id), func.count())
        .where(col(Member.branch_id).in_(branches), col(Member.state).in_(COUNTED))
        .group_by(col(Member.branch_id))
    )
    return dict(session.exec(statement).all())


def count_by_branch_on(session: Session, branches: SelectOfScalar[UUID], on: date) -> dict[UUID, int]:
    """How many members each branch had on a day, from the history, one statement."""
    statement = (
        select(col(Membership.branch_id), func.count())
        .join(MemberState, col(MemberState.member_id) == col(Membership.member_id))
        .where(
            col(Membership.branch_id).in_(branches),
            holding(Membership, on),
            holding(MemberState, on),
            col(MemberState.state).in_(COUNTED),
        )
        .group_by(col(Membership.branch_id))
    )
    return dict(session.exec(statement).all())


def holding(table: Any, on: date) -> ColumnElement[bool]:
    """The condition that a dated row holds on a day."""
    return (col(table.from_on) <= on) & or_(col(table.to_on).is_(None), col(table.to_on) > on)


def present_in(session: Session, branch_id: UUID) -> Sequence[UUID]:
    """Ids of those who stand in a branch's list. Unscoped: bulk moves are decided by the caller."""
    statement = select(col(Member.id)).where(col(Member.branch_id) == branch_id, col(Member.state).in_(PRESENT))
    return session.exec(statement).all()


def last_joined(session: Session, member_ids: Collection[UUID]) -> date | None:
    """The latest day on which one of them came to the present branch."""
    statement = select(func.max(col(Membership.from_on))).where(
        col(Membership.member_id).in_(member_ids), col(Membership.to_on).is_(None)
    )
    return session.exec(statement).first()


def move(session: Session, member_ids: Sequence[UUID], to_id: UUID, on: date) -> None:
    """Close the present memberships and open new ones; three statements whatever their number."""
    session.exec(
        update(Membership)
        .where(col(Membership.member_id).in_(member_ids), col(Membership.to_on).is_(None))
        .values(to_on=on)
    )
    session.add_all([Membership(member_id=member_id, branch_id=to_id, from_on=on) for member_id in member_ids])
    session.exec(
        update(Member).where(col(Member.id).in_(member_ids)).values(branch_id=to_id, version=col(Member.version) + 1)
    )


def redirect_transfers(session: Session, from_id: UUID, to_id: UUID) -> None:
    """Open transfers follow a branch that merges into another."""
    session.exec(
        update(Transfer)
        .where(
            or_(col(Transfer.to_branch_id) == from_id, col(Transfer.from_branch_id) == from_id),
            col(Transfer.state).in_((TransferState.STARTED, TransferState.INTRODUCED)),
        )
        .values(
            to_branch_id=case((col(Transfer.to_branch_id) == from_id, to_id), else_=col(Transfer.to_branch_id)),
            from_branch_id=case((col(Transfer.from_branch_id) == from_id, to_id), else_=col(Transfer.from_branch_id)),
        )
    )
