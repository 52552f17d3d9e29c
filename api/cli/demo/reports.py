"""The demo's past months and what this one has brought: most branches have met and reported, some late."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property

from sqlalchemy import func
from sqlmodel import Session, SQLModel, col, select

from api.cli import texts
from api.cli.demo.accounts import BRANCH
from api.cli.demo.chance import Chance
from api.cli.demo.minutes import Minutes
from api.cli.demo.month import Month
from api.cli.demo.rows import write
from api.kit import clock, rules
from api.kit.db import Database
from api.rooms.meetings.models import (
    Meeting,
    MeetingKind,
    MeetingReport,
    MeetingState,
    ReportState,
)
from api.rooms.meetings.scoring import ScoreForm, read_form
from api.rooms.members.models import Member
from api.rooms.members.states import PRESENT
from api.rooms.organizations.models import Organization, OrganizationKind
from api.settings import Settings

_MONTHS = 3
_EVENING = time(19, 30)
_MISSING, _LATE, _RETURNED = 0.06, 0.08, 0.03
_LASTING = (88, 118)
_SCORES = (68, 98)
_ACCEPTED_BEFORE = 25
"""Days after which the committee has looked at a report."""


@dataclass
class Archive:
    """What the branches reported in the months before."""

    settings: Settings
    database: Database
    today: date
    form: ScoreForm = field(init=False)

    @cached_property
    def chance(self) -> Chance:
        """Falls the same way at every run."""
        return Chance("reports")

    def fill(self) -> None:
        """Write the reports down, once."""
        with self.database.writing() as session:
            if session.exec(select(MeetingReport.id).limit(1)).first() is not None:
                return
            found = rules.find_several(session, ("score_form", "papers_deadline"), self.today)
            self.form = read_form(found["score_form"].content)
            days = found["papers_deadline"].content["results_days_after"]
            sizes = self._sizes(session)
            branches = self._branches(session)
            parent = next((branch.parent_id for branch in branches if branch.code == BRANCH), None)
            for branch in branches:
                for day in self._days(branch):
                    if branch.parent_id == parent:
                        self._with_record(session, branch, day)
                    elif sizes.get(str(branch.id)) and not self.chance.happens(_MISSING):
                        write(session, self._month(branch, day, sizes[str(branch.id)], days))

    def _branches(self, session: Session) -> Sequence[Organization]:
        kinds = select(OrganizationKind.code).where(col(OrganizationKind.is_branch))
        statement = select(Organization).where(col(Organization.kind).in_(kinds), col(Organization.ended_on).is_(None))
        return session.exec(statement.order_by(col(Organization.id))).all()

    def _sizes(self, session: Session) -> dict[str, int]:
        statement = select(Member.branch_id, func.count()).where(col(Member.state).in_(PRESENT))
        return {str(branch): count for branch, count in session.exec(statement.group_by(col(Member.branch_id)))}

    def _with_record(self, session: Session, branch: Organization, day: date) -> None:
        """In the commune people sign in to, meetings were held point by point and left their papers."""
        meeting = self._meeting(branch, day, late_by=0)
        if write(session, self.minutes.of_meeting(session, meeting, branch)):
            self.minutes.close(session, meeting.id)

    @cached_property
    def minutes(self) -> Minutes:
        """What was said and decided."""
        return Minutes(self.settings)

    def _month(self, branch: Organization, day: date, members: int, days: int) -> Iterator[SQLModel]:
        """One meeting and its report, in figures only."""
        late_by = days + self.chance.between(1, 5)
        late = self.chance.happens(_LATE) and day + timedelta(days=late_by) < self.today
        meeting = self._meeting(branch, day, late_by=late_by if late else 0)
        meeting.state = MeetingState.REPORTED
        yield meeting
        yield self._report(meeting, members, days, late=late)

    def _meeting(self, branch: Organization, day: date, *, late_by: int) -> Meeting:
        starts_at = datetime.combine(day, _EVENING, tzinfo=clock.LOCAL)
        ended = starts_at + timedelta(minutes=self.chance.between(*_LASTING))
        return Meeting(
            id=self.chance.new_id(),
            organization_id=branch.id,
            kind=MeetingKind.REGULAR,
            title=texts.DEMO_MEETING.format(month=f"{day:%m/%Y}"),
            month=f"{day:%Y-%m}",
            starts_at=starts_at,
            ends_at=ended,
            opened_at=starts_at,
            closed_at=ended + timedelta(days=late_by),
            place=texts.DEMO_MEETING_PLACE.format(place=branch.place or branch.name),
            state=MeetingState.OPEN,
            published_at=starts_at - timedelta(days=self.chance.between(6, 20)),
        )

    def _report(self, meeting: Meeting, members: int, days: int, *, late: bool) -> MeetingReport:
        day = meeting.starts_at.astimezone(clock.LOCAL).date()
        absent = min(members, self.chance.between(0, max(1, members // 6)))
        score = float(self.chance.between(*_SCORES))
        looked_at = (self.today - day).days > _ACCEPTED_BEFORE
        returned = not looked_at and self.chance.happens(_RETURNED)
        first_late = datetime.combine(day + timedelta(days=days + 1), time(), tzinfo=clock.LOCAL)
        return MeetingReport(
            id=self.chance.new_id(),
            meeting_id=meeting.id,
            organization_id=meeting.organization_id,
            month=meeting.month,
            due_at=first_late - timedelta(microseconds=1),
            reported_at=meeting.closed_at or meeting.ends_at,
            late=late,
            summoned=members,
            counted=members,
            present=members - absent,
            unexcused=min(absent, self.chance.between(0, 1)),
            score=score,
            band=self.form.band_of(Decimal(str(score))).code,
            state=ReportState.ACCEPTED if looked_at else ReportState.RETURNED if returned else ReportState.SENT,
            remark=texts.DEMO_REPORT_REMARK if returned else None,
        )

    def _days(self, branch: Organization) -> Iterator[date]:
        """An evening in the first ten days of each month before this one, and this month's where it has been."""
        months = [self.today.replace(day=1)]
        for _ in range(_MONTHS):
            months.append((months[-1] - timedelta(days=1)).replace(day=1))
        for month in reversed(months[1:]):
            yield month.replace(day=self.chance.between(2, 10))
        if (met_on := Month(self.today).met_on(branch)) is not None:
            yield met_on
