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
class Material:
    """One meeting, ready to be judged and written up."""

    meeting: Meeting
    record: MeetingRecordRead
    rules: dict[str, rules.RuleSet]
    organization: Organization
    above: Organization | None
    papers_at: list[datetime]
    score: MeetingScore | None

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

    @cached_property
    def due_at(self) -> datetime:
        """The end of the last day on which results are in time."""
        days = self.rules[PAPERS].content["results_days_after"]
        first_late = day_of(self.meeting) + timedelta(days=days + 1)
        return datetime.combine(first_late, time(), clock.LOCAL) - timedelta(microseconds=1)


def gather(session: Session, meeting: Meeting, actor: Actor | None = None) -> Material:
    """Everything at once, in as many statements for a large meeting as for a small one."""
    topics = (KINDS, LENGTH, PAPERS, SCORE, TARGET, REASONS, NUMBERS, *TOPICS)
    found = rules.find_several(session, topics, day_of(meeting), meeting.organization_id)
    organization, above = repository.place_of(session, meeting.organization_id)
    return Material(
        meeting=meeting,
        record=record_of(session, meeting, actor, found),
        rules=found,
        organization=organization,
        above=above,
        papers_at=list(repository.laid_out_at(session, meeting.id)),
        score=repository.score_of(session, meeting.id),
    )


def observed(material: Material) -> Observed:
    """What the proposals of the score are read from."""
    found, target = material.rules, material.rules[TARGET].content
    kind = kind_of(found[KINDS].content, material.meeting.kind)
    return Observed(
        record=material.record,
        minutes_held=source_of(material, "minutes").minutes_held,
        least_minutes=least_minutes(kind, found.get(LENGTH)),
        left_out_states=target["left_out_states"],
        left_out_reasons=target["left_out_reasons"],
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
        above=above_name(material),
        kind_title=material.kind_title,
        reasons={reason["code"]: reason["title"] for reason in material.rules[REASONS].content["reasons"]},
        sign_left=signs.sign_left,
        sign_right=signs.sign_right,
        chair_role=next((entry.role for entry in record.roll if entry.member_id == chair_id), None),
        scored=material.scored,
        score=_said(material.rules[SCORE].content, total),
        now=clock.now(),
    )


def above_name(material: Material) -> str:
    """The organisation above as papers print it; empty at the top."""
    return material.numbers.above(material.above.name) if material.above else ""


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
