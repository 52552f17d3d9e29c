"""Queries of the register: each starts from the organisations at which the actor oversees the use of faces."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_
from sqlmodel import Session, SQLModel, col, select

from api.kit import scope
from api.kit.actors import Actor, Permission
from api.kit.audit import AuditEntry
from api.rooms.faces.models import (
    FaceEvent,
    FaceMatch,
    FaceOverride,
    FaceTemplate,
)
from api.rooms.meetings.models import Meeting, MeetingState
from api.rooms.members.models import Member


def templates_past(session: Session, actor: Actor | None, before: datetime) -> Sequence[tuple[FaceTemplate, Meeting]]:
    """Templates whose meeting ended before a moment, was cancelled, or offers no faces any more.

    Of the organisations the actor oversees; of the whole house for the job (None).
    """
    statement = (
        select(FaceTemplate, Meeting)
        .join(Meeting, col(Meeting.id) == col(FaceTemplate.meeting_id))
        .join(FaceEvent, col(FaceEvent.meeting_id) == col(Meeting.id))
        .where(
            scope.everything() if actor is None else overseen(actor),
            or_(
                col(Meeting.ends_at) < before,
                col(Meeting.state) == MeetingState.CANCELLED,
                col(FaceEvent.offered).is_(False),
            ),
        )
        .order_by(col(FaceTemplate.id))
    )
    return session.exec(statement).all()


def overseen(actor: Actor) -> ColumnElement[bool]:
    """Meetings of organisations at which the actor oversees the use of faces."""
    return col(Meeting.organization_id).in_(scope.organizations_with(actor, Permission.FACES_OVERSEE))


def how_many(session: Session, table: type[SQLModel], by: Any, actor: Actor) -> dict[Any, int]:
    """Rows of one of the room's tables by a column's word, at the meetings the actor oversees."""
    statement = (
        select(by, func.count())
        .select_from(table)
        .join(Meeting, col(Meeting.id) == _meeting_of(table))
        .where(overseen(actor))
        .group_by(by)
    )
    if table is FaceOverride:
        statement = (
            select(by, func.count())
            .select_from(FaceOverride)
            .join(FaceMatch, col(FaceMatch.id) == col(FaceOverride.match_id))
            .join(Meeting, col(Meeting.id) == col(FaceMatch.meeting_id))
            .where(overseen(actor))
            .group_by(by)
        )
    return {row[0]: row[1] for row in session.execute(statement)}


def _meeting_of(table: type[SQLModel]) -> Any:
    return col(getattr(table, "meeting_id", FaceMatch.meeting_id))


def record(table: type[SQLModel], actor: Actor) -> Select[*tuple[Any, ...]]:
    """Rows of one of the room's tables with the member's name and the meeting's title, for the register."""
    if table is FaceOverride:
        joined = select(FaceOverride, Member.full_name, Meeting.title).join(
            FaceMatch, col(FaceMatch.id) == col(FaceOverride.match_id)
        )
        return (
            joined.join(Member, col(Member.id) == col(FaceMatch.member_id))
            .join(Meeting, col(Meeting.id) == col(FaceMatch.meeting_id))
            .where(overseen(actor))
        )
    member_id: Any = getattr(table, "member_id")  # noqa: B009 - each of these tables has one
    return (
        select(table, Member.full_name, Meeting.title)
        .join(Member, col(Member.id) == col(member_id))
        .join(Meeting, col(Meeting.id) == _meeting_of(table))
        .where(overseen(actor))
    )


def accesses(actor: Actor) -> Select[*tuple[Any, ...]]:
    """What was done and read in this room, from the audit, at the organisations the actor oversees."""
    return select(AuditEntry).where(
        col(AuditEntry.action).startswith("faces."),
        col(AuditEntry.organization_id).in_(scope.organizations_with(actor, Permission.FACES_OVERSEE)),
    )
