"""Queries of desks and of those let to stand at them. Callers have been shown the meeting, or ask for theirs."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, or_, select

from api.rooms.attendance.models import ScannerGrant
from api.rooms.meetings.models import Meeting, MeetingSite, MeetingState
from api.rooms.members.models import Member
from api.rooms.organizations.models import Organization

_AHEAD = (MeetingState.PUBLISHED, MeetingState.OPEN)
MOST = 100


def grants(session: Session, meeting_id: UUID) -> Sequence[tuple[ScannerGrant, str, str | None]]:
    """Who may scan at a meeting, newest first: the grant, the person's name, the site's."""
    statement = (
        select(ScannerGrant, col(Member.full_name), col(MeetingSite.name))
        .join(Member, col(Member.id) == col(ScannerGrant.member_id))
        .join(MeetingSite, col(MeetingSite.id) == col(ScannerGrant.site_id), isouter=True)
        .where(col(ScannerGrant.meeting_id) == meeting_id)
    )
    return session.exec(statement.order_by(col(ScannerGrant.id).desc())).all()


def meetings_to_scan(
    session: Session, account_id: UUID, places: Collection[UUID], now: datetime, around: tuple[timedelta, timedelta]
) -> Sequence[tuple[Meeting, str]]:
    """Meetings of these very organisations or with a grant that holds now, the soonest first; with whose each is.

    `around`: how long they may be over, and how far ahead.
    """
    behind, ahead = around
    granted = select(ScannerGrant.meeting_id).where(
        col(ScannerGrant.account_id) == account_id,
        col(ScannerGrant.revoked_at).is_(None),
        col(ScannerGrant.expires_at) >= now,
    )
    statement = (
        select(Meeting, col(Organization.name))
        .join(Organization, col(Organization.id) == col(Meeting.organization_id))
        .where(
            or_(col(Meeting.organization_id).in_(places), col(Meeting.id).in_(granted)),
            col(Meeting.published_at).is_not(None),
            col(Meeting.state).in_(_AHEAD),
            col(Meeting.ends_at) > now - behind,
            col(Meeting.starts_at) < now + ahead,
        )
        .order_by(col(Meeting.starts_at), col(Meeting.id))
        .limit(MOST)
    )
    return session.exec(statement).all()


def sites(session: Session, meeting_id: UUID) -> Sequence[MeetingSite]:
    """The sites of a meeting in their order."""
    statement = select(MeetingSite).where(col(MeetingSite.meeting_id) == meeting_id)
    return session.exec(statement.order_by(col(MeetingSite.position))).all()
