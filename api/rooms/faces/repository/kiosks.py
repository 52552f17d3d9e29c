"""Queries of a kiosk: its gallery, whom it recognised. The caller has found that the kiosk is the actor's."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func
from sqlmodel import Session, col, select

from api.rooms.conferences.models import Seat
from api.rooms.faces.models import (
    FaceEvent,
    FaceKiosk,
    FaceMatch,
    FaceOverride,
    FaceTemplate,
    Override,
    Standing,
)
from api.rooms.meetings.models import Invitation, Meeting, MeetingSite


def gallery_stamp(session: Session, kiosk: FaceKiosk, engine: str) -> tuple[int, datetime | None]:
    """What changes whenever the gallery does: how many there are, and the newest."""
    statement = _at_site(select(func.count(), func.max(col(FaceTemplate.created_at))), kiosk, engine)
    count, newest = session.execute(statement).one()
    return count, newest


def gallery_rows(session: Session, kiosk: FaceKiosk, engine: str) -> Sequence[FaceTemplate]:
    """The templates of a kiosk's site, in a fixed order."""
    statement = _at_site(select(FaceTemplate), kiosk, engine).order_by(col(FaceTemplate.id))
    return session.execute(statement).scalars().all()


def _at_site(statement: Select[*tuple[Any, ...]], kiosk: FaceKiosk, engine: str) -> Select[*tuple[Any, ...]]:
    """Of those who are asked to come to the kiosk's site; made by this engine; decided, offered, not removed."""
    return (
        statement.join(
            Invitation,
            (col(Invitation.meeting_id) == col(FaceTemplate.meeting_id))
            & (col(Invitation.member_id) == col(FaceTemplate.member_id)),
        )
        .join(FaceEvent, col(FaceEvent.meeting_id) == col(FaceTemplate.meeting_id))
        .where(
            col(FaceTemplate.meeting_id) == kiosk.meeting_id,
            col(FaceTemplate.engine) == engine,
            col(FaceTemplate.standing) == Standing.ACTIVE,
            col(Invitation.site_id).is_(None) if kiosk.site_id is None else col(Invitation.site_id) == kiosk.site_id,
            col(Invitation.removed_at).is_(None),
            col(FaceEvent.offered).is_(True),
        )
    )


def invitation_at(session: Session, member_id: UUID, meeting_id: UUID) -> Invitation | None:
    """How a member is asked to a meeting."""
    statement = select(Invitation).where(
        col(Invitation.meeting_id) == meeting_id, col(Invitation.member_id) == member_id
    )
    return session.exec(statement).first()


def invitations_at(session: Session, member_ids: Collection[UUID], meeting_id: UUID) -> Sequence[Invitation]:
    """How members are asked to a meeting."""
    statement = select(Invitation).where(
        col(Invitation.meeting_id) == meeting_id, col(Invitation.member_id).in_(member_ids)
    )
    return session.exec(statement).all()


def seats_at(session: Session, member_ids: Collection[UUID], meeting_id: UUID) -> dict[UUID, str]:
    """Where members sit at a conference."""
    statement = select(col(Seat.member_id), col(Seat.label)).where(
        col(Seat.meeting_id) == meeting_id, col(Seat.member_id).in_(member_ids), col(Seat.label).is_not(None)
    )
    return {member_id: label for member_id, label in session.exec(statement) if member_id and label}


def kiosk(session: Session, kiosk_id: UUID) -> FaceKiosk | None:
    """One kiosk; the caller asks whose it is."""
    return session.get(FaceKiosk, kiosk_id)


Rows = Sequence[tuple[FaceKiosk, Meeting, MeetingSite | None]]


def kiosks(session: Session, condition: ColumnElement[bool]) -> Rows:
    """Kiosks with their meeting and site, newest first."""
    statement = (
        select(FaceKiosk, Meeting, MeetingSite)
        .join(Meeting, col(Meeting.id) == col(FaceKiosk.meeting_id))
        .join(MeetingSite, col(MeetingSite.id) == col(FaceKiosk.site_id), isouter=True)
        .where(condition)
        .order_by(col(FaceKiosk.id).desc())
    )
    return session.exec(statement).all()


def at_meeting(meeting_id: UUID) -> ColumnElement[bool]:
    """Kiosks of a meeting that the caller was shown."""
    return col(FaceKiosk.meeting_id) == meeting_id


def open_for(account_id: UUID, now: datetime) -> ColumnElement[bool]:
    """Kiosks that an account may open now."""
    mine = (col(FaceKiosk.account_id) == account_id) & col(FaceKiosk.revoked_at).is_(None)
    return mine & (col(FaceKiosk.expires_at) > now)


def has_site(session: Session, meeting_id: UUID, site_id: UUID) -> bool:
    """Whether the site is the meeting's."""
    statement = select(MeetingSite.id).where(col(MeetingSite.id) == site_id, col(MeetingSite.meeting_id) == meeting_id)
    return session.exec(statement).first() is not None


def last_match(session: Session, meeting_id: UUID, member_id: UUID) -> FaceMatch | None:
    """The last time a member was recognised at a meeting."""
    statement = (
        select(FaceMatch)
        .where(col(FaceMatch.meeting_id) == meeting_id, col(FaceMatch.member_id) == member_id)
        .order_by(col(FaceMatch.created_at).desc(), col(FaceMatch.id).desc())
    )
    return session.exec(statement).first()


def matches_at(session: Session, kiosk_id: UUID, most: int) -> Sequence[FaceMatch]:
    """The last people a kiosk recognised, newest first."""
    statement = select(FaceMatch).where(col(FaceMatch.kiosk_id) == kiosk_id)
    return session.exec(
        statement.order_by(col(FaceMatch.created_at).desc(), col(FaceMatch.id).desc()).limit(most)
    ).all()


def match(session: Session, scan_id: UUID) -> FaceMatch | None:
    """One match; the caller asks whose kiosk it was."""
    return session.get(FaceMatch, scan_id)


def undone(session: Session, scan_ids: Collection[UUID]) -> set[UUID]:
    """Which of these matches a person undid."""
    statement = select(FaceOverride.match_id).where(
        col(FaceOverride.match_id).in_(scan_ids), col(FaceOverride.kind) == Override.UNDONE
    )
    return set(session.exec(statement).all())
