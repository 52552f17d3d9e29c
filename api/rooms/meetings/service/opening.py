"""Opening a meeting: who belongs to the branch now is asked, and rules changed since publication are recorded."""

from uuid import UUID

from sqlmodel import Session

from api.kit import audit, clock, outbox
from api.kit.actors import Actor
from api.rooms.meetings.events import MeetingOpened
from api.rooms.meetings.models import Meeting, MeetingState, RecordWarning
from api.rooms.meetings.repository import record as repository
from api.rooms.meetings.repository import schedule
from api.rooms.meetings.schemas.record import MeetingRecordRead
from api.rooms.meetings.schemas.writes import OpenRequest
from api.rooms.meetings.service.changing import check_state, touch
from api.rooms.meetings.service.clocks import watch_clock
from api.rooms.meetings.service.finding import day_of, find_to_record
from api.rooms.meetings.service.recording import record_of
from api.rooms.meetings.service.ruling import find_kind, rules_in_force
from api.rooms.meetings.service.summons import refresh_roster

_OPENED = frozenset({MeetingState.OPEN})


def open_meeting(session: Session, actor: Actor, meeting_id: UUID, request: OpenRequest) -> MeetingRecordRead:
    """Open it; an open meeting stays as it is."""
    meeting = find_to_record(session, actor, meeting_id)
    if meeting.state not in _OPENED:
        check_state(meeting, frozenset({MeetingState.PUBLISHED}))
        watch_clock(session, actor, meeting, request.phone_at, request.clock_off)
        _note_roster(session, meeting)
        _note_rules(session, meeting)
        meeting.state, meeting.opened_at = MeetingState.OPEN, clock.now()
        touch(session, meeting)
        _tell(session, actor, meeting)
    return record_of(session, meeting, actor)


def _note_roster(session: Session, meeting: Meeting) -> None:
    """Members who came to or left the branch since publication; answers and rows of those who left stay."""
    before = {member.id for _, member in schedule.roster(session, meeting)}
    refresh_roster(session, meeting)
    after = {member.id for _, member in schedule.roster(session, meeting)}
    for code, members in (("member_left", before - after), ("member_arrived", after - before)):
        for member_id in sorted(members):
            _warn(session, meeting, code, {"member_id": str(member_id)})


def _note_rules(session: Session, meeting: Meeting) -> None:
    """The rules of the meeting's day hold; whoever prepared it by others is told which have changed."""
    on = day_of(meeting)
    kind = find_kind(session, meeting.kind, on, meeting.organization_id)
    present = rules_in_force(session, kind, on, meeting.organization_id)
    changed = {topic: rule_id for topic, rule_id in meeting.rule_set_ids.items() if present.get(topic) != rule_id}
    citations = {
        str(rule.id): rule.citation
        for rule in repository.rule_sets(session, [UUID(present[topic]) for topic in changed if topic in present])
    }
    for topic, was in changed.items():
        now = present.get(topic)
        citation = citations.get(now) if now else None
        _warn(session, meeting, "rule_changed", {"topic": topic, "was": was, "now": now, "citation": citation})
    meeting.rule_set_ids = {**meeting.rule_set_ids, **present}


def _warn(session: Session, meeting: Meeting, code: str, details: dict[str, str | None]) -> None:
    session.add(RecordWarning(meeting_id=meeting.id, code=code, details=details))


def _tell(session: Session, actor: Actor, meeting: Meeting) -> None:
    outbox.record(session, MeetingOpened(meeting_id=meeting.id, organization_id=meeting.organization_id))
    audit.note(
        session,
        actor,
        "meetings.opened",
        subject_kind="meeting",
        subject_id=meeting.id,
        organization_id=meeting.organization_id,
    )
