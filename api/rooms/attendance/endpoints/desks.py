"""HTTP of desks: where one may stand, and what phones and desks take with them before the network goes."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request

from api.kit.actors import CurrentActor
from api.kit.db import ReadSession
from api.kit.errors import NotAllowed, NotSignedIn, documents
from api.rooms.attendance import errors, service
from api.rooms.attendance.schemas.desks import BundleRead, DeskPlanRead, Desks, Passes, People, RoomKeyRead
from api.rooms.meetings.errors.schedule import MeetingNotFound

router = APIRouter()
_MEETING = (NotSignedIn, NotAllowed, MeetingNotFound)


def _desk(request: Request) -> service.Desk:
    desk: service.Desk = request.app.state.desk
    return desk


OurDesk = Annotated[service.Desk, Depends(_desk)]


@router.get("/passes", responses=documents(NotSignedIn))
def read_passes(actor: CurrentActor, session: ReadSession, desk: OurDesk) -> Passes:
    """What my phone needs to show codes at the meetings ahead."""
    return service.read_passes(session, actor, desk.secret)


@router.get("/desks", responses=documents(NotSignedIn))
def list_desks(actor: CurrentActor, session: ReadSession) -> Desks:
    """The meetings ahead at which I may stand at a desk."""
    return service.list_desks(session, actor)


@router.get("/meetings/{meeting_id}/desk", responses=documents(*_MEETING))
def read_check_in_desk(meeting_id: UUID, actor: CurrentActor, session: ReadSession) -> DeskPlanRead:
    """A meeting as its desk sees it: title and time, the sites it may choose, until when."""
    return service.plan_desk(session, actor, meeting_id)


@router.get("/meetings/{meeting_id}/people", responses=documents(*_MEETING, errors.SiteUnknown))
def list_people_to_take(
    meeting_id: UUID, actor: CurrentActor, session: ReadSession, site_id: UUID | None = None
) -> People:
    """Whom a desk may take by name: everybody expected at its site."""
    return service.list_people(session, actor, meeting_id, site_id)


@router.get("/meetings/{meeting_id}/bundle", responses=documents(*_MEETING, errors.SiteUnknown))
def read_bundle(
    meeting_id: UUID, actor: CurrentActor, session: ReadSession, desk: OurDesk, site_id: UUID | None = None
) -> BundleRead:
    """What a desk needs to check members' codes without network; it names nobody who does not show a code."""
    return service.read_bundle(session, actor, desk.secret, meeting_id, site_id)


@router.get("/meetings/{meeting_id}/room-key", responses=documents(*_MEETING, errors.SiteUnknown))
def read_room_key(
    meeting_id: UUID, actor: CurrentActor, session: ReadSession, desk: OurDesk, site_id: UUID | None = None
) -> RoomKeyRead:
    """The key from which the screen on the wall makes its codes."""
    return service.read_room_key(session, actor, desk.secret, meeting_id, site_id)
