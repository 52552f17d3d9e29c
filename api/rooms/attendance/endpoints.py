"""HTTP of the room."""

from typing import Annotated
from uuid import UUID

import orjson
from fastapi import APIRouter, Depends, Request, Response

from api.kit.actors import CurrentActor
from api.kit.db import ReadSession, WriteSession
from api.kit.errors import NotAllowed, NotSignedIn, documents
from api.rooms.attendance import errors, service
from api.rooms.attendance.live_endpoints import router as live
from api.rooms.attendance.schemas import (
    AttendanceRead,
    BundleRead,
    CorrectionRequest,
    FactRead,
    GrantRead,
    GrantRequest,
    Grants,
    Passes,
    RoomKeyRead,
    ScanAnswers,
    ScansRequest,
)
from api.rooms.meetings.errors.schedule import MeetingNotFound

intake = APIRouter(prefix="/attendance", tags=["attendance"])
"""The hot path: comes before all other addresses, because looking for one among hundreds costs more than the work."""
router = APIRouter(prefix="/attendance", tags=["attendance"])
router.include_router(live)

_MEETING = (NotSignedIn, NotAllowed, MeetingNotFound)


def _desk(request: Request) -> service.Desk:
    desk: service.Desk = request.app.state.desk
    return desk


OurDesk = Annotated[service.Desk, Depends(_desk)]


@intake.post("/scans", responses=documents(NotSignedIn), response_model=ScanAnswers)
async def take_scans(body: ScansRequest, request: Request, desk: OurDesk) -> Response:
    """Take in up to 200 scans; each is answered by itself, and the same scan always in the same way."""
    token = request.cookies.get(request.app.state.settings.session_cookie)
    taken = await service.take(desk, token, body)
    # the answers are ready for JSON: reading them into a model again would cost as much as all the rest
    content = orjson.dumps({"received_at": taken.received_at, "items": taken.items}, option=orjson.OPT_UTC_Z)
    return Response(content, media_type="application/json")


@router.get("/passes", responses=documents(NotSignedIn))
def read_passes(actor: CurrentActor, session: ReadSession, desk: OurDesk) -> Passes:
    """What my phone needs to show codes at the meetings ahead."""
    return service.read_passes(session, actor, desk.secret)


@router.get("/meetings/{meeting_id}", responses=documents(*_MEETING))
def read_attendance(meeting_id: UUID, actor: CurrentActor, session: ReadSession) -> AttendanceRead:
    """Who was there, who is missing, and the scans that want a look."""
    return service.read_attendance(session, actor, meeting_id)


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


@router.post("/scans/{scan_id}/corrections", responses=documents(NotSignedIn, NotAllowed, errors.FactNotFound))
def correct_scan(scan_id: UUID, body: CorrectionRequest, actor: CurrentActor, session: WriteSession) -> FactRead:
    """Say that a scan counts, or that it does not, and why."""
    return service.correct(session, actor, scan_id, body)


@router.get("/meetings/{meeting_id}/scanners", responses=documents(*_MEETING))
def list_scanners(meeting_id: UUID, actor: CurrentActor, session: ReadSession) -> Grants:
    """Who may scan at a meeting I run."""
    return service.list_grants(session, actor, meeting_id)


@router.post(
    "/meetings/{meeting_id}/scanners",
    responses=documents(*_MEETING, errors.SiteUnknown, errors.HelperUnknown),
)
def grant_scanner(meeting_id: UUID, body: GrantRequest, actor: CurrentActor, session: WriteSession) -> GrantRead:
    """Let an account scan at a site of the meeting until then."""
    return service.grant(session, actor, meeting_id, body)


@router.delete("/meetings/{meeting_id}/scanners/{grant_id}", responses=documents(*_MEETING, errors.GrantNotFound))
def revoke_scanner(meeting_id: UUID, grant_id: UUID, actor: CurrentActor, session: WriteSession) -> GrantRead:
    """End a grant now; what that account still sends is kept and looked at."""
    return service.revoke_grant(session, actor, meeting_id, grant_id)
