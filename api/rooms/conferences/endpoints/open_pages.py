"""HTTP of the pages behind printed codes, for everybody."""

from typing import Annotated, Any
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import StreamingResponse

from api.kit.db import ReadSession, WriteSession
from api.kit.errors import documents
from api.rooms.conferences import errors
from api.rooms.conferences.schemas.setting_up import OpenBoothRead, OpenConferenceRead
from api.rooms.conferences.service import open_pages
from api.rooms.library.errors import FileNotFound

router = APIRouter(prefix="/open")
_FILE: dict[int | str, dict[str, Any]] = {
    200: {"description": "The file.", "content": {"application/octet-stream": {}}}
}
_COOKIE = "handbook_booth"
_READ, _COUNTED = "0", "1"
"""The same for everybody: this browser opened the booth's page, or was counted there lately; never who."""
_ONCE_IN = 30 * 60
"""Seconds for which one browser counts once."""
Token = Annotated[str, Path(max_length=40, pattern="^[A-Za-z0-9_-]+$")]


@router.get("/conferences/{token}", responses=documents(errors.OpenPageNotFound))
def read_open_conference(token: Token, session: ReadSession) -> OpenConferenceRead:
    """A conference and its public papers, by the printed code."""
    return open_pages.read_open_conference(session, token)


@router.get(
    "/conferences/{token}/papers/{file_id}",
    response_class=StreamingResponse,
    responses=_FILE | documents(errors.OpenPageNotFound, FileNotFound),
)
def open_public_paper(token: Token, file_id: UUID, request: Request, session: ReadSession) -> StreamingResponse:
    """A paper that was marked public."""
    piece = open_pages.open_public_paper(session, request.app.state.storage, token, file_id)
    headers = {
        "Content-Disposition": f"inline; filename*=UTF-8''{quote(piece.name)}",
        "Content-Length": str(piece.size),
        "X-Content-Type-Options": "nosniff",
    }
    return StreamingResponse(piece.chunks, media_type=piece.media_type, headers=headers)


@router.get("/booths/{token}", responses=documents(errors.OpenPageNotFound))
def read_open_booth(token: Token, request: Request, response: Response, session: ReadSession) -> OpenBoothRead:
    """A booth of an exhibition, by its code; its cookie lets the visit be counted."""
    found = open_pages.read_open_booth(session, token)
    if _COOKIE not in request.cookies:
        _say(request, response, token, _READ)
    return found


@router.post("/booths/{token}/visits", status_code=204, responses=documents(errors.OpenPageNotFound))
def count_booth_visit(token: Token, request: Request, response: Response, session: WriteSession) -> None:
    """One telephone more, each once in half an hour; nothing but the number is kept.

    A visit without the cookie of the page counts nothing, and no booth gets more than a crowd in a minute.
    """
    booth = open_pages.find_booth(session, token)
    if request.cookies.get(_COOKIE) != _READ:
        return
    open_pages.count_visit(session, booth)
    _say(request, response, token, _COUNTED)


def _say(request: Request, response: Response, token: str, word: str) -> None:
    response.set_cookie(
        _COOKIE,
        word,
        max_age=_ONCE_IN,
        path=f"/api/open/booths/{token}",
        secure=request.app.state.settings.https,
        httponly=True,
        samesite="strict",
    )
