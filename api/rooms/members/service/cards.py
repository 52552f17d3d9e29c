"""What other rooms ask about members."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import BindParameter
from sqlmodel import Session
from sqlmodel.sql.expression import SelectOfScalar

from api.kit import clock
from api.rooms.members import proceedings, repository
from api.rooms.members.errors import DatesImpossible
from api.rooms.members.models import Member


def branch_of(session: Session, member_id: UUID) -> UUID | None:
    """The branch a member belongs to; None once he has left (moved out, removed, expelled, dead, merged)."""
    return repository.find_branch(session, member_id)


def get_member(session: Session, member_id: UUID) -> Member | None:
    """The card of anybody, for rooms that already decided the caller may know it; None when there is none."""
    return session.get(Member, member_id)


def names_of(session: Session, member_ids: Collection[UUID]) -> dict[UUID, str]:
    """Names by id, one statement; for rooms that already decided the caller may know them."""
    return repository.find_names(session, member_ids) if member_ids else {}


def same_person(member_id: UUID | BindParameter[UUID]) -> SelectOfScalar[UUID]:
    """Select the ids under which a present member's rows may stand: his own and those merged into it.

    Empty once he has left, so that whatever is looked up through it ends with the membership.
    """
    return repository.same_person(member_id)


def count_by_branch(session: Session, branches: SelectOfScalar[UUID], on: date) -> dict[UUID, int]:
    """How many members each of these branches has on a day; branches without members are absent. One statement."""
    if on == clock.today():
        return repository.count_by_branch(session, branches)
    return repository.count_by_branch_on(session, branches, on)


def present_in(session: Session, branch_id: UUID) -> Sequence[UUID]:
    """Ids of those who stand in a branch's list."""
    return repository.present_in(session, branch_id)


def move_members(session: Session, member_ids: Sequence[UUID], to_id: UUID, on: date) -> None:
    """Move members in bulk when branches merge or split. Refuses a day before one of them came."""
    if not member_ids:
        return
    joined = repository.last_joined(session, member_ids)
    if joined is not None and on < joined:
        raise DatesImpossible(earliest=joined.isoformat())
    repository.move(session, member_ids, to_id, on)


def follow_merge(session: Session, from_id: UUID, to_id: UUID, on: date) -> None:
    """One branch goes into another: its members and their open transfers with it."""
    move_members(session, repository.present_in(session, from_id), to_id, on)
    proceedings.redirect_transfers(session, from_id, to_id)
