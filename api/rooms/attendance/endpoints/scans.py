"""HTTP of scans: taking them in, what they say together, and the secretary's word about one."""

from uuid import UUID

import orjson
from fastapi import APIRouter, Request, Response

from api.kit.actors import CurrentActor
from api.kit.db import ReadSession, WriteSession
from api.kit.errors import NotAllowed, NotSignedIn, documents
from api.rooms.attendance import errors, service
from api.rooms.attendance.endpoints.desks import OurDesk
from api.rooms.attendance.schemas.scans import (
    AttendanceRead,
    CorrectionRequest,
    FactRead,
    ScanAnswers,
    ScansRequest,
)
from api.rooms.meetings.errors.schedule import MeetingNotFound

intake = APIRouter(prefix="/attendance", tags=["attendance"])
router = APIRouter()


@intake.post("/scans", responses=documents(NotSignedIn), response_model=ScanAnswers)
async def take_scans(body: ScansRequest, request: Request, desk: OurDesk) -> Response:
    """Take in up to 200 scans; each is answered by itself, and the same scan always in the same way."""
    token = request.cookies.get(request.app.state.settings.session_cookie)
    taken = await service.take(desk, token, body)
    # the answers are ready for JSON: reading them into a model again would cost as much as all the rest
    content = orjson.dumps({"received_at": taken.received_at, "items": taken.items}, option=orjson.OPT_UTC_Z)
    return Response(content, media_type="application/json")


@router.get("/meetings/{meeting_id}", responses=documents(NotSignedIn, NotAllowed, MeetingNotFound))
def read_attendance(meeting_id: UUID, actor: CurrentActor, session: ReadSession) -> AttendanceRead:
    """Who was there, who is missing, and the scans that want a look."""
    return service.read_attendance(session, actor, meeting_id)


@router.post("/scans/{scan_id}/corrections", responses=documents(NotSignedIn, NotAllowed, errors.FactNotFound))
def correct_scan(scan_id: UUID, body: CorrectionRequest, actor: CurrentActor, session: WriteSession) -> FactRead:
    """Say that a scan counts, or that it does not, and why."""
    return service.correct(session, actor, scan_id, body)
