"""Queries about reports: what the branches below an organisation registered, held and sent up."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from api.kit import scope
from api.kit.actors import Actor, Permission
from api.kit.scope import OrganizationClosure
from api.rooms.meetings.models import Meeting, MeetingKind, MeetingReport, MeetingState, ReportState
from api.rooms.organizations.models import Organization, OrganizationKind


class BranchBelow(NamedTuple):
    """A branch, and the child of the organisation looked at under which it stands (itself when directly below)."""

    id: UUID
    name: str
    child_id: UUID
    child_name: str


class HeldMeeting(NamedTuple):
    """A regular meeting of the month with what was reported about it."""

    organization_id: UUID
    meeting_id: UUID
    state: MeetingState
    starts_at: datetime
    report_id: UUID | None
    report_state: ReportState | None
    version: int | None
    late: bool | None
    due_at: datetime | None
    reported_at: datetime | None
    summoned: int | None
    counted: int | None
    present: int | None
    unexcused: int | None
    score: float | None
    band: str | None
    remark: str | None


def overseen(session: Session, actor: Actor, organization_id: UUID) -> Organization | None:
    """An organisation whose reports the actor reads."""
    within = scope.organizations_with(actor, Permission.MEETINGS_OVERSEE)
    statement = select(Organization).where(col(Organization.id) == organization_id, col(Organization.id).in_(within))
    return session.exec(statement).first()


def lineage(session: Session, organization_id: UUID) -> Sequence[tuple[UUID, str]]:
    """The organisation and all above it with their names, nearest first."""
    statement = (
        select(Organization.id, Organization.name)
        .join(OrganizationClosure, col(OrganizationClosure.ancestor_id) == col(Organization.id))
        .where(col(OrganizationClosure.descendant_id) == organization_id)
        .order_by(col(OrganizationClosure.depth))
    )
    return session.exec(statement).all()


def branches_below(session: Session, organization_id: UUID, on: date) -> list[BranchBelow]:
    """Every branch of the subtree that stood on a day; a branch looked at by itself is its own child."""
    child, branch = aliased(Organization), aliased(Organization)
    statement = (
        sa.select(col(branch.id), col(branch.name), col(child.id), col(child.name))
        .join(OrganizationClosure, col(OrganizationClosure.descendant_id) == col(branch.id))
        .join(child, col(child.id) == col(OrganizationClosure.ancestor_id))
        .join(OrganizationKind, col(OrganizationKind.code) == col(branch.kind))
        .where(
            col(OrganizationKind.is_branch),
            sa.or_(
                col(child.parent_id) == organization_id,
                sa.and_(col(child.id) == organization_id, col(branch.id) == organization_id),
            ),
            sa.or_(col(branch.ended_on).is_(None), col(branch.ended_on) > on),
            col(branch.founded_on) <= on,
        )
        .order_by(col(branch.name_folded), col(branch.id))
    )
    return [BranchBelow(*row) for row in session.execute(statement).all()]


def meetings_of_month(
    session: Session, organization_id: UUID, month: str, kinds: Collection[MeetingKind]
) -> list[HeldMeeting]:
    """Registered meetings of these kinds in a month, for the whole subtree."""
    statement = (
        sa.select(
            col(Meeting.organization_id),
            col(Meeting.id),
            col(Meeting.state),
            col(Meeting.starts_at),
            col(MeetingReport.id),
            col(MeetingReport.state),
            col(MeetingReport.version),
            col(MeetingReport.late),
            col(MeetingReport.due_at),
            col(MeetingReport.reported_at),
            col(MeetingReport.summoned),
            col(MeetingReport.counted),
            col(MeetingReport.present),
            col(MeetingReport.unexcused),
            col(MeetingReport.score),
            col(MeetingReport.band),
            col(MeetingReport.remark),
        )
        .join(MeetingReport, col(MeetingReport.meeting_id) == col(Meeting.id), isouter=True)
        .where(
            col(Meeting.month) == month,
            col(Meeting.kind).in_(kinds),
            col(Meeting.published_at).is_not(None),
            col(Meeting.state) != MeetingState.CANCELLED,
            col(Meeting.organization_id).in_(scope.below([organization_id])),
        )
        .order_by(col(Meeting.starts_at), col(Meeting.id))
    )
    return [HeldMeeting(*row) for row in session.execute(statement).all()]


def of_meeting(session: Session, meeting_id: UUID) -> MeetingReport:
    """The report of a reported meeting the caller has been shown."""
    return session.exec(select(MeetingReport).where(col(MeetingReport.meeting_id) == meeting_id)).one()


def find_report(session: Session, actor: Actor, report_id: UUID, *, lock: bool = False) -> MeetingReport | None:
    """A report within the actor's oversight."""
    within = scope.organizations_with(actor, Permission.MEETINGS_OVERSEE)
    statement = select(MeetingReport).where(
        col(MeetingReport.id) == report_id, col(MeetingReport.organization_id).in_(within)
    )
    if lock:
        statement = statement.with_for_update().execution_options(populate_existing=True)
    return session.exec(statement).first()


def stands_above(session: Session, places: Collection[UUID], organization_id: UUID) -> bool:
    """Whether one of these places is truly above the organisation."""
    statement = select(OrganizationClosure.depth).where(
        scope.reaches(places),
        col(OrganizationClosure.descendant_id) == organization_id,
        col(OrganizationClosure.depth) > 0,
    )
    return session.exec(statement.limit(1)).first() is not None
