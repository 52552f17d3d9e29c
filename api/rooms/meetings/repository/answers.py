"""Queries about who is asked to come and what they answered."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from api.rooms.meetings.models import Invitation
from api.rooms.members.models import Member


def find_own(session: Session, meeting_id: UUID, person: SelectOfScalar[UUID]) -> Invitation | None:
    """One person's invitation to a meeting, held."""
    statement = select(Invitation).where(
        col(Invitation.meeting_id) == meeting_id,
        col(Invitation.member_id).in_(person),
        col(Invitation.removed_at).is_(None),
    )
    return session.exec(statement.with_for_update()).first()


def find_of(session: Session, meeting_id: UUID, member_id: UUID, *, lock: bool = True) -> Invitation | None:
    """A member's invitation to a meeting the caller has been shown, held when `lock`."""
    statement = select(Invitation).where(
        col(Invitation.meeting_id) == meeting_id,
        col(Invitation.member_id) == member_id,
        col(Invitation.removed_at).is_(None),
    )
    return session.exec(statement.with_for_update() if lock else statement).first()


def list_invited(session: Session, meeting_id: UUID) -> Sequence[tuple[Invitation, Member | None]]:
    """Everybody asked to come, in the order of names, guests last."""
    statement = (
        select(Invitation, Member)
        .outerjoin(Member, col(Member.id) == col(Invitation.member_id))
        .where(col(Invitation.meeting_id) == meeting_id, col(Invitation.removed_at).is_(None))
        .order_by(col(Member.name_key).is_(None), col(Member.name_key), col(Invitation.id))
    )
    return session.exec(statement).all()
