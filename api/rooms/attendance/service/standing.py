"""At which desks somebody may stand, and what such a desk shows: the meeting, its sites, whom it takes by name."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session

from api.kit import clock
from api.kit.actors import Actor, Permission
from api.kit.errors import NotAllowed
from api.rooms.attendance.presence import presence
from api.rooms.attendance.repository import desks as repository
from api.rooms.attendance.repository import reading
from api.rooms.attendance.schemas.desks import DeskOfferRead, DeskPlanRead, Desks, DeskSiteRead, People, PersonRead
from api.rooms.attendance.service.granting import require_scanner, scanner_at
from api.rooms.attendance.service.told import facts_and_words
from api.rooms.meetings.models import Meeting

AHEAD = timedelta(days=45)
BEHIND = timedelta(hours=12)


def list_desks(session: Session, actor: Actor) -> Desks:
    """The meetings ahead of the organisations whose reception I am, and those at which I was let to scan."""
    places = actor.places_with(Permission.ATTENDANCE_SCAN)
    rows = repository.meetings_to_scan(session, actor.account_id, places, clock.now(), (BEHIND, AHEAD))
    return Desks(items=[_offer(meeting, name) for meeting, name in rows])


def plan_desk(session: Session, actor: Actor, meeting_id: UUID) -> DeskPlanRead:
    """A meeting as its desk sees it, with the sites it may choose; 404 for those who never might, 403 when it ended."""
    access, scanner = scanner_at(session, actor, meeting_id)
    now = clock.now()
    whole = scanner.may(None, now)
    sites = [site for site in repository.sites(session, meeting_id) if scanner.may(site.id, now)]
    if not whole and not sites:
        raise NotAllowed
    return DeskPlanRead(
        **_offer(access.meeting, access.organization).model_dump(),
        whole=whole,
        sites=[DeskSiteRead.model_validate(site) for site in sites],
        until=None if scanner.everything else max(until for _, until in scanner.grants),
        runs=access.runs,
    )


def list_people(session: Session, actor: Actor, meeting_id: UUID, site_id: UUID | None) -> People:
    """Everybody expected at a site, for those who scan there now: people without a phone are taken by name."""
    require_scanner(session, actor, meeting_id, site_id)
    there = presence(*facts_and_words(session, meeting_id))
    people = reading.expected(session, meeting_id, site_id)
    return People(items=[PersonRead(member_id=who, name=name, there=who in there) for who, name, _ in people])


def _offer(meeting: Meeting, organization: str) -> DeskOfferRead:
    return DeskOfferRead(
        meeting_id=meeting.id,
        title=meeting.title,
        organization=organization,
        place=meeting.place,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
    )
