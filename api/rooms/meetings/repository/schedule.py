"""Queries about meetings, their roster and what belongs to them."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, or_, update
from sqlmodel import Session, col, select

from api.rooms.meetings.models import Invitation, InvitedAs, Meeting, MeetingClock, MeetingSite
from api.rooms.members.models import Member, MemberState
from api.rooms.organizations.models import Position


def find(session: Session, sees: ColumnElement[bool], meeting_id: UUID, *, lock: bool = False) -> Meeting | None:
    """One meeting within sight, held against other writers when `lock`."""
    statement = select(Meeting).where(sees, col(Meeting.id) == meeting_id)
    if lock:
        statement = statement.with_for_update().execution_options(populate_existing=True)
    return session.exec(statement).first()


def roster(session: Session, meeting: Meeting) -> Sequence[tuple[Invitation, Member]]:
    """Those summoned to a meeting the caller has been shown, in the order of names."""
    statement = (
        select(Invitation, Member)
        .join(Member, col(Member.id) == col(Invitation.member_id))
        .where(
            col(Invitation.meeting_id) == meeting.id,
            col(Invitation.invited_as) == InvitedAs.SUMMONED,
            col(Invitation.removed_at).is_(None),
        )
        .order_by(col(Member.name_key), col(Member.id))
    )
    return session.exec(statement).all()


def states_on(session: Session, member_ids: Collection[UUID], on: date) -> dict[UUID, Any]:
    """The state each of these members had on a day; the later start wins."""
    statement = (
        select(MemberState.member_id, MemberState.state)
        .where(col(MemberState.member_id).in_(member_ids), *_holding(MemberState, on))
        .order_by(col(MemberState.from_on), col(MemberState.id))
    )
    return dict(session.exec(statement).all())


def positions_on(session: Session, organization_id: UUID, on: date) -> Sequence[Position]:
    """Positions of members at one organisation on a day."""
    return session.exec(
        select(Position).where(
            col(Position.organization_id) == organization_id,
            col(Position.member_id).is_not(None),
            *_holding(Position, on),
        )
    ).all()


def sites_of(session: Session, meeting_ids: Collection[UUID]) -> Sequence[MeetingSite]:
    """Further places of meetings the caller has been shown, in order."""
    return session.exec(
        select(MeetingSite).where(col(MeetingSite.meeting_id).in_(meeting_ids)).order_by(col(MeetingSite.position))
    ).all()


def tick(session: Session) -> int:
    """The next number of the feed of changes; see `MeetingClock`."""
    statement = update(MeetingClock).values(ticks=col(MeetingClock.ticks) + 1).returning(col(MeetingClock.ticks))
    ticks: int = session.execute(statement).scalar_one()
    return ticks


def _holding(table: Any, on: date) -> tuple[ColumnElement[bool], ...]:
    return col(table.from_on) <= on, or_(col(table.to_on).is_(None), col(table.to_on) > on)
