"""HTTP of following a meeting: the same addresses answer once, or go on telling when events are asked for."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response, StreamingResponse

from api.kit.actors import CurrentActor
from api.kit.db import ReadSession
from api.kit.errors import NotAllowed, NotSignedIn, documents
from api.rooms.attendance import errors, service
from api.rooms.attendance.endpoints.desks import OurDesk
from api.rooms.attendance.schemas.live import Absentees, BoardRead, DeskRead, Rest
from api.rooms.attendance.service.showing import Group
from api.rooms.meetings.errors.schedule import MeetingNotFound
from api.rooms.signin.tokens import fingerprint

router = APIRouter()

_EVENTS = "text/event-stream"
_MEETING = (NotSignedIn, NotAllowed, MeetingNotFound)
_STREAM: dict[int | str, dict[str, Any]] = {200: {"content": {_EVENTS: {"schema": {"type": "string"}}}}}
_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


@router.get("/meetings/{meeting_id}/board", responses=_STREAM | documents(*_MEETING), response_model=BoardRead)
def read_board(
    meeting_id: UUID, request: Request, actor: CurrentActor, session: ReadSession, desk: OurDesk
) -> BoardRead | Response:
    """How many came, by site and delegation, and the majority; with `Accept: text/event-stream` as they come."""
    place = service.find_board(session, actor, meeting_id)
    if not _wants_events(request):
        return service.read_board(session, desk.companies, place)
    return _events(service.follow_board(desk.following, place, _token(request), _last(request)))


@router.get(
    "/meetings/{meeting_id}/taken",
    responses=_STREAM | documents(*_MEETING, errors.SiteUnknown),
    response_model=DeskRead,
)
def read_taken(  # noqa: PLR0913, PLR0917 - dependencies and the query; FastAPI passes them by name
    meeting_id: UUID,
    request: Request,
    actor: CurrentActor,
    session: ReadSession,
    desk: OurDesk,
    site_id: UUID | None = None,
) -> DeskRead | Response:
    """What was scanned at a site, without names; with `Accept: text/event-stream` as it happens, and until when."""
    place = service.find_desk(session, actor, meeting_id, site_id)
    if not _wants_events(request):
        return service.read_desk(session, place)
    return _events(service.follow_desk(desk.following, place, _token(request), _last(request)))


@router.get("/meetings/{meeting_id}/absentees", responses=documents(*_MEETING))
def read_absentees(  # noqa: PLR0913, PLR0917 - dependencies and the query; FastAPI passes them by name
    meeting_id: UUID,
    actor: CurrentActor,
    session: ReadSession,
    desk: OurDesk,
    site_id: UUID | None = None,
    delegation_id: UUID | None = None,
    rest: Rest | None = None,
) -> Absentees:
    """Who is missing, with the absences that were asked for; of one site or delegation, of none (`rest`), or of all.

    Reasons are told to those who run the meeting only.
    """
    return service.read_absentees(session, actor, desk.companies, meeting_id, Group(site_id, delegation_id, rest))


def _wants_events(request: Request) -> bool:
    return _EVENTS in request.headers.get("accept", "")


def _last(request: Request) -> str | None:
    return request.headers.get("last-event-id")


def _token(request: Request) -> bytes:
    return fingerprint(request.cookies[request.app.state.settings.session_cookie])


def _events(events: AsyncIterator[bytes]) -> StreamingResponse:
    return StreamingResponse(events, media_type=_EVENTS, headers=_HEADERS)
