"""Queries for phones and calendar programs: what concerns one person."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, case, func, or_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from api.kit import scope
from api.rooms.meetings.models import CalendarFeed, Invitation, Meeting
from api.rooms.members.models import Member


def list_changes(  # noqa: PLR0913 - the parts of one question, all by name
    session: Session,
    *,
    concerns: ColumnElement[bool],
    person: SelectOfScalar[UUID],
    since: int,
    after: datetime,
    limit: int,
) -> Sequence[tuple[UUID, int, bool]]:
    """Meetings whose plan, or this person's own answer, changed after `since`: id, change, whether it still concerns.

    After a first question also those from whose list the person was taken.
    """
    own = (
        select(Invitation.meeting_id, func.max(Invitation.changed).label("changed"))
        .where(col(Invitation.member_id).in_(person))
        .group_by(col(Invitation.meeting_id))
        .subquery()
    )
    answered = func.coalesce(own.c.changed, 0)
    changed = case((answered > col(Meeting.changed), answered), else_=col(Meeting.changed))
    shown = concerns if since == 0 else or_(concerns, own.c.meeting_id.is_not(None))
    statement = (
        select(Meeting.id, changed.label("last"), concerns.label("still"))
        .outerjoin(own, own.c.meeting_id == col(Meeting.id))
        .where(shown, changed > since, col(Meeting.ends_at) > after)
        .order_by(changed, col(Meeting.id))
        .limit(limit)
    )
    return [(row[0], row[1], bool(row[2])) for row in session.execute(statement)]


def by_id(session: Session, meeting_ids: Sequence[UUID]) -> dict[UUID, Meeting]:
    """Meetings the caller has been shown."""
    rows = session.exec(select(Meeting).where(col(Meeting.id).in_(meeting_ids))).all()
    return {row.id: row for row in rows}


def list_for_calendar(session: Session, attends: ColumnElement[bool], after: datetime) -> Sequence[Meeting]:
    """What stands in somebody's calendar, in the order of time."""
    statement = select(Meeting).where(attends, col(Meeting.ends_at) > after)
    return session.exec(statement.order_by(col(Meeting.starts_at), col(Meeting.id)).limit(500)).all()


def find_feed(session: Session, token_hash: str) -> tuple[CalendarFeed, Member] | None:
    """The address and whose it is; it opens by its token alone, so the query has no other limit."""
    statement = (
        select(CalendarFeed, Member)
        .join(Member, col(Member.id) == col(CalendarFeed.member_id))
        .where(col(CalendarFeed.token_hash) == token_hash, col(CalendarFeed.revoked_at).is_(None), scope.everything())
    )
    return session.exec(statement).first()


def feeds_of(session: Session, member_id: UUID) -> Sequence[CalendarFeed]:
    """A member's own addresses that hold."""
    return session.exec(
        select(CalendarFeed).where(col(CalendarFeed.member_id) == member_id, col(CalendarFeed.revoked_at).is_(None))
    ).all()
