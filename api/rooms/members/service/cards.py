"""Reading and keeping summary cards."""

from uuid import UUID

from sqlmodel import Session

from api.rooms.members import repository
from api.rooms.members.models import Member


def branch_of(session: Session, member_id: UUID) -> UUID | None:
    """The branch a member belongs to; None once he has left (moved out, removed, expelled, dead, merged)."""
    return repository.find_branch(session, member_id)


def get_member(session: Session, member_id: UUID) -> Member | None:
    """The card of anybody, for rooms that already decided the caller may know it; None when there is none."""
    return session.get(Member, member_id)
