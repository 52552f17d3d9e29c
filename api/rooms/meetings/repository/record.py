"""Queries about the record of a meeting that the caller has been shown."""

from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from sqlalchemy import CompoundSelect, func, union
from sqlmodel import Session, col, select

from api.rooms.meetings.models import (
    AgendaItem,
    Assignment,
    CarriedTask,
    Invitation,
    InvitedAs,
    Meeting,
    MeetingState,
    Opinion,
    RecordField,
    RecordWarning,
    RecordWrite,
    RollFact,
    TaskState,
    Vote,
    VoteTally,
)
from api.rooms.members.models import Member
from api.rooms.signin.models import Account

T = TypeVar("T", AgendaItem, RecordField, Opinion, Assignment, RollFact, RecordWarning, CarriedTask)
ENDED = (MeetingState.CLOSED, MeetingState.REPORTED)


def all_of(session: Session, table: type[T], meeting_id: UUID) -> Sequence[T]:
    """Every row of one kind that belongs to the meeting, in the order of ids."""
    return session.exec(select(table).where(col(table.meeting_id) == meeting_id).order_by(col(table.id))).all()


def guests(session: Session, meeting_id: UUID) -> Sequence[Invitation]:
    """Guests and supervising superiors still asked to come."""
    return session.exec(
        select(Invitation)
        .where(
            col(Invitation.meeting_id) == meeting_id,
            col(Invitation.invited_as) != InvitedAs.SUMMONED,
            col(Invitation.removed_at).is_(None),
        )
        .order_by(col(Invitation.id))
    ).all()


def unfinished(session: Session, meeting: Meeting) -> Sequence[tuple[Assignment, TaskState | None]]:
    """Tasks of earlier ended meetings of the organisation with what was last found; those done are over."""
    earlier = (
        select(Meeting.id)
        .where(
            col(Meeting.organization_id) == meeting.organization_id,
            col(Meeting.starts_at) < meeting.starts_at,
            col(Meeting.summons) == meeting.summons,
            col(Meeting.state).in_(ENDED),
        )
        .correlate(None)
    )
    last = (
        select(
            CarriedTask.assignment_id,
            CarriedTask.state,
            func.row_number()
            .over(partition_by=col(CarriedTask.assignment_id), order_by=col(Meeting.starts_at).desc())
            .label("place"),
        )
        .join(Meeting, col(Meeting.id) == col(CarriedTask.meeting_id))
        .where(col(CarriedTask.meeting_id).in_(earlier), col(CarriedTask.state).is_not(None))
        .subquery()
    )
    statement = (
        select(Assignment, last.c.state)
        .outerjoin(last, (last.c.assignment_id == col(Assignment.id)) & (last.c.place == 1))
        .where(
            col(Assignment.meeting_id).in_(earlier),
            col(Assignment.removed_at).is_(None),
            func.coalesce(last.c.state, "") != TaskState.DONE,
        )
        .order_by(col(Assignment.meeting_id), col(Assignment.position), col(Assignment.id))
    )
    return session.exec(statement).all()


def writers(session: Session, meeting_id: UUID) -> dict[UUID, str]:
    """What those who wrote in the record are called, by account."""
    votes = select(Vote.id).where(col(Vote.meeting_id) == meeting_id)
    accounts: CompoundSelect[tuple[UUID | None]] = union(
        select(RecordWrite.account_id).where(col(RecordWrite.meeting_id) == meeting_id),
        select(RollFact.account_id).where(col(RollFact.meeting_id) == meeting_id),
        select(VoteTally.account_id).where(col(VoteTally.vote_id).in_(votes)),
    )
    statement = (
        select(Account.id, func.coalesce(Member.full_name, Account.display_name))
        .outerjoin(Member, col(Member.id) == col(Account.member_id))
        .where(col(Account.id).in_(accounts))
    )
    return dict(session.exec(statement).all())


def mentioned_members(session: Session, meeting_id: UUID) -> set[UUID]:
    """Everybody a record names: speakers, presenters, those with tasks, everybody ever asked to come."""
    parts = (
        select(Opinion.speaker_id).where(col(Opinion.meeting_id) == meeting_id),
        select(AgendaItem.presenter_id).where(col(AgendaItem.meeting_id) == meeting_id),
        select(Assignment.assignee_id).where(col(Assignment.meeting_id) == meeting_id),
        select(Invitation.member_id).where(col(Invitation.meeting_id) == meeting_id),
    )
    return {member_id for member_id in session.execute(union(*parts)).scalars() if member_id is not None}
