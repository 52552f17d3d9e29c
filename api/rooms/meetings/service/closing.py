"""Closing: the record is locked, the score fixed, papers numbered and sealed, the report sent up, all in one act."""

from uuid import UUID

from sqlmodel import Session

from api.kit import audit, clock, outbox
from api.kit.actors import Actor
from api.rooms.meetings.errors.papers import RollNotCalled, ScoreIncomplete, VoteStillOpen
from api.rooms.meetings.events import MeetingClosed, MeetingReported
from api.rooms.meetings.measures import attendance_of
from api.rooms.meetings.models import (
    Meeting,
    MeetingPaper,
    MeetingReport,
    MeetingScore,
    MeetingState,
    PaperKind,
    PaperNumber,
    VoteState,
)
from api.rooms.meetings.printing import Printed
from api.rooms.meetings.repository import papers as repository
from api.rooms.meetings.repository import reports as report_repository
from api.rooms.meetings.schemas.papers import ClosedRead
from api.rooms.meetings.scoring import Total
from api.rooms.meetings.service.changing import check_state, touch
from api.rooms.meetings.service.drafting import keep_version, kinds_of, printed, text_of
from api.rooms.meetings.service.editions import issue, sealed_read
from api.rooms.meetings.service.finding import day_of, find_to_record
from api.rooms.meetings.service.material import SCORE, Material, gather
from api.rooms.meetings.service.press import Press
from api.rooms.meetings.service.score import score_read, total_of
from api.rooms.signin import codes


def close_meeting(session: Session, actor: Actor, press: Press, meeting_id: UUID) -> ClosedRead:
    """Close and report. Whoever comes second, or asks again, gets the answer of the first."""
    meeting = find_to_record(session, actor, meeting_id)
    if meeting.state is MeetingState.REPORTED:
        return _closed(session, press, meeting)
    check_state(meeting, frozenset({MeetingState.OPEN}))
    ready = gather(session, meeting, actor)
    _check(ready)
    meeting.closed_at = clock.now()
    finish(session, press, meeting, actor)
    touch(session, meeting)
    _announce(session, actor, meeting)
    return _closed(session, press, meeting)


def finish(session: Session, press: Press, meeting: Meeting, actor: Actor | None = None) -> None:
    """Fix the score, seal the papers and report a meeting whose end is set; whoever calls has looked at it before."""
    material = gather(session, meeting, actor)
    total = _fix_score(session, material) if material.scored else None
    for kind in kinds_of(material.numbers, meeting.kind):
        _seal(session, actor, press, material, kind)
    meeting.state = MeetingState.REPORTED
    _report(session, material, total)


def _check(material: Material) -> None:
    """What must be done before: everybody in the roll, votes counted, points given."""
    unmarked = material.record.counts.unmarked
    if unmarked or not material.record.roll:
        raise RollNotCalled(unmarked=unmarked)
    still_open = [vote.title for vote in material.record.votes if vote.state is VoteState.OPEN]
    if still_open:
        raise VoteStillOpen(votes=len(still_open))
    if material.scored and (missing := total_of(material).missing):
        raise ScoreIncomplete(missing=list(missing))


def _fix_score(session: Session, material: Material) -> Total:
    """Write down the score and the form it came from."""
    total = total_of(material)
    row = material.score or MeetingScore(meeting_id=material.meeting.id, rule_set_id=material.rules[SCORE].id)
    row.given, row.applicable = float(total.given), float(total.applicable)
    row.score = None if total.score is None else float(total.score)
    row.band = total.band
    session.add(row)
    session.flush()
    material.score = row
    row.form = score_read(material).model_copy(update={"locked": True}).model_dump(mode="json")
    return total


def _seal(session: Session, actor: Actor | None, press: Press, material: Material, kind: PaperKind) -> None:
    """Number, code, PDF and hash of one paper."""
    meeting = material.meeting
    row = repository.paper_of(session, meeting.id, kind) or MeetingPaper(meeting_id=meeting.id, kind=kind, version=0)
    text = text_of(material, kind, row)
    row.sections = [section.model_dump(mode="json") for section in text.sections]
    row.version += 1
    row.code = codes.new_code()
    session.add(row)
    session.flush()
    keep_version(session, row, actor)
    row.symbol = _number(session, material, row)
    paper = printed(material, kind, text, row.symbol)
    sealed = paper.model_copy(update={"code": row.code, "address": press.address(row.code)})
    row.content = Printed.model_validate(sealed).model_dump(mode="json")
    row.sealed_at = meeting.closed_at
    issue(session, press.store, row, [])


def _number(session: Session, material: Material, row: MeetingPaper) -> str:
    """Allot the next number of the type in the term; it becomes valid with the closing or not at all."""
    rule, place = material.numbers, material.meeting.organization_id
    type_, term = rule.paper(row.kind).type, rule.term_on(day_of(material.meeting))
    number = repository.next_number(session, place, type_, term)
    symbol = rule.symbol(number, row.kind)
    session.add(
        PaperNumber(organization_id=place, type=type_, term=term, number=number, symbol=symbol, paper_id=row.id)
    )
    return symbol


def _report(session: Session, material: Material, total: Total | None) -> None:
    meeting, figures = material.meeting, attendance_of(material.record.roll, material.target)
    reported_at = meeting.closed_at or clock.now()
    session.add(
        MeetingReport(
            meeting_id=meeting.id,
            organization_id=meeting.organization_id,
            month=meeting.month,
            due_at=material.due_at,
            reported_at=reported_at,
            late=reported_at > material.due_at,
            summoned=figures.summoned,
            counted=figures.counted,
            present=figures.present,
            unexcused=figures.unexcused,
            score=None if total is None or total.score is None else float(total.score),
            band=total.band if total else None,
        )
    )


def _announce(session: Session, actor: Actor, meeting: Meeting) -> None:
    place = meeting.organization_id
    audit.note(session, actor, "meetings.closed", subject_kind="meeting", subject_id=meeting.id, organization_id=place)
    outbox.record(session, MeetingClosed(meeting_id=meeting.id, organization_id=place))
    outbox.record(session, MeetingReported(meeting_id=meeting.id, organization_id=place))


def _closed(session: Session, press: Press, meeting: Meeting) -> ClosedRead:
    report = report_repository.of_meeting(session, meeting.id)
    return ClosedRead(
        meeting_id=meeting.id,
        closed_at=report.reported_at,
        due_at=report.due_at,
        late=report.late,
        score=report.score,
        band=report.band,
        papers=sealed_read(session, meeting.id, press.address),
    )
