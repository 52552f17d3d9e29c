"""The ways into the room's verbs: who prepares a conference, who stands at its doors."""

from uuid import UUID

from sqlmodel import Session

from api.kit.actors import Actor, Permission
from api.rooms.attendance.service.access import access_to
from api.rooms.attendance.service.granting import Scanner, scanner_at
from api.rooms.conferences.errors import GuestSiteUnknown
from api.rooms.conferences.repository import guests as repository
from api.rooms.meetings.errors.schedule import MeetingNotFound
from api.rooms.meetings.models import Meeting
from api.rooms.meetings.service.finding import find_to_plan


def find_to_prepare(session: Session, actor: Actor, meeting_id: UUID) -> Meeting:
    """The meeting, held, if the actor plans it."""
    return find_to_plan(session, actor, meeting_id)


def find_to_look(session: Session, actor: Actor, meeting_id: UUID) -> Meeting:
    """The meeting if the actor plans or runs it."""
    access = access_to(session, actor, meeting_id)
    return access.require(access.plans or access.runs, Permission.MEETINGS_PLAN)


def find_at_door(session: Session, actor: Actor, meeting_id: UUID) -> tuple[Meeting, Scanner]:
    """A published meeting at whose doors the actor stands, and what he may scan there.

    404 for those who never might; somebody whose grant has ended may still hand in what was taken before.
    """
    access, scanner = scanner_at(session, actor, meeting_id)
    if access.meeting.published_at is None:
        raise MeetingNotFound(meeting_id=str(meeting_id))
    return access.meeting, scanner


def check_site(session: Session, meeting: Meeting, site_id: UUID | None) -> None:
    """Raise `GuestSiteUnknown` for a site of another meeting."""
    if site_id is not None and not repository.has_site(session, meeting.id, site_id):
        raise GuestSiteUnknown


def known_site(session: Session, meeting: Meeting, site_id: UUID | None) -> UUID | None:
    """Where it was; None where the meeting has no such site, as when it was taken away from under an offline desk."""
    return site_id if site_id is not None and repository.has_site(session, meeting.id, site_id) else None
