"""Queries about members: what they said, what is stored of them. Each starts from one person or a meeting shown."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, or_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from api.kit import scope
from api.rooms.faces.models import (
    FaceConfirmation,
    FaceConsent,
    FaceDeletion,
    FaceEvent,
    FaceMatch,
    FaceTemplate,
    Standing,
)
from api.rooms.meetings.models import Invitation, Meeting, MeetingState
from api.rooms.members.models import Member

_OVER = (MeetingState.CLOSED, MeetingState.REPORTED, MeetingState.CANCELLED)


def event_of(session: Session, meeting_id: UUID) -> FaceEvent | None:
    """What a meeting offers."""
    return session.get(FaceEvent, meeting_id)


def events_of_others(session: Session, engine: str, now: datetime, *, lock: bool = False) -> Sequence[FaceEvent]:
    """Offers of the whole house for meetings not over, last looked at under another engine."""
    statement = (
        select(FaceEvent)
        .join(Meeting, col(Meeting.id) == col(FaceEvent.meeting_id))
        .where(
            scope.everything(),
            col(FaceEvent.offered).is_(True),
            or_(col(FaceEvent.engine).is_(None), col(FaceEvent.engine) != engine),
            col(Meeting.ends_at) > now,
            col(Meeting.state).not_in(_OVER),
        )
        .order_by(col(FaceEvent.meeting_id))
    )
    return session.exec(statement.with_for_update(of=FaceEvent) if lock else statement).all()


def invitation_of(
    session: Session, person: SelectOfScalar[UUID], meeting_id: UUID
) -> tuple[Meeting, Invitation] | None:
    """A published meeting and the invitation of one person to it."""
    statement = (
        select(Meeting, Invitation)
        .join(Invitation, col(Invitation.meeting_id) == col(Meeting.id))
        .where(
            col(Meeting.id) == meeting_id,
            col(Meeting.published_at).is_not(None),
            col(Invitation.member_id).in_(person),
            col(Invitation.removed_at).is_(None),
        )
    )
    return session.exec(statement).first()


def own_events(session: Session, person: SelectOfScalar[UUID], now: datetime) -> Sequence[tuple[Meeting, FaceEvent]]:
    """Meetings ahead that offer check-in by face to one person, and those for which a template is still there."""
    invited = select(Invitation.meeting_id).where(
        col(Invitation.member_id).in_(person), col(Invitation.removed_at).is_(None)
    )
    stored = select(FaceTemplate.meeting_id).where(col(FaceTemplate.member_id).in_(person))
    ahead = (col(FaceEvent.offered).is_(True)) & (col(Meeting.ends_at) > now) & col(Meeting.state).not_in(_OVER)
    statement = (
        select(Meeting, FaceEvent)
        .join(FaceEvent, col(FaceEvent.meeting_id) == col(Meeting.id))
        .where(
            col(Meeting.published_at).is_not(None),
            or_(ahead & col(Meeting.id).in_(invited), col(Meeting.id).in_(stored)),
        )
        .order_by(col(Meeting.starts_at), col(Meeting.id))
    )
    return session.exec(statement).all()


def consents_of(session: Session, person: SelectOfScalar[UUID] | Collection[UUID]) -> Sequence[FaceConsent]:
    """Everything one person said, oldest first."""
    statement = select(FaceConsent).where(col(FaceConsent.member_id).in_(person))
    return session.exec(statement.order_by(col(FaceConsent.created_at), col(FaceConsent.id))).all()


def last_consent(session: Session, member_id: UUID, meeting_id: UUID) -> FaceConsent | None:
    """What holds for a member and a meeting."""
    statement = (
        select(FaceConsent)
        .where(col(FaceConsent.member_id) == member_id, col(FaceConsent.meeting_id) == meeting_id)
        .order_by(col(FaceConsent.created_at).desc(), col(FaceConsent.id).desc())
    )
    return session.exec(statement).first()


def template_of(session: Session, member_id: UUID, meeting_id: UUID) -> FaceTemplate | None:
    """A member's template for a meeting."""
    statement = select(FaceTemplate).where(
        col(FaceTemplate.member_id) == member_id, col(FaceTemplate.meeting_id) == meeting_id
    )
    return session.exec(statement).first()


def templates_of(session: Session, person: SelectOfScalar[UUID] | Collection[UUID]) -> Sequence[FaceTemplate]:
    """All templates of one person."""
    return session.exec(select(FaceTemplate).where(col(FaceTemplate.member_id).in_(person))).all()


def templates_at(session: Session, meeting_id: UUID) -> Sequence[FaceTemplate]:
    """All templates for a meeting."""
    return session.exec(select(FaceTemplate).where(col(FaceTemplate.meeting_id) == meeting_id)).all()


def every_template(session: Session) -> Sequence[FaceTemplate]:
    """All of the house: the keys are changed for everybody at once."""
    return session.exec(select(FaceTemplate).where(scope.everything())).all()


def template_to_decide(session: Session, template_id: UUID) -> FaceTemplate | None:
    """One template; the caller asks whether its meeting is the actor's."""
    return session.get(FaceTemplate, template_id)


def to_check(session: Session, meeting_id: UUID) -> Sequence[FaceTemplate]:
    """Templates of a meeting that wait for a person, oldest first."""
    statement = select(FaceTemplate).where(
        col(FaceTemplate.meeting_id) == meeting_id, col(FaceTemplate.standing) == Standing.TO_CHECK
    )
    return session.exec(statement.order_by(col(FaceTemplate.created_at), col(FaceTemplate.id))).all()


def how_many_of_others(session: Session, meeting_id: UUID, engine: str) -> int:
    """How many templates of a meeting another engine made."""
    statement = select(func.count()).where(
        col(FaceTemplate.meeting_id) == meeting_id, col(FaceTemplate.engine) != engine
    )
    return session.exec(statement).one()


def standings(session: Session, meeting_id: UUID) -> dict[Standing, int]:
    """How many templates of a meeting stand how."""
    statement = (
        select(col(FaceTemplate.standing), func.count())
        .where(col(FaceTemplate.meeting_id) == meeting_id)
        .group_by(col(FaceTemplate.standing))
    )
    return dict(session.exec(statement).all())


def matches_of(session: Session, person: SelectOfScalar[UUID]) -> Sequence[tuple[FaceMatch, str]]:
    """When one person was recognised, with the meeting's title; newest first."""
    statement = (
        select(FaceMatch, Meeting.title)
        .join(Meeting, col(Meeting.id) == col(FaceMatch.meeting_id))
        .where(col(FaceMatch.member_id).in_(person))
        .order_by(col(FaceMatch.created_at).desc())
        .limit(200)
    )
    return session.exec(statement).all()


def confirmation_of(session: Session, room_scan_id: UUID) -> FaceConfirmation | None:
    """What confirmed a scan of the room's code; the caller has found that it is the actor's."""
    return session.exec(select(FaceConfirmation).where(col(FaceConfirmation.room_scan_id) == room_scan_id)).first()


def confirmations_of(session: Session, person: SelectOfScalar[UUID]) -> Sequence[tuple[FaceConfirmation, str]]:
    """When one person confirmed a check-in by face, with the meeting's title; newest first."""
    statement = (
        select(FaceConfirmation, Meeting.title)
        .join(Meeting, col(Meeting.id) == col(FaceConfirmation.meeting_id))
        .where(col(FaceConfirmation.member_id).in_(person))
        .order_by(col(FaceConfirmation.created_at).desc())
        .limit(200)
    )
    return session.exec(statement).all()


def deletions_of(session: Session, person: SelectOfScalar[UUID]) -> Sequence[tuple[FaceDeletion, str]]:
    """One person's receipts with the meeting's title; newest first."""
    statement = (
        select(FaceDeletion, Meeting.title)
        .join(Meeting, col(Meeting.id) == col(FaceDeletion.meeting_id))
        .where(col(FaceDeletion.member_id).in_(person))
        .order_by(col(FaceDeletion.created_at).desc(), col(FaceDeletion.id).desc())
        .limit(200)
    )
    return session.exec(statement).all()


def names(session: Session, member_ids: Collection[UUID]) -> dict[UUID, str]:
    """Names of members whom the caller may know."""
    return dict(session.exec(select(Member.id, Member.full_name).where(col(Member.id).in_(member_ids))).all())


def meeting(session: Session, meeting_id: UUID) -> Meeting | None:
    """One meeting by id, for jobs and for the titles of receipts."""
    return session.get(Meeting, meeting_id)
