"""The demo's meetings to come: registered, with agenda, papers and some answers; a few on, put off or called off."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlmodel import Session, SQLModel, col, select, update

from api.cli import texts
from api.cli.demo.accounts import BRANCH
from api.cli.demo.chance import Chance
from api.cli.demo.month import Month
from api.cli.demo.rows import write
from api.kit import clock, rules
from api.kit.actors import Role
from api.kit.db import Database
from api.rooms.library.models import Document
from api.rooms.library.models import State as DocumentState
from api.rooms.meetings.models import (
    AgendaItem,
    AgendaPaper,
    AgendaPart,
    Answer,
    Decision,
    Invitation,
    InvitedAs,
    Meeting,
    MeetingChange,
    MeetingClock,
    MeetingKind,
    MeetingState,
)
from api.rooms.members.models import Member, State
from api.rooms.members.states import PRESENT
from api.rooms.organizations.models import Organization, OrganizationKind, Position

_TOPICS = ("meeting_kinds", "agenda_regular", "meeting_length", "papers_deadline", "majority", "score_form")
_EVENING = time(19, 30)
_SOONEST, _LATEST, _BESIDE = 2, 9, 3
"""Days from today: the branch people sign in to meets first."""
_EARLY_IN_MONTH = (2, 9)
_NOT_YET = 0.3
"""Of the branches that have met this month, how many have not registered the next one."""
_BEGUN = timedelta(minutes=25)
_MINUTES = 100
_LATE = 0.1
_ANSWERS = {Answer.COMING: 0.55, Answer.ONLINE: 0.05, Answer.ABSENT: 0.08, None: 0.32}
_REASONS = ("sick", "work_trip", "family", "study")
_MINUTES_OF = {AgendaPart.OPENING: 4, AgendaPart.BODY: 12, AgendaPart.CLOSING: 5}


@dataclass
class Diary:
    """What is on in the demo's branches."""

    database: Database
    today: date

    @cached_property
    def chance(self) -> Chance:
        """Falls the same way at every run."""
        return Chance("meetings")

    def fill(self) -> None:
        """Write the meetings down, once."""
        with self.database.writing() as session:
            if session.exec(select(Meeting.id).limit(1)).first() is not None:
                return
            found = rules.find_several(session, _TOPICS, self.today)
            papers = self._papers(session)
            branches = self._branches(session)
            states = self.month.states(branches)
            for number, branch in enumerate(branches, start=1):
                if (day := self._day(branch, states.get(branch.id))) is not None:
                    write(session, self._meeting(session, branch, number, day, found, papers))
                    self._settle(session, branch, states.get(branch.id))
            session.execute(update(MeetingClock).values(ticks=len(branches)))

    @cached_property
    def month(self) -> Month:
        """Which branches have met already."""
        return Month(self.today)

    def _day(self, branch: Organization, state: MeetingState | None) -> date | None:
        """The day of the next meeting; None where it is not registered yet."""
        if state is MeetingState.OPEN:
            return self.today
        if branch.code == BRANCH:
            return self.today + timedelta(days=_BESIDE)
        if self.month.met_on(branch) is None:
            return self.today + timedelta(days=self.chance.between(_SOONEST, _LATEST))
        if self.chance.happens(_NOT_YET):
            return None
        return self.month.first_of_next() + timedelta(days=self.chance.between(*_EARLY_IN_MONTH))

    def _settle(self, session: Session, branch: Organization, state: MeetingState | None) -> None:
        """Begin the meeting of a branch, or put it off or call it off with a reason."""
        if state is None:
            return
        meeting = session.exec(select(Meeting).where(col(Meeting.organization_id) == branch.id)).one()
        meeting.state = state
        if state is MeetingState.OPEN:
            meeting.starts_at = meeting.opened_at = clock.now().replace(second=0, microsecond=0) - _BEGUN
            meeting.ends_at = meeting.starts_at + timedelta(minutes=_MINUTES)
            return
        meeting.state_reason = texts.DEMO_MEETING_REASONS[state]
        meeting.sequence = 1
        details = {"reason": meeting.state_reason}
        session.add(MeetingChange(id=self.chance.new_id(), meeting_id=meeting.id, change=state.value, details=details))

    def _branches(self, session: Session) -> Sequence[Organization]:
        kinds = select(OrganizationKind.code).where(col(OrganizationKind.is_branch))
        statement = select(Organization).where(col(Organization.kind).in_(kinds), col(Organization.ended_on).is_(None))
        return session.exec(statement.order_by(col(Organization.id))).all()

    def _papers(self, session: Session) -> Sequence[Document]:
        statement = select(Document).where(col(Document.state) == DocumentState.PUBLISHED)
        return session.exec(statement.order_by(col(Document.published_at).desc(), col(Document.id)).limit(6)).all()

    def _meeting(  # noqa: PLR0913, PLR0917 - what a meeting is made of
        self,
        session: Session,
        branch: Organization,
        number: int,
        day: date,
        found: dict[str, rules.RuleSet],
        papers: Sequence[Document],
    ) -> Iterator[SQLModel]:
        members, leaders = self._people(session, branch)
        if not members:
            return
        starts_at = datetime.combine(day, _EVENING, tzinfo=clock.LOCAL)
        chair = leaders.get(Role.SECRETARY, members[0].id)
        meeting = Meeting(
            id=self.chance.new_id(),
            organization_id=branch.id,
            kind=MeetingKind.REGULAR,
            title=texts.DEMO_MEETING.format(month=f"{day:%m/%Y}"),
            month=f"{day:%Y-%m}",
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=_MINUTES),
            place=texts.DEMO_MEETING_PLACE.format(place=branch.place or branch.name),
            chair_id=chair,
            clerk_id=next(member.id for member in members if member.id != chair),
            state=MeetingState.PUBLISHED,
            published_at=self._registered(day),
            rule_set_ids={topic: str(rule.id) for topic, rule in found.items()},
            changed=number,
        )
        yield meeting
        yield from self._agenda(meeting, found["agenda_regular"].content["items"], papers)
        yield from (self._invitation(meeting, member) for member in members if member.state is not State.SUSPENDED)

    def _registered(self, day: date) -> datetime:
        """Before the twentieth of the month before, or, where somebody was late, some days ago."""
        month_before = day.replace(day=1) - timedelta(days=1)
        on = month_before.replace(day=self.chance.between(8, 19))
        if on >= self.today or self.chance.happens(_LATE):
            on = self.today - timedelta(days=self.chance.between(1, 4))
        return datetime.combine(on, time(10, self.chance.between(0, 59)), tzinfo=clock.LOCAL)

    def _people(self, session: Session, branch: Organization) -> tuple[Sequence[Member], dict[Role, UUID]]:
        members = session.exec(
            select(Member)
            .where(col(Member.branch_id) == branch.id, col(Member.state).in_(PRESENT))
            .order_by(col(Member.name_key), col(Member.id))
        ).all()
        positions = session.exec(select(Position).where(col(Position.organization_id) == branch.id)).all()
        return members, {held.role: held.member_id for held in positions if held.member_id}

    def _agenda(
        self, meeting: Meeting, template: Sequence[dict[str, Any]], papers: Sequence[Document]
    ) -> Iterator[SQLModel]:
        chosen = list(papers)
        for position, point in enumerate(template):
            part = AgendaPart(point["part"])
            report = part is AgendaPart.BODY and template[position - 1]["part"] != point["part"]
            item = AgendaItem(
                id=self.chance.new_id(),
                meeting_id=meeting.id,
                position=position,
                part=part,
                title=point["title"],
                presenter_id=meeting.chair_id if report else None,
                minutes=_MINUTES_OF[part],
            )
            yield item
            if part is AgendaPart.BODY and chosen and self.chance.happens(0.5):
                document = chosen.pop(self.chance.between(0, len(chosen) - 1))
                yield AgendaPaper(
                    id=self.chance.new_id(),
                    created_at=meeting.published_at or clock.now(),
                    meeting_id=meeting.id,
                    item_id=item.id,
                    document_id=document.id,
                    title=document.title,
                )

    def _invitation(self, meeting: Meeting, member: Member) -> Invitation:
        """Asked to come; some have answered."""
        answer = self.chance.weighted(_ANSWERS)
        absent = answer is Answer.ABSENT
        decided = absent and self.chance.happens(0.5)
        at = clock.now() - timedelta(hours=self.chance.between(1, 40)) if answer else None
        return Invitation(
            id=self.chance.new_id(),
            meeting_id=meeting.id,
            member_id=member.id,
            invited_as=InvitedAs.SUMMONED,
            answer=answer,
            reason=self.chance.one_of(_REASONS) if absent else None,
            answered_at=at,
            decision=Decision.APPROVED if decided else None,
            decided_at=at if decided else None,
            changed=meeting.changed,
        )
