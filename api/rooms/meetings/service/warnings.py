"""What speaks against a plan: each warning names the rule it comes from. None of them forbids anything."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session

from api.kit import clock, rules
from api.kit.actors import Actor
from api.rooms.meetings import proposal
from api.rooms.meetings.models import Meeting, MeetingState
from api.rooms.meetings.repository import planning
from api.rooms.meetings.repository import schedule as repository
from api.rooms.meetings.schemas.planning import WarningRead
from api.rooms.meetings.service import ruling
from api.rooms.meetings.service.clashes import clashes_of
from api.rooms.meetings.service.finding import day_of, find_to_plan
from api.rooms.meetings.service.ruling import KindRule

REGULAR, THEMATIC = "regular", "thematic"


def list_warnings(session: Session, actor: Actor, meeting_id: UUID) -> list[WarningRead]:
    """Everything that speaks against the plan as it stands now."""
    meeting = find_to_plan(session, actor, meeting_id, lock=False)
    if meeting.state is MeetingState.CANCELLED:
        return []
    topics = {*ruling.FROZEN, *meeting.rule_set_ids}
    found = rules.find_several(session, topics, day_of(meeting), meeting.organization_id)
    return [*Plan(session, meeting, found).warnings(), *_clashes(session, actor, meeting)]


@dataclass
class Plan:
    """A meeting against the rules of its day."""

    session: Session
    meeting: Meeting
    rules: dict[str, rules.RuleSet]

    def warnings(self) -> Iterator[WarningRead]:
        """In the order in which a planner mends them."""
        kind = ruling.kind_of(self.rules[ruling.KINDS].content, self.meeting.kind)
        yield from self._month()
        yield from self._length(kind)
        yield from self._frequency(kind)
        yield from self._papers()
        yield from self._changed_rules()

    def _month(self) -> Iterator[WarningRead]:
        starts_in = proposal.month_of(day_of(self.meeting))
        if starts_in != self.meeting.month:
            yield _warn("month_wrong", self.rules.get(ruling.FREQUENCY), month=self.meeting.month, starts_in=starts_in)

    def _length(self, kind: KindRule) -> Iterator[WarningRead]:
        length = self.rules.get(ruling.LENGTH)
        least = ruling.least_minutes(kind, length)
        minutes = int((self.meeting.ends_at - self.meeting.starts_at).total_seconds() // 60)
        if least is not None and minutes < least:
            yield _warn("too_short", length, minutes=minutes, least_minutes=least)

    def _frequency(self, kind: KindRule) -> Iterator[WarningRead]:
        """Of meetings that count for the month or the quarter: registered in time, neither missing nor twice."""
        rule = self.rules.get(ruling.FREQUENCY)
        if rule is None or not {REGULAR, THEMATIC} & set(kind.counts_as):
            return
        by = _register_by(self.meeting.month, rule.content["register_by_day"])
        registered = (self.meeting.published_at or clock.now()).astimezone(clock.LOCAL).date()
        if registered > by:
            yield _warn("registered_late", rule, by=by.isoformat(), on=registered.isoformat())
        quarter = proposal.quarter_of(self.meeting.month)
        held = self._others_held(quarter)
        regular = sum(month == self.meeting.month and REGULAR in counts for month, counts in held)
        if REGULAR in kind.counts_as and regular >= rule.content["regular_each_month"]:
            yield _warn("regular_twice", rule, month=self.meeting.month)
        if REGULAR not in kind.counts_as and not regular:
            yield _warn("regular_missing", rule, month=self.meeting.month)
        thematic = sum(THEMATIC in counts for _, counts in held)
        last = self.meeting.month == quarter[-1]
        if THEMATIC not in kind.counts_as and last and thematic < rule.content["thematic_each_quarter"]:
            yield _warn("thematic_overdue", rule, from_month=quarter[0], to_month=quarter[-1])

    def _others_held(self, months: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
        kinds = {one.code: one.counts_as for one in ruling.kinds_of(self.rules[ruling.KINDS].content)}
        rows = planning.in_months(self.session, self.meeting.organization_id, months, besides=self.meeting.id)
        return [(month, kinds.get(kind, ())) for month, kind in rows]

    def _papers(self) -> Iterator[WarningRead]:
        """Papers are out a day before; a meeting not published yet shows none to anybody."""
        rule = self.rules.get(ruling.PAPERS)
        papers = repository.papers_of(self.session, [self.meeting.id])
        if rule is None or not papers:
            return
        due = self.meeting.starts_at - timedelta(days=rule.content["papers_days_before"])
        shown_from = self.meeting.published_at or clock.now()
        late = [paper.title for paper in papers if max(paper.created_at, shown_from) > due]
        if late:
            yield _warn("papers_late", rule, due_at=due.isoformat(), titles=late)

    def _changed_rules(self) -> Iterator[WarningRead]:
        """Rules that were replaced between publication and now; the ones of the meeting's day count."""
        frozen = self.meeting.rule_set_ids
        for topic, rule in sorted(self.rules.items()):
            if topic in frozen and frozen[topic] != str(rule.id):
                yield _warn("rules_changed", rule, from_on=rule.effective_from.isoformat())


def _clashes(session: Session, actor: Actor, meeting: Meeting) -> Iterator[WarningRead]:
    for clash in clashes_of(session, actor, meeting):
        yield _warn(
            "clash",
            None,
            name=clash.member.name,
            part=clash.part,
            title=clash.title,
            starts_at=clash.starts_at.isoformat(),
            ends_at=clash.ends_at.isoformat(),
        )


def _register_by(month: str, day: int) -> date:
    """The schedule of a month is registered by a day of the month before."""
    year, number = map(int, month.split("-"))
    before = date(year, number, 1) - timedelta(days=1)
    return before.replace(day=min(day, before.day))


def _warn(code: str, rule: rules.RuleSet | None, **params: Any) -> WarningRead:
    return WarningRead(
        code=code,
        params=params,
        topic=rule.topic if rule else None,
        citation=rule.citation if rule else None,
        source_level=rule.source_level if rule else None,
    )
