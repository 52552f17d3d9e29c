"""Answers, the files that go with them, and the papers of a meeting."""

from typing import Annotated
from uuid import UUID

from anyio import to_thread
from fastapi import APIRouter, Header, Query, Request, Response
from fastapi.responses import StreamingResponse

from api.kit.actors import CurrentActor
from api.kit.db import Database, ReadSession, WriteSession
from api.kit.errors import NotAllowed, NotSignedIn, documents
from api.kit.etags import ChangedMeanwhile, EditOf, VersionMissing
from api.rooms.library import service as library
from api.rooms.library.errors import FileTaken
from api.rooms.library.schemas import FileRead
from api.rooms.library.uploads import BYTES, REFUSED, received, takes
from api.rooms.meetings.endpoints.files import a_file, streamed
from api.rooms.meetings.errors import schedule as errors
from api.rooms.meetings.schemas.answers import AnswerRequest, AnswersRead, DecisionRequest, InvitedRead
from api.rooms.meetings.schemas.schedule import OwnAnswerRead
from api.rooms.meetings.service import answering
from api.rooms.meetings.service.finding import find_meeting

router = APIRouter(prefix="/meetings")

_FIND = (NotSignedIn, errors.MeetingNotFound)
_BYTES = a_file("*/*") | {304: {"description": "The phone has it."}}


@router.post(
    "/files",
    status_code=201,
    responses=documents(*_FIND, FileTaken, *REFUSED),
    openapi_extra=takes(BYTES),
)
async def upload_meeting_file(
    request: Request,
    actor: CurrentActor,
    meeting_id: UUID,
    name: Annotated[str, Query(min_length=1, max_length=255)],
    file_id: UUID | None = None,
) -> FileRead:
    """Bring in a paper, or evidence of an absence, for a meeting I see: its bytes are the body.

    A phone without a network makes `file_id` itself, so that sending again brings in nothing twice.
    """
    state = request.app.state
    database: Database = state.database
    async with database.reading_request() as session:
        await to_thread.run_sync(find_meeting, session, actor, meeting_id)
    async with received(request) as (path, stored):
        inspected = await to_thread.run_sync(library.inspect, path, name, stored)
        await to_thread.run_sync(library.store, state.storage, inspected)
        async with database.writing_request() as session:
            return await to_thread.run_sync(library.keep_file, session, actor, inspected, file_id)


@router.put(
    "/{meeting_id}/answer",
    responses=documents(
        *_FIND,
        errors.InvitationNotFound,
        errors.AnswersClosed,
        errors.ReasonUnknown,
        errors.EvidenceUnusable,
        errors.PlaceNotFound,
    ),
)
def answer_meeting(meeting_id: UUID, body: AnswerRequest, actor: CurrentActor, session: WriteSession) -> OwnAnswerRead:
    """Say whether I come, take part by link, or ask to be absent."""
    return answering.answer_meeting(session, actor, meeting_id, body)


@router.get("/{meeting_id}/answers", responses=documents(*_FIND, NotAllowed))
def list_meeting_answers(meeting_id: UUID, actor: CurrentActor, session: ReadSession) -> AnswersRead:
    """Who is asked to come and what they answered; absences that wait for a decision first."""
    return answering.list_answers(session, actor, meeting_id)


@router.post(
    "/{meeting_id}/answers/{member_id}/decision",
    responses=documents(
        *_FIND, NotAllowed, errors.InvitationNotFound, errors.NothingToDecide, VersionMissing, ChangedMeanwhile
    ),
)
def decide_absence(  # noqa: PLR0913, PLR0917 - path, body and dependencies; FastAPI passes them by name
    meeting_id: UUID,
    member_id: UUID,
    body: DecisionRequest,
    actor: CurrentActor,
    session: WriteSession,
    edit: EditOf,
) -> InvitedRead:
    """Approve or refuse an absence that was asked for."""
    return answering.decide_absence(session, actor, meeting_id, member_id, body, edit)


@router.get(
    "/{meeting_id}/answers/{member_id}/evidence",
    response_class=StreamingResponse,
    responses=_BYTES | documents(*_FIND, NotAllowed, errors.PaperNotFound),
)
def download_evidence(  # noqa: PLR0913, PLR0917 - path and dependencies; FastAPI passes them by name
    meeting_id: UUID,
    member_id: UUID,
    request: Request,
    actor: CurrentActor,
    session: ReadSession,
    if_none_match: Annotated[str | None, Header(max_length=200)] = None,
) -> Response:
    """The evidence of an absence."""
    piece = answering.open_evidence(session, actor, request.app.state.storage, meeting_id, member_id)
    return streamed(piece, if_none_match)


@router.get(
    "/{meeting_id}/papers/{paper_id}/original",
    response_class=StreamingResponse,
    responses=_BYTES | documents(*_FIND, errors.PaperNotFound),
)
def download_meeting_paper(  # noqa: PLR0913, PLR0917 - path and dependencies; FastAPI passes them by name
    meeting_id: UUID,
    paper_id: UUID,
    request: Request,
    actor: CurrentActor,
    session: ReadSession,
    if_none_match: Annotated[str | None, Header(max_length=200)] = None,
) -> Response:
    """A paper of the meeting: uploaded for it, or a document of the library that was laid out for those it calls."""
    piece = answering.open_paper(session, actor, request.app.state.storage, meeting_id, paper_id)
    return streamed(piece, if_none_match)
