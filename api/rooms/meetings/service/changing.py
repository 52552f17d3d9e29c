"""Every change of a plan passes here: version, feed, calendar sequence, and the change everybody invited sees."""

from typing import Any

from sqlmodel import Session

from api.kit import audit, clock, outbox
from api.kit.actors import Actor
from api.kit.outbox import Event
from api.rooms.meetings.errors.schedule import MeetingStateWrong
from api.rooms.meetings.events import MeetingChanged
from api.rooms.meetings.models import Meeting, MeetingChange, MeetingState
from api.rooms.meetings.repository import schedule as repository

EDITABLE = frozenset({MeetingState.PLANNED, MeetingState.PUBLISHED, MeetingState.OPEN, MeetingState.POSTPONED})
"""States in which the plan may still be changed; closing locks it."""


def check_state(meeting: Meeting, allowed: frozenset[MeetingState]) -> None:
    """Refuse what the meeting's state does not allow."""
    if meeting.state not in allowed:
        raise MeetingStateWrong(state=meeting.state)


def touch(session: Session, meeting: Meeting) -> None:
    """A new version, for phones that follow the feed and for whoever edits at the same time."""
    meeting.version += 1
    meeting.changed = repository.tick(session)
    meeting.changed_at = clock.now()
    session.flush()


def tell(  # noqa: PLR0913 - what is told, by name
    session: Session,
    actor: Actor,
    meeting: Meeting,
    change: str,
    details: dict[str, Any],
    *,
    event: Event | None = None,
) -> None:
    """Show a change after publication to everybody invited. Before publication nobody has seen anything else."""
    _note(session, actor, meeting, change)
    if meeting.published_at is None:
        return
    session.add(MeetingChange(meeting_id=meeting.id, account_id=actor.account_id, change=change, details=details))
    meeting.sequence += 1
    outbox.record(session, event or MeetingChanged(meeting_id=meeting.id, fields=sorted(details)))


def _note(session: Session, actor: Actor, meeting: Meeting, change: str) -> None:
    audit.note(
        session,
        actor,
        f"meetings.{change}",
        subject_kind="meeting",
        subject_id=meeting.id,
        organization_id=meeting.organization_id,
    )
