"""Queries for phones and calendar programs: what concerns one person."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, bindparam, case, func, or_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from api.kit import scope
from api.rooms.meetings.models import CalendarFeed, Invitation, Meeting
from api.rooms.meetings.sight import ATTENDS, CONCERN, NEAR, PERSON, Viewer
from api.rooms.members.models import Member


def list_changes(
    session: Session, viewer: Viewer, since: int, after: datetime, limit: int
) -> Sequence[tuple[UUID, int, bool]]:
    """Meetings whose plan, or the viewer's own answer, changed after `since`: id, change, whether it still concerns.

    After a first question also those from whose list he was taken.
    """
    values = {**viewer.values, "since": since, "after": after, "limit": limit}
    rows = session.execute(_changes(first=since == 0), params=values)
    return [(row[0], row[1], bool(row[2])) for row in rows]


@cache
def _changes(*, first: bool) -> Any:
    own = (
        select(Invitation.meeting_id, func.max(Invitation.changed).label("changed"))
        .where(col(Invitation.member_id).in_(PERSON))
        .group_by(col(Invitation.meeting_id))
        .subquery()
    )
    answered = func.coalesce(own.c.changed, 0)
    changed = case((answered > col(Meeting.changed), answered), else_=col(Meeting.changed))
    shown = CONCERN if first else or_(CONCERN, own.c.meeting_id.is_not(None))
    return (
        select(Meeting.id, changed.label("last"), CONCERN.label("still"))
        .outerjoin(own, own.c.meeting_id == col(Meeting.id))
        .where(NEAR, shown, changed > bindparam("since"), col(Meeting.ends_at) > bindparam("after"))
        .order_by(changed, col(Meeting.id))
        .limit(bindparam("limit", type_=Integer))
    )


def by_id(session: Session, meeting_ids: Sequence[UUID]) -> dict[UUID, Meeting]:
    """Meetings the caller has been shown."""
    rows = session.exec(_by_id(), params={"meeting_ids": list(meeting_ids)}).all()
    return {row.id: row for row in rows}


@cache
def _by_id() -> SelectOfScalar[Meeting]:
    return select(Meeting).where(col(Meeting.id).in_(bindparam("meeting_ids", expanding=True)))


def list_for_calendar(session: Session, viewer: Viewer, after: datetime) -> Sequence[Meeting]:
    """What stands in somebody's calendar, in the order of time."""
    statement = select(Meeting).where(NEAR, ATTENDS, col(Meeting.ends_at) > after)
    ordered = statement.order_by(col(Meeting.starts_at), col(Meeting.id)).limit(500)
    return session.exec(ordered, params=viewer.values).all()


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
