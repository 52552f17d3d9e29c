"""Everything score, papers and report are made from: the record, the rules of the meeting's day, the place."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cached_property
from typing import Any

from sqlmodel import Session

from api.kit import clock, rules
from api.kit.actors import Actor
from api.rooms.meetings.measures import Observed
from api.rooms.meetings.models import Meeting, MeetingScore, MeetingState
from api.rooms.meetings.numbers import NumberRule, read_rule
from api.rooms.meetings.paper_source import PaperSource, ScoreSaid
from api.rooms.meetings.paper_words import local_day, long_date, sentence
from api.rooms.meetings.repository import papers as repository
from api.rooms.meetings.schemas.record import MeetingRecordRead
from api.rooms.meetings.scoring import Total
from api.rooms.meetings.service.finding import day_of
from api.rooms.meetings.service.recording import record_of
from api.rooms.meetings.service.ruling import KINDS, LENGTH, PAPERS, kind_of, least_minutes
from api.rooms.meetings.service.voting import TOPICS
from api.rooms.organizations.models import Organization

SCORE, TARGET, REASONS, NUMBERS = "score_form", "attendance_target", "absence_reasons", "paper_numbers"
ENDED = frozenset({MeetingState.CLOSED, MeetingState.REPORTED})


@dataclass
class Setting:
    """A meeting with the rules of its day and the organisations it belongs to."""

    meeting: Meeting
    rules: dict[str, rules.RuleSet]
    organization: Organization
    above: Organization | None

    @cached_property
    def kind_title(self) -> str:
        """What meetings of this kind are called."""
        return kind_of(self.rules[KINDS].content, self.meeting.kind).title

    @cached_property
    def scored(self) -> bool:
        """Whether meetings of this kind are scored."""
        kinds = self.rules[KINDS].content["kinds"]
        return any(kind["code"] == self.meeting.kind and kind["scored"] for kind in kinds)

    @cached_property
    def numbers(self) -> NumberRule:
        """How papers are numbered and signed."""
        return read_rule(self.rules[NUMBERS].content)

    @property
    def above_name(self) -> str:
        """The organisation above as papers print it; empty at the top."""
        return self.numbers.above(self.above.name) if self.above else ""

    @property
    def reasons(self) -> dict[str, str]:
        """Titles of the reasons for absence, by code."""
        return {reason["code"]: reason["title"] for reason in self.rules[REASONS].content["reasons"]}

    @property
    def target(self) -> dict[str, Any]:
        """Whom the rule of attendance leaves out, and what it asks for."""
        return self.rules[TARGET].content

    def place_and_date(self, ended_at: datetime | None) -> str:
        """Where and when a paper is made: the day of the meeting's end, as the clerk says or the server saw."""
        date = long_date(local_day(ended_at or self.meeting.closed_at or clock.now()))
        place = self.organization.place or (self.above.place if self.above else None)
        return f"{place}, {date}" if place else sentence(date)

    @cached_property
    def due_at(self) -> datetime:
        """The end of the last day on which results are in time."""
        days = self.rules[PAPERS].content["results_days_after"]
        first_late = day_of(self.meeting) + timedelta(days=days + 1)
        return datetime.combine(first_late, time(), clock.LOCAL) - timedelta(microseconds=1)


@dataclass
class Material(Setting):
    """A meeting ready to be judged and written up."""

    score: MeetingScore | None
    record: MeetingRecordRead
    papers_at: list[datetime]


def setting_of(session: Session, meeting: Meeting, organization: Organization, above: Organization | None) -> Setting:
    """What a meeting's papers have in common; one statement."""
    topics = (KINDS, LENGTH, PAPERS, SCORE, TARGET, REASONS, NUMBERS, *TOPICS)
    found = rules.find_several(session, topics, day_of(meeting), meeting.organization_id)
    return Setting(meeting, found, organization, above)


def gather(session: Session, meeting: Meeting, actor: Actor | None = None) -> Material:
    """Everything at once, in as many statements for a large meeting as for a small one."""
    organization, above, score = repository.place_of(session, meeting)
    setting = setting_of(session, meeting, organization, above)
    return Material(
        **vars(setting),
        score=score,
        record=record_of(session, meeting, actor, setting.rules),
        papers_at=list(repository.laid_out_at(session, meeting.id)),
    )


def observed(material: Material) -> Observed:
    """What the proposals of the score are read from."""
    found = material.rules
    kind = kind_of(found[KINDS].content, material.meeting.kind)
    return Observed(
        record=material.record,
        minutes_held=source_of(material, "minutes").minutes_held,
        least_minutes=least_minutes(kind, found.get(LENGTH)),
        target=material.target,
        published_at=material.meeting.published_at,
        papers_at=material.papers_at,
        papers_days_before=found[PAPERS].content["papers_days_before"],
        results_due_at=material.due_at,
        now=material.meeting.closed_at or clock.now(),
    )


def source_of(material: Material, paper: str, total: Total | None = None) -> PaperSource:
    """What a paper is written from."""
    record, signs = material.record, material.numbers.paper(paper)
    chair_id = record.chair.member_id if record.chair else None
    return PaperSource(
        record=record,
        organization=material.organization.name,
        above=material.above_name,
        kind_title=material.kind_title,
        reasons=material.reasons,
        sign_left=signs.sign_left,
        sign_right=signs.sign_right,
        chair_role=next((entry.role for entry in record.roll if entry.member_id == chair_id), None),
        scored=material.scored,
        score=_said(material.rules[SCORE].content, total),
        now=clock.now(),
    )


def _said(form: dict[str, Any], total: Total | None) -> ScoreSaid | None:
    if total is None or total.score is None:
        return None
    return ScoreSaid(
        given=total.given,
        applicable=total.applicable,
        left_out=total.left_out,
        score=total.score,
        band=next(band["title"] for band in form["bands"] if band["code"] == total.band),
        decimals=form.get("decimals", 1),
    )
