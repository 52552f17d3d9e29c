"""HTTP of what phones and desks take with them: passes, the people of a site, the key of the wall."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request

from api.kit.actors import CurrentActor
from api.kit.db import ReadSession
from api.kit.errors import NotAllowed, NotSignedIn, documents
from api.rooms.attendance import errors, service
from api.rooms.attendance.schemas.desks import BundleRead, Passes, RoomKeyRead
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
