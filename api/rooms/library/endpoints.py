"""HTTP of the room: what readers do here, what publishers do in `desk`."""

from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Path, Query, Request, Response
from fastapi.responses import StreamingResponse

from api.kit.actors import CurrentActor
from api.kit.db import ReadSession, WriteSession
from api.kit.errors import NotSignedIn, documents
from api.kit.pages import CursorInvalid, Page, WhichPage
from api.rooms.library import errors, formats, service
from api.rooms.library.desk import router as desk
from api.rooms.library.models import DocumentType, Highlight, Note, Progress
from api.rooms.library.schemas import (
    AcknowledgementRead,
    BookmarkRead,
    ChangesRead,
    ContentRead,
    DocumentDetail,
    DocumentRead,
    FiltersRead,
    HighlightRead,
    HighlightRequest,
    HitRead,
    MineRead,
    NoteRead,
    NoteRequest,
    ProgressRead,
    ProgressRequest,
    SignatureRead,
    TypeRead,
)
from api.rooms.library.sight import Narrowing

router = APIRouter(prefix="/library", tags=["library"])
router.include_router(desk)

_ASK_EACH_TIME = "private, no-cache"
_IMAGE: dict[int | str, dict[str, Any]] = {200: {"description": "The picture.", "content": {"image/webp": {}}}}
_BYTES: dict[int | str, dict[str, Any]] = {
    status: {"description": "The bytes.", "content": {"*/*": {"schema": {"type": "string", "format": "binary"}}}}
    for status in (200, 206)
}

_UNCHANGED: dict[int | str, dict[str, Any]] = {304: {"description": "The phone has it."}}


async def _narrowing(
    type: Annotated[str | None, Query(max_length=10)] = None,  # noqa: A002 - the parameter's public name
    issuer: Annotated[str | None, Query(max_length=200)] = None,
    year: Annotated[int | None, Query(ge=1930, le=2200)] = None,
    to_study: bool = False,  # noqa: FBT001, FBT002 - a query parameter
) -> Narrowing:
    return Narrowing(type=type, issuer=issuer, year=year, to_study=to_study)


Narrowed = Annotated[Narrowing, Depends(_narrowing)]


@router.get("/documents", responses=documents(NotSignedIn, CursorInvalid))
def list_documents(
    actor: CurrentActor, session: ReadSession, narrowing: Narrowed, page: WhichPage
) -> Page[DocumentRead]:
    """The documents I may read, newest first; `to_study` leaves those asked for and not yet acknowledged."""
    return service.list_documents(session, actor, narrowing, page)


@router.get("/documents/{document_id}", responses=documents(NotSignedIn, errors.DocumentNotFound))
def read_document(document_id: UUID, actor: CurrentActor, session: ReadSession) -> DocumentDetail:
    """One document with its files."""
    return service.read_document(session, actor, document_id)


@router.get("/documents/{document_id}/content", responses=documents(NotSignedIn, errors.DocumentNotFound))
def read_document_content(
    document_id: UUID, actor: CurrentActor, session: ReadSession, response: Response
) -> ContentRead:
    """Its text, reflowed for a phone."""
    content = service.read_content(session, actor, document_id)
    response.headers["ETag"] = f'"{content.changed}"'
    response.headers["Cache-Control"] = _ASK_EACH_TIME
    return content


@router.get("/documents/{document_id}/signatures", responses=documents(NotSignedIn, errors.DocumentNotFound))
def read_document_signatures(
    document_id: UUID, actor: CurrentActor, session: ReadSession, request: Request
) -> list[SignatureRead]:
    """What can honestly be said of the signatures in its PDFs."""
    return service.read_signatures(session, actor, request.app.state.storage, document_id)


@router.get("/types", response_model=list[TypeRead], responses=documents(NotSignedIn))
def list_document_types(_: CurrentActor, session: ReadSession) -> Sequence[DocumentType]:
    """The catalogue of types."""
    return service.read_types(session)


@router.get("/filters", responses=documents(NotSignedIn))
def read_filters(actor: CurrentActor, session: ReadSession) -> FiltersRead:
    """By what my documents can be narrowed."""
    return service.read_filters(session, actor)


@router.get("/search", responses=documents(NotSignedIn, CursorInvalid))
def search_library(
    actor: CurrentActor,
    session: ReadSession,
    narrowing: Narrowed,
    page: WhichPage,
    q: Annotated[str, Query(min_length=1, max_length=200)],
) -> Page[HitRead]:
    """Find documents by number-symbol, title and text, with or without diacritics, best first."""
    return service.search(session, actor, q, narrowing, page)


@router.get("/changes", responses=documents(NotSignedIn))
def read_changes(
    actor: CurrentActor,
    session: ReadSession,
    since: Annotated[int, Query(ge=0, le=2**53)] = 0,
    scope: Annotated[str | None, Query(max_length=40)] = None,
) -> ChangesRead:
    """What changed since a phone last asked; pass back `next_since` and `scope`."""
    return service.read_changes(session, actor, since, scope)


@router.get("/mine", responses=documents(NotSignedIn))
def read_mine(actor: CurrentActor, session: ReadSession) -> MineRead:
    """All I keep: bookmarks, highlights, notes, progress, acknowledgements."""
    return service.read_mine(session, actor)


@router.get(
    "/files/{file_id}/original",
    response_class=StreamingResponse,
    responses=_BYTES | _UNCHANGED | documents(NotSignedIn, errors.FileNotFound, errors.RangeInvalid),
)
def download_original(  # noqa: PLR0913, PLR0917 - dependencies and headers; FastAPI passes them by name
    file_id: UUID,
    request: Request,
    actor: CurrentActor,
    session: ReadSession,
    range: Annotated[str | None, Header()] = None,  # noqa: A002 - the header's name
    if_range: Annotated[str | None, Header()] = None,
    if_none_match: Annotated[str | None, Header()] = None,
) -> Response:
    """The file as it was uploaded; one Range is served, and nothing to a phone that has it."""
    etag_given = if_range.strip('"') if if_range else None
    piece = service.open_original(session, actor, request.app.state.storage, file_id, range)
    if etag_given is not None and etag_given != piece.sha256:
        piece = service.open_original(session, actor, request.app.state.storage, file_id, None)
    if if_none_match is not None and piece.sha256 in if_none_match:
        return Response(status_code=304, headers={"ETag": f'"{piece.sha256}"', "Cache-Control": _ASK_EACH_TIME})
    headers = {
        "Content-Disposition": formats.disposition(piece.name),
        "Content-Length": str(piece.end - piece.start),
        "Content-Encoding": "identity",  # ranges count the file's own bytes: never compressed on the way
        "Accept-Ranges": "bytes",
        "ETag": f'"{piece.sha256}"',
        "Cache-Control": _ASK_EACH_TIME,
    }
    if piece.partial:
        headers["Content-Range"] = f"bytes {piece.start}-{piece.end - 1}/{piece.size}"
    status = 206 if piece.partial else 200
    return StreamingResponse(piece.chunks, status_code=status, media_type=piece.media_type, headers=headers)


@router.get(
    "/files/{file_id}/pages/{number}.webp",
    response_class=Response,
    responses=_IMAGE | documents(NotSignedIn, errors.FileNotFound, errors.FileTooComplex, errors.FileDamaged),
)
def read_page_image(
    file_id: UUID,
    number: Annotated[int, Path(ge=1, le=10_000)],
    request: Request,
    actor: CurrentActor,
    session: ReadSession,
) -> Response:
    """A picture of one page."""
    image = service.read_page(session, actor, request.app.state.storage, file_id, number)
    return Response(image, media_type="image/webp", headers={"Cache-Control": "private, max-age=86400"})


@router.put("/documents/{document_id}/bookmark", responses=documents(NotSignedIn, errors.DocumentNotFound))
def keep_bookmark(document_id: UUID, actor: CurrentActor, session: WriteSession) -> BookmarkRead:
    """Keep a document at hand."""
    return service.keep_bookmark(session, actor, document_id)


@router.delete("/documents/{document_id}/bookmark", status_code=204, responses=documents(NotSignedIn))
def drop_bookmark(document_id: UUID, actor: CurrentActor, session: WriteSession) -> None:
    """No longer."""
    service.drop_bookmark(session, actor, document_id)


@router.put(
    "/highlights/{highlight_id}",
    responses=documents(NotSignedIn, errors.DocumentNotFound, errors.HighlightInvalid, errors.IdTaken),
)
def keep_highlight(
    highlight_id: UUID, body: HighlightRequest, actor: CurrentActor, session: WriteSession
) -> HighlightRead:
    """Colour a piece of text; the id is the phone's."""
    return service.keep_highlight(session, actor, highlight_id, body)


@router.delete("/highlights/{highlight_id}", status_code=204, responses=documents(NotSignedIn, errors.OwnNotFound))
def drop_highlight(highlight_id: UUID, actor: CurrentActor, session: WriteSession) -> None:
    """Remove it."""
    service.drop_own(session, actor, Highlight, highlight_id)


@router.put(
    "/notes/{note_id}",
    response_model=NoteRead,
    responses=documents(NotSignedIn, errors.DocumentNotFound, errors.HighlightInvalid, errors.IdTaken),
)
def keep_note(note_id: UUID, body: NoteRequest, actor: CurrentActor, session: WriteSession) -> Note:
    """Write a private note; the id is the phone's."""
    return service.keep_note(session, actor, note_id, body)


@router.delete("/notes/{note_id}", status_code=204, responses=documents(NotSignedIn, errors.OwnNotFound))
def drop_note(note_id: UUID, actor: CurrentActor, session: WriteSession) -> None:
    """Remove it."""
    service.drop_own(session, actor, Note, note_id)


@router.put(
    "/documents/{document_id}/progress",
    response_model=ProgressRead,
    responses=documents(NotSignedIn, errors.DocumentNotFound, errors.HighlightInvalid),
)
def keep_progress(document_id: UUID, body: ProgressRequest, actor: CurrentActor, session: WriteSession) -> Progress:
    """Remember where I am; nobody else sees it."""
    return service.keep_progress(session, actor, document_id, body)


@router.put(
    "/documents/{document_id}/acknowledgement",
    responses=documents(NotSignedIn, errors.DocumentNotFound, errors.NotAMember, errors.NothingToStudy),
)
def acknowledge_document(document_id: UUID, actor: CurrentActor, session: WriteSession) -> AcknowledgementRead:
    """Say that I have studied it."""
    return service.acknowledge(session, actor, document_id)
