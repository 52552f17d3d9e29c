"""Queries about guests and what they did at the doors of a meeting in sight."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from api.rooms.conferences.models import (
    Conference,
    ConferenceSession,
    Delegation,
    Guest,
    GuestCorrection,
    GuestFact,
    Seat,
)
from api.rooms.meetings.models import MeetingSite


def guest(session: Session, guest_id: UUID) -> Guest | None:
    """One guest; the caller compares the meeting."""
    return session.get(Guest, guest_id)


def guests(session: Session, meeting_id: UUID) -> Sequence[Guest]:
    """The guests of a meeting in the order of given names."""
    statement = select(Guest).where(col(Guest.meeting_id) == meeting_id)
    return session.exec(statement.order_by(col(Guest.name_key), col(Guest.id))).all()


def facts(session: Session, meeting_id: UUID, guest_id: UUID | None = None) -> Sequence[GuestFact]:
    """What guests did at a meeting, in the order of corrected time."""
    statement = select(GuestFact).where(col(GuestFact.meeting_id) == meeting_id)
    if guest_id is not None:
        statement = statement.where(col(GuestFact.guest_id) == guest_id)
    return session.exec(statement.order_by(col(GuestFact.corrected_at), col(GuestFact.scan_id))).all()


def fact(session: Session, scan_id: UUID) -> GuestFact | None:
    """One coming or going."""
    return session.get(GuestFact, scan_id)


def corrections(session: Session, meeting_id: UUID, guest_id: UUID | None = None) -> Sequence[GuestCorrection]:
    """The words about what guests did at a meeting, in their order."""
    statement = (
        select(GuestCorrection)
        .join(GuestFact, col(GuestFact.scan_id) == col(GuestCorrection.scan_id))
        .where(col(GuestFact.meeting_id) == meeting_id)
    )
    if guest_id is not None:
        statement = statement.where(col(GuestFact.guest_id) == guest_id)
    return session.exec(statement.order_by(col(GuestCorrection.created_at), col(GuestCorrection.id))).all()


def has_site(session: Session, meeting_id: UUID, site_id: UUID) -> bool:
    """Whether the site is the meeting's."""
    statement = select(MeetingSite.id).where(col(MeetingSite.id) == site_id, col(MeetingSite.meeting_id) == meeting_id)
    return session.exec(statement).first() is not None


def sessions(session: Session, meeting_id: UUID) -> Sequence[ConferenceSession]:
    """The sessions of a meeting in their order."""
    statement = select(ConferenceSession).where(col(ConferenceSession.meeting_id) == meeting_id)
    return session.exec(statement.order_by(col(ConferenceSession.starts_at), col(ConferenceSession.id))).all()


def session_at(session: Session, meeting_id: UUID, at: datetime) -> ConferenceSession | None:
    """The last session that had begun, or whose doors were open, at a moment."""
    statement = (
        select(ConferenceSession)
        .where(col(ConferenceSession.meeting_id) == meeting_id, col(ConferenceSession.starts_at) <= at)
        .order_by(col(ConferenceSession.starts_at).desc())
    )
    return session.exec(statement.limit(1)).first()


def seats(session: Session, meeting_id: UUID) -> Sequence[tuple[Seat, str | None]]:
    """Seats with the names of their delegations."""
    statement: Any = (
        select_columns(Seat, col(Delegation.name))
        .outerjoin(Delegation, col(Delegation.id) == col(Seat.delegation_id))
        .where(col(Seat.meeting_id) == meeting_id)
    )
    return [(seat, name) for seat, name in session.execute(statement)]


def conference(session: Session, meeting_id: UUID) -> Conference | None:
    """What a meeting has beyond its plan."""
    return session.exec(select(Conference).where(col(Conference.meeting_id) == meeting_id)).first()
