"""The demo's records of past meetings: who came, what was said and decided; closed by the product's own closing."""

import tomllib
from collections.abc import Generator, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlmodel import Session, SQLModel, col, select

from api.cli.demo.chance import Chance
from api.kit import rules, storage
from api.kit.actors import Role
from api.rooms.meetings.models import (
    AgendaItem,
    AgendaPart,
    Assignment,
    Attendance,
    CarriedTask,
    Invitation,
    InvitedAs,
    Meeting,
    MeetingScore,
    Opinion,
    RecordField,
    RollFact,
    RollMethod,
    TaskState,
)
from api.rooms.meetings.service import finish, open_criteria
from api.rooms.meetings.service.press import Press
from api.rooms.members.models import Member, State
from api.rooms.members.states import PRESENT
from api.rooms.organizations.models import Organization, Position
from api.settings import Settings

_PRESENT = {Attendance.PRESENT: 0.88, Attendance.LATE: 0.04, Attendance.EXCUSED: 0.06, Attendance.UNEXCUSED: 0.02}
_REASONS = ("sick", "work_trip", "family", "study")
_LOST = {0: 0.7, 1: 0.25, 2: 0.05}
"""Points a criterion does not get."""
_DONE = 0.9
_DUE = timedelta(days=21)


class Minutes:
    """Writes records and closes them."""

    def __init__(self, settings: Settings) -> None:
        self.chance = Chance("minutes")
        self.press = Press(storage.open_store(settings.storage), settings.public_url, {})

    @cached_property
    def said(self) -> dict[str, Any]:
        """What people say at such meetings."""
        return tomllib.loads(Path(__file__).with_name("minutes.toml").read_text("utf-8"))

    def of_meeting(self, session: Session, meeting: Meeting, branch: Organization) -> Iterator[SQLModel]:
        """The meeting with everything its record holds; nothing for a branch without members."""
        members = session.exec(
            select(Member)
            .where(col(Member.branch_id) == branch.id, col(Member.state).in_(PRESENT))
            .order_by(col(Member.name_key), col(Member.id))
        ).all()
        called = [member for member in members if member.state not in {State.SUSPENDED, State.DETAINED}]
        if not called:
            return
        held = session.exec(select(Position).where(col(Position.organization_id) == branch.id)).all()
        chair = next((one.member_id for one in held if one.role is Role.SECRETARY and one.member_id), called[0].id)
        meeting.chair_id = chair
        meeting.clerk_id = next((member.id for member in called if member.id != chair), None)
        yield meeting
        came = yield from self._roll(meeting, called)
        yield from self._course(session, meeting, came)
        yield from self._fields(meeting, {"dues_paid": str(len(called)), "dues_unpaid": "0"})
        yield from self._carried(session, meeting)
        yield from self._tasks(meeting, came)

    def close(self, session: Session, meeting_id: UUID) -> None:
        """Give the points that people judge, and close."""
        meeting = session.get_one(Meeting, meeting_id)
        rule, criteria = open_criteria(session, meeting)
        lines = [
            {"code": code, "applies": True, "points": max(0.0, points - self.chance.weighted(_LOST))}
            for code, points in criteria
        ]
        session.add(MeetingScore(meeting_id=meeting_id, rule_set_id=rule.id, lines=lines))
        session.flush()
        finish(session, self.press, meeting)

    def _roll(self, meeting: Meeting, called: Sequence[Member]) -> Generator[SQLModel, None, list[UUID]]:
        """Everybody asked and called; returns who came."""
        came = []
        for number, member in enumerate(called, start=1):
            leads = member.id in {meeting.chair_id, meeting.clerk_id}
            status = Attendance.PRESENT if leads else self.chance.weighted(_PRESENT)
            if status in {Attendance.PRESENT, Attendance.LATE}:
                came.append(member.id)
            yield Invitation(
                id=self.chance.new_id(), meeting_id=meeting.id, member_id=member.id, invited_as=InvitedAs.SUMMONED
            )
            yield RollFact(
                id=self.chance.new_id(),
                created_at=meeting.starts_at,
                meeting_id=meeting.id,
                member_id=member.id,
                status=status,
                method=RollMethod.HAND,
                reason=self.chance.one_of(_REASONS) if status is Attendance.EXCUSED else None,
                number=number,
            )
        return came

    def _course(self, session: Session, meeting: Meeting, came: Sequence[UUID]) -> Iterator[SQLModel]:
        """Point by point: what was reported, said and concluded."""
        template = rules.find(session, "agenda_regular", _day(meeting), meeting.organization_id).content["items"]
        opinions, conclusions, notes = (list(self.said[one]) for one in ("opinions", "conclusions", "notes"))
        for position, point in enumerate(template):
            item = AgendaItem(
                id=self.chance.new_id(),
                meeting_id=meeting.id,
                position=position,
                part=AgendaPart(point["part"]),
                title=point["title"],
                minutes=10,
            )
            yield item
            if item.part is not AgendaPart.BODY:
                continue
            yield from self._fields(
                meeting,
                {
                    f"items.{item.id}.notes": self._next(notes, "notes"),
                    f"items.{item.id}.conclusion": self._next(conclusions, "conclusions"),
                },
            )
            for place in range(min(2, len(came))):
                yield Opinion(
                    id=self.chance.new_id(),
                    meeting_id=meeting.id,
                    item_id=item.id,
                    speaker_id=self.chance.one_of(came),
                    text=self._next(opinions, "opinions"),
                    position=place,
                )

    def _next(self, unsaid: list[str], what: str) -> str:
        """One of the sentences not said at this meeting yet; when all were, any of them again."""
        if not unsaid:
            unsaid += self.said[what]
        return unsaid.pop(self.chance.between(0, len(unsaid) - 1))

    def _carried(self, session: Session, meeting: Meeting) -> Iterator[SQLModel]:
        """What became of the tasks the meetings before had given; what is not done is carried on."""
        done = select(CarriedTask.assignment_id).where(col(CarriedTask.state) == TaskState.DONE)
        given = select(Assignment).join(Meeting, col(Meeting.id) == col(Assignment.meeting_id))
        waiting = given.where(
            col(Meeting.organization_id) == meeting.organization_id,
            col(Meeting.starts_at) < meeting.starts_at,
            col(Assignment.id).not_in(done),
        )
        for task in session.exec(waiting.order_by(col(Assignment.id))).all():
            state = TaskState.DONE if self.chance.happens(_DONE) else TaskState.PARTLY
            result = self.said["results"][state.value]
            yield CarriedTask(
                id=self.chance.new_id(), meeting_id=meeting.id, assignment_id=task.id, state=state, result=result
            )

    def _fields(self, meeting: Meeting, values: dict[str, str]) -> Iterator[SQLModel]:
        for name, value in values.items():
            yield RecordField(id=self.chance.new_id(), meeting_id=meeting.id, name=name, value=value)

    def _tasks(self, meeting: Meeting, came: Sequence[UUID]) -> Iterator[SQLModel]:
        tasks = list(self.said["tasks"])
        for position in range(2):
            yield Assignment(
                id=self.chance.new_id(),
                meeting_id=meeting.id,
                text=tasks.pop(self.chance.between(0, len(tasks) - 1)),
                assignee_id=self.chance.one_of(came),
                due_on=_day(meeting) + _DUE,
                position=position,
            )


def _day(meeting: Meeting) -> date:
    return meeting.starts_at.date()
