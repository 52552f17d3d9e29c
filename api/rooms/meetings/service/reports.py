"""Reports up: what a committee sees of its subtree in a month, and what it decides. It never edits branch minutes."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from uuid import UUID

from sqlmodel import Session

from api.kit import audit, clock, outbox, rules
from api.kit.actors import Actor, Permission
from api.kit.errors import NotAllowed
from api.kit.etags import Edit
from api.rooms.meetings.errors.papers import MonthTooEarly, ReportNotFound
from api.rooms.meetings.errors.papers import ReportDecided as ReportDecidedAlready
from api.rooms.meetings.errors.schedule import PlaceNotFound
from api.rooms.meetings.events import MeetingReported, ReportDecided
from api.rooms.meetings.models import MeetingKind, MeetingReport, MeetingState, ReportState
from api.rooms.meetings.overview import figures_of, percent
from api.rooms.meetings.repository import reports as repository
from api.rooms.meetings.repository.reports import Asked, BranchInMonth, Sums
from api.rooms.meetings.schemas.reports import (
    BranchReportRead,
    ChildFiguresRead,
    MeetingReportRead,
    ReportBandRead,
    ReportPlaceRead,
    ReportsRead,
    ReturnRequest,
    Show,
)
from api.rooms.meetings.service.finding import find_meeting, find_to_record
from api.rooms.meetings.service.material import SCORE, TARGET
from api.rooms.meetings.service.ruling import KINDS, kinds_of
from api.rooms.organizations.models import Organization

MOST = 300
"""Branches in one answer; the sheet has them all."""


def read_reports(  # noqa: PLR0913 - what is asked for, by name
    session: Session, actor: Actor, *, month: str, organization_id: UUID | None, show: Show, most: int = MOST
) -> ReportsRead:
    """The month of a subtree, in as many statements as for one branch."""
    place = _place(session, actor, organization_id)
    above = repository.lineage(session, place.id)
    last_day = _last_day(month)
    found = rules.find_several(session, (SCORE, KINDS, TARGET), last_day, place.id)
    if len(found) < len((SCORE, KINDS, TARGET)):
        raise MonthTooEarly(month=month)
    regular = [kind.code for kind in kinds_of(found[KINDS].content) if MeetingKind.REGULAR.value in kind.counts_as]
    asked = Asked(place.id, month, regular, min(last_day, clock.today()))
    bands = sorted(found[SCORE].content["bands"], key=lambda band: -band["from"])
    overseen = actor.places_with(Permission.MEETINGS_OVERSEE)
    sums = repository.sums_of(session, asked, overseen)
    listed = repository.branches_in_month(session, asked, show, bands[-1]["code"], most + 1)
    return ReportsRead(
        month=month,
        organization=ReportPlaceRead(id=place.id, name=place.name),
        lineage=_visible_lineage(above, overseen),
        bands=[ReportBandRead(code=band["code"], title=band["title"]) for band in bands],
        target=found[TARGET].content["percent"],
        totals=figures_of(sums),
        children=_children(sums),
        branches=[_branch(row) for row in listed[:most]],
        more=len(listed) > most,
        may_decide=any(row.decidable for row in sums),
    )


def accept_report(session: Session, actor: Actor, report_id: UUID, edit: Edit) -> MeetingReportRead:
    """The committee above accepts the report."""
    return _decide(session, actor, report_id, edit, ReportState.ACCEPTED, None)


def return_report(
    session: Session, actor: Actor, report_id: UUID, request: ReturnRequest, edit: Edit
) -> MeetingReportRead:
    """The committee above returns the report with a remark; the branch adds to its papers and sends it again."""
    return _decide(session, actor, report_id, edit, ReportState.RETURNED, request.remark)


def read_report(session: Session, actor: Actor, meeting_id: UUID) -> MeetingReportRead:
    """How the report of a meeting stands."""
    meeting = find_meeting(session, actor, meeting_id)
    if meeting.state is not MeetingState.REPORTED:
        raise ReportNotFound(meeting_id=str(meeting_id))
    return MeetingReportRead.model_validate(repository.of_meeting(session, meeting_id))


def send_again(session: Session, actor: Actor, meeting_id: UUID) -> MeetingReportRead:
    """A returned report goes up again; sent once more it stays as it is."""
    meeting = find_to_record(session, actor, meeting_id)
    if meeting.state is not MeetingState.REPORTED:
        raise ReportNotFound(meeting_id=str(meeting_id))
    report = repository.of_meeting(session, meeting_id)
    if report.state is ReportState.ACCEPTED:
        raise ReportDecidedAlready(state=report.state)
    if report.state is ReportState.RETURNED:
        report.state = ReportState.SENT
        report.version += 1
        place = meeting.organization_id
        outbox.record(session, MeetingReported(meeting_id=meeting.id, organization_id=place))
        _note(session, actor, "meetings.report_sent_again", report)
    return MeetingReportRead.model_validate(report)


def _decide(  # noqa: PLR0913, PLR0917 - who, which, and what was decided
    session: Session, actor: Actor, report_id: UUID, edit: Edit, state: ReportState, remark: str | None
) -> MeetingReportRead:
    report = repository.find_report(session, actor, report_id, lock=True)
    if report is None:
        raise ReportNotFound(report_id=str(report_id))
    if not repository.stands_above(session, actor.places_with(Permission.MEETINGS_OVERSEE), report.organization_id):
        raise NotAllowed(permission=Permission.MEETINGS_OVERSEE)
    if (report.state, report.remark) == (state, remark):
        edit.done(report.version)
        return MeetingReportRead.model_validate(report)
    edit.check(report.version)
    report.state, report.remark = state, remark
    report.decided_by, report.decided_at = actor.account_id, clock.now()
    report.version += 1
    accepted = state is ReportState.ACCEPTED
    place = report.organization_id
    outbox.record(session, ReportDecided(meeting_id=report.meeting_id, organization_id=place, accepted=accepted))
    _note(session, actor, "meetings.report_accepted" if accepted else "meetings.report_returned", report)
    edit.done(report.version)
    return MeetingReportRead.model_validate(report)


def _place(session: Session, actor: Actor, organization_id: UUID | None) -> Organization:
    """The organisation asked for, or the first one the actor oversees."""
    places = actor.places_with(Permission.MEETINGS_OVERSEE)
    if not places:
        raise NotAllowed(permission=Permission.MEETINGS_OVERSEE)
    found = repository.overseen(session, actor, organization_id or places[0])
    if found is None:
        raise PlaceNotFound(organization_id=str(organization_id))
    return found


def _branch(row: BranchInMonth) -> BranchReportRead:
    values = row._asdict()
    under = ReportPlaceRead(id=values.pop("child_id"), name=values.pop("child_name"))
    values["late"] = bool(row.late)
    return BranchReportRead(**values, under=under, attendance=percent(row.present, row.counted))


def _children(sums: list[Sums]) -> list[ChildFiguresRead]:
    """Committees directly below, by name; branches directly below are in the list of branches."""
    under = sorted((row for row in sums if not row.direct), key=lambda row: (row.child_name, str(row.child_id)))
    return [
        ChildFiguresRead(id=place_id, name=name, figures=figures_of(group))
        for (place_id, name), group in groupby(under, key=lambda row: (row.child_id, row.child_name))
    ]


def _visible_lineage(above: Sequence[tuple[UUID, str]], overseen: tuple[UUID, ...]) -> list[ReportPlaceRead]:
    """Upwards to the highest organisation the actor oversees."""
    places = [ReportPlaceRead(id=place_id, name=name) for place_id, name in above]
    highest = max((index for index, place in enumerate(places) if place.id in overseen), default=0)
    return places[: highest + 1]


def _last_day(month: str) -> date:
    year, number = int(month[:4]), int(month[5:])
    return date(year, number, monthrange(year, number)[1])


def _note(session: Session, actor: Actor, action: str, report: MeetingReport) -> None:
    audit.note(
        session,
        actor,
        action,
        subject_kind="meeting",
        subject_id=report.meeting_id,
        organization_id=report.organization_id,
    )
