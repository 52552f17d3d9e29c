"""The score: proposals from data, decisions of people on top, the sum brought to a hundred."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from sqlmodel import Session

from api.kit.actors import Actor
from api.kit.etags import Edit
from api.kit.rules import RuleSet
from api.rooms.meetings.errors.papers import CriterionUnknown, NotScored, PaperLocked
from api.rooms.meetings.measures import measures_of
from api.rooms.meetings.models import Meeting, MeetingScore
from api.rooms.meetings.repository import papers as repository
from api.rooms.meetings.schemas.score import (
    BandRead,
    ScoreGroupRead,
    ScoreLineRead,
    ScoreLineRequest,
    ScoreProposalRead,
    ScoreRead,
    ScoreRequest,
    ScoreStepRead,
)
from api.rooms.meetings.scoring import Line, Measure, ScoreForm, Total, first_lines, propose, read_form, total
from api.rooms.meetings.service.finding import check_records, find_meeting, find_to_record
from api.rooms.meetings.service.material import ENDED, SCORE, Material, gather, observed

Decided = dict[str, dict[str, Any]]


def read_score(session: Session, actor: Actor, meeting_id: UUID) -> ScoreRead:
    """The form with proposals; after the closing as it stood then."""
    meeting = find_meeting(session, actor, meeting_id)
    if meeting.state not in ENDED:  # until then it is the work of those who run the meeting
        check_records(actor, meeting)
        return score_read(_scored(gather(session, meeting, actor)))
    row = repository.score_of(session, meeting_id)
    if row is None or not row.form:
        raise NotScored(kind=meeting.kind)
    return ScoreRead.model_validate(row.form)


def put_score(session: Session, actor: Actor, meeting_id: UUID, request: ScoreRequest, edit: Edit) -> ScoreRead:
    """Decide criteria; only before the closing."""
    meeting = find_to_record(session, actor, meeting_id)
    if meeting.state in ENDED:
        raise PaperLocked(meeting_id=str(meeting_id))
    material = _scored(gather(session, meeting, actor))
    row = material.score or _new(session, material)
    edit.check(row.version if material.score else 0)
    form = form_of(material)
    decided = decided_of(row)
    for line in request.lines:
        _decide(form, meeting, decided, line)
    row.lines = [{"code": code, **given} for code, given in sorted(decided.items())]
    row.version += 1 if material.score else 0
    row.rule_set_id = material.rules[SCORE].id
    material.score = row
    session.flush()
    edit.done(row.version)
    return score_read(material)


def form_of(material: Material) -> ScoreForm:
    """The form of the meeting's own day and place."""
    return read_form(material.rules[SCORE].content)


def decided_of(row: MeetingScore | None) -> Decided:
    """What people decided, by criterion."""
    return {line["code"]: {"applies": line["applies"], "points": line["points"]} for line in (row.lines if row else [])}


def lines_of(material: Material, measures: dict[str, Measure]) -> list[Line]:
    """The form as it stands: proposals, and decisions on top."""
    decided = decided_of(material.score)
    return [
        Line(line.code, decided[line.code]["applies"], decided[line.code]["points"]) if line.code in decided else line
        for line in first_lines(form_of(material), material.meeting.kind, measures)
    ]


def open_criteria(session: Session, meeting: Meeting) -> tuple[RuleSet, list[tuple[str, float]]]:
    """The form of a meeting, and the criteria that only people can judge, with the points each may get."""
    material = gather(session, meeting)
    missing = set(total_of(material).missing)
    open_ones = [(one.code, float(one.points)) for one in form_of(material).items if one.code in missing]
    return material.rules[SCORE], open_ones


def total_of(material: Material) -> Total:
    """The sum as it stands now."""
    return total(form_of(material), lines_of(material, measures_of(observed(material))))


def score_read(material: Material) -> ScoreRead:
    """The whole form for the phone."""
    form, rule = form_of(material), material.rules[SCORE]
    measures = measures_of(observed(material))
    lines = lines_of(material, measures)
    summed = total(form, lines)
    return ScoreRead(
        meeting_id=material.meeting.id,
        version=material.score.version if material.score else 0,
        locked=material.meeting.state in ENDED,
        citation=rule.citation,
        source_level=rule.source_level,
        total=form.total,
        decimals=form.decimals,
        groups=_groups(form, lines),
        lines=_lines(material, form, lines, measures),
        bands=[BandRead.model_validate(band) for band in form.bands],
        given=float(summed.given),
        applicable=float(summed.applicable),
        left_out=float(summed.left_out),
        score=None if summed.score is None else float(summed.score),
        band=summed.band,
        missing=list(summed.missing),
    )


def _scored(material: Material) -> Material:
    if not material.scored:
        raise NotScored(kind=material.meeting.kind)
    return material


def _new(session: Session, material: Material) -> MeetingScore:
    row = MeetingScore(meeting_id=material.meeting.id, rule_set_id=material.rules[SCORE].id)
    session.add(row)
    return row


def _decide(form: ScoreForm, meeting: Meeting, decided: Decided, line: ScoreLineRequest) -> None:
    criterion = next((one for one in form.items if one.code == line.code and one.applies(meeting.kind)), None)
    if criterion is None or (line.points is not None and line.points > criterion.points):
        raise CriterionUnknown(criterion=line.code)
    if line.applies and line.points is None:
        decided.pop(line.code, None)
        return
    decided[line.code] = {"applies": line.applies, "points": line.points if line.applies else None}


def _lines(material: Material, form: ScoreForm, lines: list[Line], measures: dict[str, Measure]) -> list[ScoreLineRead]:
    decided = decided_of(material.score)
    shown = []
    for criterion, line in zip(form.items, lines, strict=True):
        of_this_kind = criterion.applies(material.meeting.kind)
        proposal = propose(criterion, measures) if of_this_kind else None
        shown.append(
            ScoreLineRead(
                code=criterion.code,
                group=criterion.group,
                title=criterion.title,
                points=criterion.points,
                steps=[ScoreStepRead.model_validate(step) for step in criterion.steps],
                of_this_kind=of_this_kind,
                applies=line.applies,
                given=line.points,
                decided=line.code in decided,
                proposal=ScoreProposalRead.model_validate(proposal) if proposal else None,
            )
        )
    return shown


def _groups(form: ScoreForm, lines: list[Line]) -> list[ScoreGroupRead]:
    given: dict[str, float] = defaultdict(float)
    applicable: dict[str, float] = defaultdict(float)
    for criterion, line in zip(form.items, lines, strict=True):
        if line.applies:
            applicable[criterion.group] += criterion.points
            given[criterion.group] += line.points or 0
    return [
        ScoreGroupRead(
            code=group.code,
            title=group.title,
            points=group.points,
            given=given[group.code],
            applicable=applicable[group.code],
        )
        for group in form.groups
    ]
