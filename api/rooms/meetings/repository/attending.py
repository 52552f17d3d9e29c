"""Queries across meetings that are over: who was summoned to which, and what the roll says of them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from api.rooms.meetings.models import Invitation, InvitedAs, Meeting, MeetingState, RollFact, Summons
from api.rooms.members.models import Member
from api.rooms.members.states import PRESENT
from api.rooms.organizations.models import Organization

_OVER = (MeetingState.CLOSED, MeetingState.REPORTED)


def summoned_to(
    session: Session, people: SelectOfScalar[UUID], since: datetime, until: datetime, *, at: UUID | None = None
) -> Sequence[tuple[UUID, str | None, Meeting, str]]:
    """Member, reason asked for, meeting and organisation, of meetings that are over; the earliest first.

    `at`: only meetings to which that branch calls all its members.
    """
    statement = (
        select(Invitation.member_id, Invitation.reason, Meeting, Organization.name)
        .join(Meeting, col(Meeting.id) == col(Invitation.meeting_id))
        .join(Organization, col(Organization.id) == col(Meeting.organization_id))
        .where(
            col(Invitation.member_id).in_(people),
            col(Invitation.invited_as) == InvitedAs.SUMMONED,
            col(Invitation.removed_at).is_(None),
            col(Meeting.state).in_(_OVER),
            col(Meeting.starts_at) >= since,
            col(Meeting.starts_at) < until,
        )
        .order_by(col(Meeting.starts_at), col(Meeting.id))
    )
    if at is not None:
        statement = statement.where(col(Meeting.organization_id) == at, col(Meeting.summons) == Summons.BRANCH)
    return [(row[0], row[1], row[2], row[3]) for row in session.execute(statement)]


def statements_about(
    session: Session, people: SelectOfScalar[UUID], meeting_ids: Collection[UUID]
) -> Sequence[RollFact]:
    """What was said about these people in the rolls of these meetings."""
    statement = select(RollFact).where(col(RollFact.meeting_id).in_(meeting_ids), col(RollFact.member_id).in_(people))
    return session.exec(statement).all()


def members_of(branch_id: UUID) -> SelectOfScalar[UUID]:
    """Select those in a branch's list."""
    return select(Member.id).where(col(Member.branch_id) == branch_id, col(Member.state).in_(PRESENT))
