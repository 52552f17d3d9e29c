"""Queries about the record of a meeting that the caller has been shown."""

from collections.abc import Collection, Sequence
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import CompoundSelect, SelectBase, and_, func, insert, or_, union, union_all
from sqlmodel import Session, col, select

from api.kit.among import one_of
from api.kit.rules import RuleSet
from api.rooms.meetings.models import (
    AgendaItem,
    Assignment,
    CarriedTask,
    Invitation,
    Meeting,
    MeetingSite,
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

T = TypeVar("T", RecordField, RollFact, RecordWarning)
ENDED = (MeetingState.CLOSED, MeetingState.REPORTED)


def all_of(session: Session, table: type[T], meeting_id: UUID) -> Sequence[T]:
    """Every row of one kind that belongs to the meeting, in the order of ids."""
    return session.exec(select(table).where(col(table.meeting_id) == meeting_id).order_by(col(table.id))).all()


def tasks(session: Session, meeting: Meeting) -> Sequence[tuple[Assignment, TaskState | None, CarriedTask | None]]:
    """Tasks the meeting gave, and those that earlier ended meetings of the organisation left: done ones are over.

    With what was last found about an earlier task, and what this meeting found.
    """
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
    left = and_(col(Assignment.meeting_id).in_(earlier), func.coalesce(last.c.state, "") != TaskState.DONE)
    here = and_(col(CarriedTask.assignment_id) == col(Assignment.id), col(CarriedTask.meeting_id) == meeting.id)
    statement = (
        select(Assignment, last.c.state, CarriedTask)
        .outerjoin(last, (last.c.assignment_id == col(Assignment.id)) & (last.c.place == 1))
        .outerjoin(CarriedTask, here)
        .where(col(Assignment.removed_at).is_(None), or_(col(Assignment.meeting_id) == meeting.id, left))
        .order_by(col(Assignment.meeting_id), col(Assignment.position), col(Assignment.id))
    )
    return session.exec(statement).all()


def names_in(session: Session, meeting_id: UUID, further: Collection[UUID]) -> dict[UUID, str]:
    """Names of the members a record mentions, of `further` ones, of accounts that wrote in it, of its sites, by id."""
    sites = select(MeetingSite.id, MeetingSite.name).where(col(MeetingSite.meeting_id) == meeting_id)
    every: CompoundSelect[tuple[UUID, str]] = union_all(
        _members_in(meeting_id, further), _writers_in(meeting_id), sites
    )
    return dict(session.execute(every).all())


def _members_in(meeting_id: UUID, further: Collection[UUID]) -> SelectBase:
    """Speakers, presenters, those with tasks, everybody ever asked to come."""
    mentioned: CompoundSelect[tuple[UUID | None]] = union(
        select(Opinion.speaker_id).where(col(Opinion.meeting_id) == meeting_id),
        select(AgendaItem.presenter_id).where(col(AgendaItem.meeting_id) == meeting_id),
        select(Assignment.assignee_id).where(col(Assignment.meeting_id) == meeting_id),
        select(Invitation.member_id).where(col(Invitation.meeting_id) == meeting_id),
    )
    return select(Member.id, Member.full_name).where(or_(col(Member.id).in_(mentioned), col(Member.id).in_(further)))


def _writers_in(meeting_id: UUID) -> SelectBase:
    """Accounts by the name of their holder."""
    votes = select(Vote.id).where(col(Vote.meeting_id) == meeting_id)
    wrote: CompoundSelect[tuple[UUID | None]] = union(
        select(RecordWrite.account_id).where(col(RecordWrite.meeting_id) == meeting_id),
        select(RollFact.account_id).where(col(RollFact.meeting_id) == meeting_id),
        select(VoteTally.account_id).where(col(VoteTally.vote_id).in_(votes)),
    )
    return (
        select(Account.id, func.coalesce(Member.full_name, Account.display_name))
        .outerjoin(Member, col(Member.id) == col(Account.member_id))
        .where(col(Account.id).in_(wrote))
    )


def step_before(session: Session, line: UUID, step: int) -> RecordWrite | None:
    """The last step of a phone's line before this one that has arrived."""
    return session.exec(
        select(RecordWrite)
        .where(col(RecordWrite.line) == line, col(RecordWrite.step) < step)
        .order_by(col(RecordWrite.step).desc())
        .limit(1)
    ).first()


def has_step_from(session: Session, line: UUID, step: int) -> bool:
    """Whether this step of the line, or a later one, has arrived."""
    later = select(RecordWrite.id).where(col(RecordWrite.line) == line, col(RecordWrite.step) >= step)
    return session.exec(later.limit(1)).first() is not None


def clock_warned(session: Session, meeting_id: UUID, account_id: str) -> bool:
    """Whether it was recorded already that this account's clock is wrong."""
    warnings = session.exec(
        select(RecordWarning).where(
            col(RecordWarning.meeting_id) == meeting_id, col(RecordWarning.code) == "clock_wrong"
        )
    )
    return any(warning.details["account_id"] == account_id for warning in warnings)


def field(session: Session, meeting_id: UUID, name: str) -> RecordField | None:
    """One named field, None before its first write."""
    return session.exec(
        select(RecordField).where(col(RecordField.meeting_id) == meeting_id, col(RecordField.name) == name)
    ).first()


def has_item(session: Session, meeting_id: UUID, item_id: UUID) -> bool:
    """Whether the agenda of the meeting has this point."""
    item = session.get(AgendaItem, item_id)
    return item is not None and item.meeting_id == meeting_id


def was_asked(session: Session, meeting_id: UUID, member_id: UUID) -> bool:
    """Whether a member is, or was, asked to come."""
    asked = select(Invitation.id).where(
        col(Invitation.meeting_id) == meeting_id, col(Invitation.member_id) == member_id
    )
    return session.exec(asked.limit(1)).first() is not None


def asked(session: Session, meeting_id: UUID, member_ids: Collection[UUID]) -> set[UUID]:
    """Which of these members are, or were, asked to come."""
    statement = select(Invitation.member_id).where(
        one_of(session, col(Invitation.meeting_id), [meeting_id]),
        one_of(session, col(Invitation.member_id), member_ids),
    )
    return {member_id for member_id in session.exec(statement) if member_id is not None}


def facts_from_scans(session: Session, meeting_id: UUID, member_ids: Collection[UUID]) -> Sequence[RollFact]:
    """What was said of these members because of scans."""
    statement = select(RollFact).where(
        one_of(session, col(RollFact.meeting_id), [meeting_id]),
        one_of(session, col(RollFact.member_id), member_ids),
        col(RollFact.scan_id).is_not(None),
    )
    return session.exec(statement).all()


def add_facts(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Add statements to the roll, many at once."""
    session.execute(insert(RollFact), rows)


def next_number(session: Session, meeting_id: UUID) -> int:
    """The place of the next fact of the roll; the caller holds the meeting."""
    last = select(func.max(RollFact.number)).where(col(RollFact.meeting_id) == meeting_id)
    return (session.exec(last).one() or 0) + 1


def known_facts(session: Session, fact_ids: Collection[UUID]) -> Sequence[RollFact]:
    """Facts that arrived before."""
    return session.exec(select(RollFact).where(col(RollFact.id).in_(fact_ids))).all()


def rule_sets(session: Session, rule_ids: Collection[UUID]) -> Sequence[RuleSet]:
    """Versions of rules by id; rules bind the whole house, so no sight limits them."""
    return session.exec(select(RuleSet).where(col(RuleSet.id).in_(rule_ids))).all()
