"""Where the halls of a meeting are, said by those who plan or run it. Where a phone is stays on the phone."""

from uuid import UUID

from sqlmodel import Session

from api.kit import audit
from api.kit.actors import Actor, Permission
from api.kit.errors import NotAllowed
from api.rooms.attendance.errors import HallTwice, SiteUnknown
from api.rooms.attendance.models import HallPlace
from api.rooms.attendance.repository import following
from api.rooms.attendance.repository import reading as repository
from api.rooms.attendance.schemas.desks import Halls, HallsRequest, SiteHallRead
from api.rooms.attendance.service.access import access_to
from api.rooms.meetings.models import Meeting
from api.rooms.meetings.service.finding import find_meeting, may_plan, may_run


def list_halls(session: Session, actor: Actor, meeting_id: UUID) -> Halls:
    """The halls whose place is known, of a meeting the actor plans or runs."""
    access = access_to(session, actor, meeting_id)
    return _read(session, access.require(access.plans or access.runs, Permission.MEETINGS_PLAN))


def place_halls(session: Session, actor: Actor, meeting_id: UUID, request: HallsRequest) -> Halls:
    """Say where the halls are: what is told takes the place of what was known."""
    meeting = find_meeting(session, actor, meeting_id, lock=True)
    if not (may_plan(session, actor, meeting) or may_run(session, actor, meeting)):
        raise NotAllowed
    wanted = {item.site_id: item for item in request.items}
    if len(wanted) < len(request.items):
        raise HallTwice
    if wanted.keys() - {None} - following.site_names(session.connection(), meeting.id).keys():
        raise SiteUnknown
    known = {hall.site_id: hall for hall in repository.halls(session, meeting.id)}
    for site_id, hall in known.items():
        if site_id not in wanted:
            session.delete(hall)
    for site_id, item in wanted.items():
        row = known.get(site_id) or HallPlace(meeting_id=meeting.id, **item.model_dump())
        session.add(row.sqlmodel_update(item))
    session.flush()
    audit.note(
        session,
        actor,
        "attendance.halls_placed",
        subject_kind="meeting",
        subject_id=meeting.id,
        organization_id=meeting.organization_id,
    )
    return _read(session, meeting)


def _read(session: Session, meeting: Meeting) -> Halls:
    return Halls(items=[SiteHallRead.model_validate(hall) for hall in repository.halls(session, meeting.id)])
