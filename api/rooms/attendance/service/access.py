"""What somebody may do at a meeting, found in one statement; the ways in that only read stand on it."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from api.kit.actors import Actor, Permission
from api.kit.errors import NotAllowed
from api.rooms.attendance.repository import access as repository
from api.rooms.meetings.errors.schedule import MeetingNotFound
from api.rooms.meetings.models import Meeting
from api.rooms.meetings.service.finding import may_record


@dataclass(frozen=True, slots=True)
class Access:
    """A meeting and what the actor may there. Whoever may scan everything need not see the meeting otherwise."""

    meeting: Meeting
    organization: str
    """The name of the one that meets."""
    sees: bool
    plans: bool
    runs: bool
    scans: bool
    """Everything, once it is published: who runs it, and the desk and organisers of its organisation or above."""

    def require(self, allowed: bool, permission: Permission) -> Meeting:  # noqa: FBT001 - what it is about
        """The meeting where it is allowed; else 404 for those who do not see it, 403 for the others."""
        if allowed:
            return self.meeting
        if not self.sees:
            raise MeetingNotFound(meeting_id=str(self.meeting.id))
        raise NotAllowed(permission=permission)


def access_to(session: Session, actor: Actor, meeting_id: UUID) -> Access:
    """What the actor may there; `MeetingNotFound` where there is no such meeting."""
    found = repository.access(session, actor, meeting_id)
    if found is None:
        raise MeetingNotFound(meeting_id=str(meeting_id))
    return _judged(actor, found)


def find_run(session: Session, actor: Actor, meeting_id: UUID) -> Meeting:
    """The meeting if the actor runs it."""
    access = access_to(session, actor, meeting_id)
    return access.require(access.runs, Permission.MEETINGS_RUN)


def find_run_with_heading(session: Session, actor: Actor, meeting_id: UUID) -> tuple[Meeting, repository.Heading]:
    """The same with the heading of its lists, in the same statement."""
    found = repository.access_and_heading(session, actor, meeting_id)
    if found is None:
        raise MeetingNotFound(meeting_id=str(meeting_id))
    rights, heading = found
    access = _judged(actor, rights)
    return access.require(access.runs, Permission.MEETINGS_RUN), heading


def _judged(actor: Actor, found: repository.Found) -> Access:
    meeting, organization, sees, plans, runs, scans = found
    runs = sees and (runs or may_record(actor, meeting))
    published = meeting.published_at is not None
    return Access(
        meeting, organization, sees=sees, plans=sees and plans, runs=runs, scans=published and (scans or runs)
    )
