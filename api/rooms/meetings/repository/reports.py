"""Queries about reports: what the branches below an organisation registered, held and sent up."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, aliased
from sqlmodel import Session, col, select

from api.kit import scope
from api.kit.actors import Actor, Permission
from api.kit.scope import OrganizationClosure
from api.rooms.meetings.models import Meeting, MeetingKind, MeetingReport, MeetingState, ReportState
from api.rooms.meetings.schemas.reports import Show
from api.rooms.organizations.models import Organization, OrganizationKind


@dataclass(frozen=True)
class Asked:
    """Which branches of which month: those of the subtree that stood on a day, with meetings of these kinds."""

    organization_id: UUID
    month: str
    kinds: Collection[MeetingKind]
    on: date


class Sums(NamedTuple):
    """Branches below one child of the organisation whose meeting got the same band (None: without score)."""

    child_id: UUID
    child_name: str
    direct: bool
    """Whether the child is itself the branch."""
    band: str | None
    branches: int
    registered: int
    reported: int
    late: int
    accepted: int
    returned: int
    present: int
    counted: int
    scored: int
    points: float
    decidable: int
    """Branches at which the actor himself holds no overseeing position."""


class BranchInMonth(NamedTuple):
    """A branch, the child of the organisation under which it stands, and a meeting: the one that got farthest."""

    id: UUID
    name: str
    child_id: UUID
    child_name: str
    meeting_id: UUID | None
    meeting_state: MeetingState | None
    meeting_kind: MeetingKind | None
    starts_at: datetime | None
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


DECIDED_ONE_BY_ONE = {Show.WAITING, Show.RETURNED}
_REPORTED = BranchInMonth._fields[BranchInMonth._fields.index("version") :]


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


def sums_of(session: Session, asked: Asked, overseen_at: Collection[UUID]) -> list[Sums]:
    """The month in figures, by child and band: as many rows for a province as for a commune with as many children."""
    row = _month(asked).c
    direct = row.child_id == row.id
    statement = sa.select(
        row.child_id,
        sa.func.min(row.child_name),
        direct,
        row.band,
        sa.func.count(),
        sa.func.count(row.meeting_id),
        sa.func.count(row.report_id),
        _number(row.late),
        _number(row.report_state == ReportState.ACCEPTED),
        _number(row.report_state == ReportState.RETURNED),
        sa.func.coalesce(sa.func.sum(row.present), 0),
        sa.func.coalesce(sa.func.sum(row.counted), 0),
        sa.func.count(row.score),
        sa.func.coalesce(sa.func.sum(row.score), 0.0),
        _number(row.id.not_in(overseen_at)),
    ).group_by(row.child_id, direct, row.band)
    return [Sums(*found) for found in session.execute(statement).all()]


def branches_in_month(session: Session, asked: Asked, show: Show, weakest: str, most: int) -> list[BranchInMonth]:
    """The branches of a narrowed list, by name; `weakest` is the code of the lowest band.

    What waits for a decision is every report, also those of thematic and committee meetings: a branch may be there
    several times.
    """
    row = _month(asked, each_report=show in DECIDED_ONE_BY_ONE).c
    narrowed: dict[Show, sa.ColumnElement[bool]] = {
        Show.DIRECT: row.child_id == row.id,
        Show.ALL: sa.true(),
        Show.UNREGISTERED: row.meeting_id.is_(None),
        Show.MISSING: row.report_id.is_(None),
        Show.LATE: row.late,
        Show.WAITING: row.report_state == ReportState.SENT,
        Show.RETURNED: row.report_state == ReportState.RETURNED,
        Show.WEAK: row.band == weakest,
    }
    columns = [row[name] for name in BranchInMonth._fields]
    statement = sa.select(*columns).where(narrowed[show]).order_by(row.name_folded, row.id, row.starts_at).limit(most)
    return [BranchInMonth(*found) for found in session.execute(statement).all()]


def _number(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    """For how many rows it holds."""
    return sa.func.coalesce(sa.func.sum(sa.case((condition, 1), else_=0)), 0)


def _month(asked: Asked, *, each_report: bool = False) -> sa.Subquery:
    """One row a branch of the subtree with its meeting; a branch looked at by itself is its own child."""
    child, branch = aliased(Organization), aliased(Organization)
    counts = col(Meeting.id) == _farthest(asked, col(branch.id))
    reported = sa.and_(
        col(Meeting.organization_id) == col(branch.id),
        col(Meeting.month) == asked.month,
        col(Meeting.state) == MeetingState.REPORTED,
    )
    return (
        sa.select(
            col(branch.id),
            col(branch.name),
            col(branch.name_folded),
            col(child.id).label("child_id"),
            col(child.name).label("child_name"),
            col(Meeting.id).label("meeting_id"),
            col(Meeting.state).label("meeting_state"),
            col(Meeting.kind).label("meeting_kind"),
            col(Meeting.starts_at),
            col(MeetingReport.id).label("report_id"),
            col(MeetingReport.state).label("report_state"),
            *(getattr(MeetingReport, name) for name in _REPORTED),
        )
        .join(OrganizationClosure, col(OrganizationClosure.descendant_id) == col(branch.id))
        .join(child, col(child.id) == col(OrganizationClosure.ancestor_id))
        .join(OrganizationKind, col(OrganizationKind.code) == col(branch.kind))
        .join(Meeting, reported if each_report else counts, isouter=True)
        .join(MeetingReport, col(MeetingReport.meeting_id) == col(Meeting.id), isouter=True)
        .where(
            col(OrganizationKind.is_branch),
            sa.or_(
                col(child.parent_id) == asked.organization_id,
                sa.and_(col(child.id) == asked.organization_id, col(branch.id) == asked.organization_id),
            ),
            sa.or_(col(branch.ended_on).is_(None), col(branch.ended_on) > asked.on),
            col(branch.founded_on) <= asked.on,
        )
        .subquery()
    )


def _farthest(asked: Asked, branch_id: Mapped[UUID]) -> sa.ScalarSelect[UUID]:
    """The registered meeting of a branch's month: the reported one, else the first. One look-up for each branch."""
    meeting, report = aliased(Meeting), aliased(MeetingReport)
    return (
        sa.select(col(meeting.id))
        .join(report, col(report.meeting_id) == col(meeting.id), isouter=True)
        .where(
            col(meeting.organization_id) == branch_id,
            col(meeting.month) == asked.month,
            col(meeting.kind).in_(asked.kinds),
            col(meeting.published_at).is_not(None),
            col(meeting.state) != MeetingState.CANCELLED,
        )
        .order_by(col(report.id).is_(None), col(meeting.starts_at), col(meeting.id))
        .limit(1)
        .scalar_subquery()
    )


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
