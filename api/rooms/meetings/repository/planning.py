"""Queries a planner's screens ask: what was before, what else is in the month, who is wanted elsewhere."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, func, union
from sqlmodel import Session, col, select

from api.kit import scope
from api.rooms.meetings.models import Invitation, InvitedAs, Meeting, MeetingKind, MeetingState
from api.rooms.meetings.sight import SEES, Viewer
from api.rooms.members.models import Member

_STANDS = col(Meeting.state).not_in((MeetingState.CANCELLED, MeetingState.POSTPONED))
"""Takes place or took place."""


def last_of_kind(session: Session, organization_id: UUID, kinds: Collection[MeetingKind]) -> Meeting | None:
    """The latest meeting of these kinds that was not called off."""
    statement = select(Meeting).where(
        col(Meeting.organization_id) == organization_id, col(Meeting.kind).in_(kinds), _STANDS
    )
    return session.exec(statement.order_by(col(Meeting.starts_at).desc()).limit(1)).first()


def in_months(
    session: Session, organization_id: UUID, months: Collection[str], *, besides: UUID | None = None
) -> list[tuple[str, MeetingKind]]:
    """Month and kind of an organisation's meetings in these months that were not called off."""
    statement = select(Meeting.month, Meeting.kind).where(
        col(Meeting.organization_id) == organization_id, col(Meeting.month).in_(months), _STANDS
    )
    if besides is not None:
        statement = statement.where(col(Meeting.id) != besides)
    return [(month, MeetingKind(kind)) for month, kind in session.exec(statement)]


def places_of(session: Session, organization_id: UUID) -> Sequence[str]:
    """Where an organisation met, latest first."""
    statement = (
        select(Meeting.place)
        .where(col(Meeting.organization_id) == organization_id, col(Meeting.place).is_not(None))
        .group_by(col(Meeting.place))
        .order_by(func.max(col(Meeting.starts_at)).desc())
        .limit(8)
    )
    return [place for place in session.exec(statement).all() if place]


def clashing(
    session: Session, meeting: Meeting, member_ids: Collection[UUID], viewer: Viewer
) -> Sequence[tuple[Member, Meeting, bool]]:
    """Other published meetings at the same time that call one of these members or that he leads or writes down.

    Whoever's they are: the last value says whether the meeting is within sight.
    """
    at_once = _overlaps(meeting)
    asked = (
        select(Invitation.member_id, Meeting.id)
        .join(Meeting, col(Meeting.id) == col(Invitation.meeting_id))
        .where(
            col(Invitation.member_id).in_(member_ids),
            col(Invitation.removed_at).is_(None),
            col(Invitation.invited_as) != InvitedAs.GUEST,
            *at_once,
        )
    )
    leads = [
        select(who, col(Meeting.id)).where(who.in_(member_ids), *at_once)
        for who in (col(Meeting.chair_id), col(Meeting.clerk_id))
    ]
    wanted = union(asked, *leads).subquery()
    statement = (
        select(Member, Meeting, SEES)
        .join(wanted, wanted.c.member_id == col(Member.id))
        .join(Meeting, col(Meeting.id) == wanted.c.id)
        .where(scope.everything())
    )
    return [(person, other, bool(seen)) for person, other, seen in session.exec(statement, params=viewer.values)]


def _overlaps(meeting: Meeting) -> tuple[ColumnElement[bool], ...]:
    return (
        col(Meeting.id) != meeting.id,
        col(Meeting.published_at).is_not(None),
        _STANDS,
        col(Meeting.starts_at) < meeting.ends_at,
        col(Meeting.ends_at) > meeting.starts_at,
    )
