"""Queries for members, desks and secretaries. Callers have been shown the meeting."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, and_, col, func, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from api.kit.among import one_of
from api.rooms.attendance.models import AttendanceCorrection, AttendanceFact, HallPlace, ScannerGrant
from api.rooms.meetings.models import Invitation, Meeting, MeetingSite, MeetingState, RollFact
from api.rooms.members.models import Member

_AHEAD = (MeetingState.PUBLISHED, MeetingState.OPEN)


def meetings_ahead(
    session: Session, person: SelectOfScalar[UUID], since: datetime, until: datetime
) -> Sequence[tuple[Meeting, UUID, HallPlace | None]]:
    """Meetings to which one person is asked, with the id under which and the place of the person's hall.

    Those that have not ended before `since`.
    """
    hall = HallPlace
    own_hall = and_(
        col(hall.meeting_id) == col(Meeting.id), col(hall.site_id).is_not_distinct_from(col(Invitation.site_id))
    )
    statement = (
        select(Meeting, col(Invitation.member_id), hall)
        .join(Invitation, col(Invitation.meeting_id) == col(Meeting.id))
        .outerjoin(hall, own_hall)
        .where(
            col(Invitation.member_id).in_(person),
            col(Invitation.removed_at).is_(None),
            col(Meeting.state).in_(_AHEAD),
            col(Meeting.ends_at) > since,
            col(Meeting.starts_at) < until,
        )
        .order_by(col(Meeting.starts_at), col(Meeting.id))
    )
    return [(meeting, member_id, place) for meeting, member_id, place in session.exec(statement) if member_id]


def halls(session: Session, meeting_id: UUID) -> Sequence[HallPlace]:
    """The halls of a meeting whose place is known."""
    return session.exec(select(HallPlace).where(col(HallPlace.meeting_id) == meeting_id)).all()


def facts(session: Session, meeting_id: UUID) -> Sequence[AttendanceFact]:
    """Every scan of a meeting, in the order of corrected time."""
    statement = select(AttendanceFact).where(col(AttendanceFact.meeting_id) == meeting_id)
    return session.exec(statement.order_by(col(AttendanceFact.corrected_at), col(AttendanceFact.scan_id))).all()


def facts_about(session: Session, meeting_id: UUID, member_ids: Collection[UUID]) -> Sequence[AttendanceFact]:
    """Every scan of these members at a meeting."""
    fact = AttendanceFact
    return session.exec(
        select(fact).where(
            one_of(session, col(fact.meeting_id), [meeting_id]), one_of(session, col(fact.member_id), member_ids)
        )
    ).all()


def corrections_about(
    session: Session, meeting_id: UUID, member_ids: Collection[UUID]
) -> Sequence[AttendanceCorrection]:
    """The secretary's words about the scans of these members at a meeting."""
    fact = AttendanceFact
    return session.exec(
        select(AttendanceCorrection)
        .join(fact, col(fact.scan_id) == col(AttendanceCorrection.scan_id))
        .where(col(AttendanceCorrection.meeting_id) == meeting_id, col(fact.member_id).in_(member_ids))
    ).all()


def untold(session: Session, meeting_id: UUID) -> set[UUID]:
    """Whose scans a process that died may have left untold: nothing in the roll comes from them, or they are the last.

    A process tells its scans in their order, so what one has not told lies behind what was told last.
    """
    fact, said = AttendanceFact, RollFact
    told = select(func.coalesce(func.max(fact.number), 0)).where(
        col(fact.meeting_id) == meeting_id,
        col(fact.scan_id).in_(select(said.scan_id).where(col(said.meeting_id) == meeting_id)),
    )
    silent = ~(
        select(said.id)
        .where(
            col(said.meeting_id) == meeting_id,
            col(said.member_id) == col(fact.member_id),
            col(said.scan_id).is_not(None),
        )
        .exists()
    )
    scanned = select(fact.member_id).where(col(fact.meeting_id) == meeting_id)
    return set(session.exec(scanned.where(or_(silent, col(fact.number) > session.exec(told).one())).distinct()))


def scanned(session: Session, since: datetime, until: datetime) -> Sequence[UUID]:
    """Meetings between these moments that are not closed and have scans."""
    scans = select(AttendanceFact.scan_id).where(col(AttendanceFact.meeting_id) == col(Meeting.id))
    begins = col(Meeting.starts_at)
    statement = select(Meeting.id).where(begins > since, begins < until, col(Meeting.state).in_(_AHEAD), scans.exists())
    return session.exec(statement).all()


def fact(session: Session, scan_id: UUID) -> AttendanceFact | None:
    """One scan; the caller asks whether its meeting is in sight."""
    return session.get(AttendanceFact, scan_id)


def corrections(session: Session, meeting_id: UUID) -> Sequence[AttendanceCorrection]:
    """The secretary's words about the scans of a meeting, in their order."""
    statement = (
        select(AttendanceCorrection)
        .where(col(AttendanceCorrection.meeting_id) == meeting_id)
        .order_by(col(AttendanceCorrection.created_at), col(AttendanceCorrection.id))
    )
    return session.exec(statement).all()


def expected(session: Session, meeting_id: UUID, site_id: UUID | None) -> Sequence[tuple[UUID, str, UUID | None]]:
    """Members asked to come, of one site or of all: id, name, site."""
    statement = (
        select(col(Member.id), col(Member.full_name), col(Invitation.site_id))
        .join(Invitation, col(Invitation.member_id) == col(Member.id))
        .where(col(Invitation.meeting_id) == meeting_id, col(Invitation.removed_at).is_(None))
        .order_by(col(Member.name_key), col(Member.id))
    )
    if site_id is not None:
        statement = statement.where(col(Invitation.site_id) == site_id)
    return session.exec(statement).all()


def names(session: Session, member_ids: Sequence[UUID]) -> dict[UUID, str]:
    """Names of members who were scanned at a meeting in sight."""
    return dict(session.exec(select(Member.id, Member.full_name).where(col(Member.id).in_(member_ids))).all())


def has_site(session: Session, meeting_id: UUID, site_id: UUID) -> bool:
    """Whether the site is the meeting's."""
    statement = select(MeetingSite.id).where(col(MeetingSite.id) == site_id, col(MeetingSite.meeting_id) == meeting_id)
    return session.exec(statement).first() is not None


def is_invited(session: Session, meeting_id: UUID, member_id: UUID) -> bool:
    """Whether a member is asked to come."""
    statement = select(Invitation.id).where(
        col(Invitation.meeting_id) == meeting_id,
        col(Invitation.member_id) == member_id,
        col(Invitation.removed_at).is_(None),
    )
    return session.exec(statement).first() is not None


def grants_of(session: Session, account_id: UUID, meeting_id: UUID) -> Sequence[ScannerGrant]:
    """The grants of one account at a meeting, also those that have ended."""
    statement = select(ScannerGrant).where(
        col(ScannerGrant.account_id) == account_id, col(ScannerGrant.meeting_id) == meeting_id
    )
    return session.exec(statement).all()
