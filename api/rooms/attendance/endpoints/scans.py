"""HTTP of scans: taking them in, what they say together, and the secretary's word about one."""

from collections.abc import Mapping
from uuid import UUID

import orjson
from fastapi import APIRouter, Request, Response
from pydantic import ValidationError
from starlette.datastructures import State

from api.kit.actors import CurrentActor
from api.kit.db import ReadSession, WriteSession
from api.kit.errors import NotAllowed, NotSignedIn, documents
from api.rooms.attendance import errors, service
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


SCANS = "/api/attendance/scans"


@intake.post("/scans", responses=documents(NotSignedIn, errors.TooManyRefused), response_model=ScanAnswers)
async def take_scans(body: ScansRequest, request: Request) -> Response:
    """Take in up to 200 scans; each is answered by itself, and the same scan always in the same way."""
    content = await _take(request.app.state, request.cookies, body)
    return Response(content, media_type="application/json")


async def take_at_once(state: State, cookies: Mapping[str, str], content: bytes) -> bytes | None:
    """The same on the fast lane; None for what `take_scans` has to refuse."""
    try:
        body = ScansRequest.model_validate_json(content)
    except ValidationError:
        return None
    return await _take(state, cookies, body)


async def _take(state: State, cookies: Mapping[str, str], body: ScansRequest) -> bytes:
    taken = await service.take(state.desk, cookies.get(state.settings.session_cookie), body)
    received_at = orjson.dumps(taken.received_at, option=orjson.OPT_UTC_Z)
    return b'{"received_at":%b,"items":[%b]}' % (received_at, b",".join(taken.items))


@router.get("/meetings/{meeting_id}", responses=documents(NotSignedIn, NotAllowed, MeetingNotFound))
def read_attendance(meeting_id: UUID, actor: CurrentActor, session: ReadSession) -> AttendanceRead:
    """Who was there, who is missing, and the scans that want a look."""
    return service.read_attendance(session, actor, meeting_id)


@router.post("/scans/{scan_id}/corrections", responses=documents(NotSignedIn, NotAllowed, errors.FactNotFound))
def correct_scan(scan_id: UUID, body: CorrectionRequest, actor: CurrentActor, session: WriteSession) -> FactRead:
    """Say that a scan counts, or that it does not, and why."""
    return service.correct(session, actor, scan_id, body)
