"""Every query of the room."""

from uuid import UUID

from sqlmodel import Session, col, select

from api.rooms.members.models import Member
from api.rooms.members.states import PRESENT


def find_branch(session: Session, member_id: UUID) -> UUID | None:
    """The branch of a present member. Unscoped: it is what scopes are made of."""
    return session.exec(
        select(Member.branch_id).where(col(Member.id) == member_id, col(Member.state).in_(PRESENT))
    ).first()
