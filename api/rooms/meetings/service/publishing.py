"""Registering a meeting, putting it off, calling it off."""

from uuid import UUID

from sqlmodel import Session

from api.kit import clock, outbox
from api.kit.actors import Actor
from api.kit.etags import Edit
from api.rooms.meetings.errors.schedule import AgendaEmpty, NobodySummoned, StartsInThePast
from api.rooms.meetings.events import MeetingCancelled, MeetingPostponed, MeetingPublished
from api.rooms.meetings.models import Meeting, MeetingState
from api.rooms.meetings.repository import schedule as repository
from api.rooms.meetings.schemas.plans import CancelRequest, PostponeRequest
from api.rooms.meetings.schemas.schedule import MeetingDetail
from api.rooms.meetings.service import ruling, summons
from api.rooms.meetings.service.changing import check_state, tell, touch
from api.rooms.meetings.service.describing import in_detail
from api.rooms.meetings.service.finding import day_of, find_to_plan
from api.rooms.meetings.service.planning import ask_again, check_times

_WAITING = frozenset({MeetingState.PLANNED, MeetingState.POSTPONED})
_AHEAD = frozenset({MeetingState.PUBLISHED, MeetingState.POSTPONED})
_NOT_BEGUN = _WAITING | _AHEAD


def publish_meeting(session: Session, actor: Actor, meeting_id: UUID, edit: Edit) -> MeetingDetail:
    """Register the meeting: those it calls are asked to come, and the rules of its day are written down."""
    meeting = find_to_plan(session, actor, meeting_id)
    if meeting.state is MeetingState.PUBLISHED:  # a phone sends again what it did not hear the answer to
        edit.done(meeting.version)
        return in_detail(session, actor, [meeting])[0]
    edit.check(meeting.version)
    check_state(meeting, _WAITING)
    _check_ahead(meeting)
    if not repository.agenda_of(session, [meeting.id]):
        raise AgendaEmpty
    summons.call(session, meeting, summons.whom(session, meeting))
    if not repository.roster(session, meeting):
        raise NobodySummoned
    again = meeting.published_at is not None
    meeting.state, meeting.state_reason = MeetingState.PUBLISHED, None
    kind = ruling.find_kind(session, meeting.kind, day_of(meeting), meeting.organization_id)
    meeting.rule_set_ids = ruling.rules_in_force(session, kind, day_of(meeting), meeting.organization_id)
    tell(session, actor, meeting, "published_again" if again else "published", {})
    meeting.published_at = meeting.published_at or clock.now()
    outbox.record(session, MeetingPublished(meeting_id=meeting.id, organization_id=meeting.organization_id))
    return _done(session, actor, meeting, edit)


def postpone_meeting(
    session: Session, actor: Actor, meeting_id: UUID, request: PostponeRequest, edit: Edit
) -> MeetingDetail:
    """Put the meeting off: to a known time it stays registered, otherwise it waits to be registered again."""
    meeting = find_to_plan(session, actor, meeting_id)
    edit.check(meeting.version)
    check_state(meeting, _AHEAD)
    details = {"starts_at": [meeting.starts_at.isoformat(), None], "reason": request.reason}
    if request.starts_at is not None and request.ends_at is not None:
        check_times(request.starts_at, request.ends_at)
        meeting.starts_at, meeting.ends_at = request.starts_at, request.ends_at
        _check_ahead(meeting)
        meeting.state = MeetingState.PUBLISHED
        details["starts_at"] = [details["starts_at"][0], request.starts_at.isoformat()]
    else:
        meeting.state = MeetingState.POSTPONED
    meeting.state_reason = request.reason
    ask_again(session, meeting)
    event = MeetingPostponed(meeting_id=meeting.id, has_new_time=request.starts_at is not None)
    tell(session, actor, meeting, "postponed", details, event=event)
    return _done(session, actor, meeting, edit)


def cancel_meeting(
    session: Session, actor: Actor, meeting_id: UUID, request: CancelRequest, edit: Edit
) -> MeetingDetail:
    """The meeting does not take place; it stays in everybody's calendar as called off, with the reason."""
    meeting = find_to_plan(session, actor, meeting_id)
    edit.check(meeting.version)
    check_state(meeting, _NOT_BEGUN)
    meeting.state, meeting.state_reason = MeetingState.CANCELLED, request.reason
    event = MeetingCancelled(meeting_id=meeting.id)
    tell(session, actor, meeting, "cancelled", {"reason": request.reason}, event=event)
    return _done(session, actor, meeting, edit)


def _check_ahead(meeting: Meeting) -> None:
    if meeting.ends_at <= clock.now():
        raise StartsInThePast


def _done(session: Session, actor: Actor, meeting: Meeting, edit: Edit) -> MeetingDetail:
    touch(session, meeting)
    edit.done(meeting.version)
    return in_detail(session, actor, [meeting])[0]
