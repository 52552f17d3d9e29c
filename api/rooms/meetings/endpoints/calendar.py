"""What phones follow and what other calendar programs read."""

from email.utils import format_datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Header, Path, Query, Request, Response

from api.kit.actors import CurrentActor
from api.kit.db import ReadSession, WriteSession
from api.kit.errors import NotSignedIn, documents
from api.rooms.meetings.errors import schedule as errors
from api.rooms.meetings.schemas.calendar import FeedAddressRead, FeedStateRead
from api.rooms.meetings.schemas.schedule import FeedRead
from api.rooms.meetings.service import calendars, syncing

router = APIRouter()

_MEDIA_TYPE = "text/calendar; charset=utf-8; method=PUBLISH"
_FILE: dict[int | str, dict[str, Any]] = {
    200: {"description": "The calendar.", "content": {"text/calendar": {"schema": {"type": "string"}}}},
    304: {"description": "The program has it."},
}
Known = Annotated[str | None, Header(max_length=200, alias="If-None-Match")]


@router.get("/meetings/mine", responses=documents(NotSignedIn))
def read_own_meetings(
    actor: CurrentActor,
    session: ReadSession,
    since: Annotated[int, Query(ge=0, le=2**53)] = 0,
    scope: Annotated[str | None, Query(max_length=40)] = None,
) -> FeedRead:
    """Meetings that concern me and changed since a phone last asked; pass back `next_since` and `scope`."""
    return syncing.read_own_meetings(session, actor, since, scope)


@router.get("/meetings/calendar-feed", responses=documents(NotSignedIn))
def read_calendar_feed_state(actor: CurrentActor, session: ReadSession) -> FeedStateRead:
    """Whether I have a private calendar address, and since when."""
    return calendars.read_feed_state(session, actor)


@router.post("/meetings/calendar-feed", status_code=201, responses=documents(NotSignedIn, errors.NotAMember))
def make_calendar_feed(actor: CurrentActor, session: WriteSession, request: Request) -> FeedAddressRead:
    """A new private address, told once; the one before ends."""
    return calendars.make_feed(session, actor, request.app.state.settings.public_url)


@router.delete("/meetings/calendar-feed", status_code=204, responses=documents(NotSignedIn))
def drop_calendar_feed(actor: CurrentActor, session: WriteSession) -> None:
    """Take my private address back."""
    calendars.drop_feed(session, actor)


@router.get("/calendar/{token}.ics", response_class=Response, responses=_FILE | documents(errors.CalendarNotFound))
def read_calendar_feed(
    token: Annotated[str, Path(min_length=20, max_length=100)],
    request: Request,
    session: ReadSession,
    known: Known = None,
) -> Response:
    """A member's meetings for a calendar program; whoever has the address reads them."""
    return _sent(calendars.read_feed(session, token, request.app.state.settings.public_url), known)


@router.get(
    "/meetings/{meeting_id}.ics",
    response_class=Response,
    responses=_FILE | documents(NotSignedIn, errors.MeetingNotFound),
)
def read_meeting_file(
    meeting_id: UUID, request: Request, actor: CurrentActor, session: ReadSession, known: Known = None
) -> Response:
    """One meeting as a calendar file."""
    return _sent(calendars.read_one(session, actor, meeting_id, request.app.state.settings.public_url), known)


def _sent(file: calendars.CalendarFile, known: str | None) -> Response:
    headers = {
        "ETag": f'"{file.etag}"',
        "Last-Modified": format_datetime(file.changed_at, usegmt=True),
        "Cache-Control": "private, no-cache",
    }
    if known is not None and file.etag in known:
        return Response(status_code=304, headers=headers)
    headers["Content-Disposition"] = 'attachment; filename="sinh-hoat.ics"'
    return Response(file.content, media_type=_MEDIA_TYPE, headers=headers)
