"""HTTP of closing, score, minutes and resolution."""

from uuid import UUID

from anyio import to_thread
from fastapi import APIRouter, Request, Response

from api.kit.actors import CurrentActor
from api.kit.db import Database, ReadSession, WriteSession
from api.kit.errors import NotAllowed, NotSignedIn, documents
from api.kit.etags import ChangedMeanwhile, EditOf, VersionMissing, tag
from api.rooms.library.errors import FileTooLarge
from api.rooms.library.uploads import NOT_SOUND, received, takes
from api.rooms.meetings.endpoints.files import DOCX, PDF, a_file, sent
from api.rooms.meetings.errors import papers as errors
from api.rooms.meetings.errors.schedule import MeetingNotFound, MeetingStateWrong
from api.rooms.meetings.models import PaperKind
from api.rooms.meetings.schemas.papers import (
    AdditionRead,
    AdditionRequest,
    ClosedRead,
    PaperEditRequest,
    PapersRead,
    PaperTextRead,
    SignedPaperRead,
    VoidRequest,
)
from api.rooms.meetings.schemas.score import ScoreRead, ScoreRequest
from api.rooms.meetings.service import adding, closing, drafting, score, signing
from api.rooms.meetings.service.press import PaperOf, ThePress, WhichPaper, WriterOf

router = APIRouter()
_SEE = (NotSignedIn, MeetingNotFound)
_RUN = (*_SEE, NotAllowed)
_EDIT = (*_RUN, VersionMissing, ChangedMeanwhile)


@router.get("/meetings/{meeting_id}/score", responses=documents(*_RUN, errors.NotScored))
def read_meeting_score(meeting_id: UUID, actor: CurrentActor, session: ReadSession, response: Response) -> ScoreRead:
    """The score form with proposals and their reasons; after the closing as it stood then."""
    found = score.read_score(session, actor, meeting_id)
    tag(response, found.version)
    return found


@router.put(
    "/meetings/{meeting_id}/score",
    responses=documents(*_EDIT, errors.NotScored, errors.PaperLocked, errors.CriterionUnknown),
)
def put_meeting_score(
    meeting_id: UUID, request: ScoreRequest, actor: CurrentActor, session: WriteSession, edit: EditOf
) -> ScoreRead:
    """Decide criteria; the first decision is made on version 0."""
    return score.put_score(session, actor, meeting_id, request, edit)


@router.post(
    "/meetings/{meeting_id}/close",
    responses=documents(*_RUN, MeetingStateWrong, errors.RollNotCalled, errors.VoteStillOpen, errors.ScoreIncomplete),
)
def close_meeting(meeting_id: UUID, actor: CurrentActor, session: WriteSession, press: ThePress) -> ClosedRead:
    """Close and report: the record is locked, papers are numbered and sealed. Asking again gives the same answer."""
    return closing.close_meeting(session, actor, press, meeting_id)


@router.get("/meetings/{meeting_id}/papers", responses=documents(*_SEE))
def list_meeting_papers(meeting_id: UUID, actor: CurrentActor, session: ReadSession, press: ThePress) -> PapersRead:
    """The papers of a meeting: numbers, hashes, signed copies, additions."""
    return adding.list_papers(session, actor, press, meeting_id)


@router.get(
    "/meetings/{meeting_id}/papers/{kind}",  # noqa: FAST003 - WhichPaper reads them
    responses=documents(*_RUN, errors.NoSuchPaper),
)
def read_meeting_paper(
    which: WhichPaper, actor: CurrentActor, session: ReadSession, response: Response
) -> PaperTextRead:
    """The text of minutes or resolution: before the closing the draft with what people edited."""
    found = drafting.read_paper(session, actor, which)
    tag(response, found.version)
    return found


@router.put(
    "/meetings/{meeting_id}/papers/{kind}",  # noqa: FAST003 - WhichPaper reads them
    responses=documents(*_EDIT, errors.NoSuchPaper, errors.PaperLocked, errors.SectionUnknown),
)
def edit_meeting_paper(
    which: WhichPaper,
    request: PaperEditRequest,
    actor: CurrentActor,
    session: WriteSession,
    edit: EditOf,
) -> PaperTextRead:
    """Edit sections, or let them follow the record again; the first edit is made on version 0."""
    return drafting.edit_paper(session, actor, which, request, edit)


@router.get(
    "/meetings/{meeting_id}/{kind}.pdf",  # noqa: FAST003 - WhichPaper reads them
    response_class=Response,
    responses=a_file(PDF) | documents(*_RUN, errors.NoSuchPaper),
)
def print_meeting_paper(which: WhichPaper, actor: CurrentActor, session: ReadSession, press: ThePress) -> Response:
    """The PDF; before the closing a draft without number."""
    file = adding.print_pdf(session, actor, press, which)
    return sent(file.content, file.name, PDF, sha256=file.sha256)


@router.get(
    "/meetings/{meeting_id}/{kind}.docx",  # noqa: FAST003 - WhichPaper reads them
    response_class=Response,
    responses=a_file(DOCX) | documents(*_RUN, errors.NoSuchPaper, errors.TemplateBroken),
)
def print_meeting_paper_docx(which: WhichPaper, actor: CurrentActor, session: ReadSession, press: ThePress) -> Response:
    """The same text as a DOCX."""
    file = adding.print_docx(session, actor, press, which)
    return sent(file.content, file.name, DOCX)


@router.put(
    "/meetings/{meeting_id}/additions/{addition_id}",
    responses=documents(*_RUN, errors.PaperNotSealed, errors.NoSuchPaper, errors.AdditionTaken),
)
def add_to_meeting_paper(  # noqa: PLR0913, PLR0917 - what a request is made of
    meeting_id: UUID,
    addition_id: UUID,
    request: AdditionRequest,
    actor: CurrentActor,
    session: WriteSession,
    press: ThePress,
) -> AdditionRead:
    """Add to a closed paper; printed below it with author and time, and never changed again."""
    return adding.add_to_paper(session, actor, press, meeting_id, addition_id, request)


@router.post(
    "/meetings/{meeting_id}/papers/{kind}/void",  # noqa: FAST003 - WhichPaper reads them
    responses=documents(*_RUN, errors.PaperNotSealed, errors.NoSuchPaper, errors.AlreadyVoid),
)
def void_paper_number(
    which: WhichPaper,
    request: VoidRequest,
    actor: CurrentActor,
    session: WriteSession,
    press: ThePress,
) -> PapersRead:
    """Declare a number void; it is kept with the reason and never given again."""
    return adding.void_number(session, actor, press, which, request)


@router.post(
    "/meetings/signed-papers",
    responses=documents(*_RUN, errors.PaperNotSealed, errors.NoSuchPaper, errors.NotSigned, FileTooLarge, *NOT_SOUND),
    openapi_extra=takes(PDF),
)
async def upload_signed_paper(
    request: Request, meeting_id: UUID, kind: PaperKind, actor: CurrentActor, press: ThePress
) -> SignedPaperRead:
    """Bring in a signed PDF, its bytes are the body; its signatures and its text are looked at before it is kept."""
    database: Database = request.app.state.database
    which = PaperOf(meeting_id, kind)
    async with database.reading_request() as session:
        await to_thread.run_sync(signing.check_copy_wanted, session, actor, which)
    async with received(request) as (path, _):
        async with database.reading_request() as session:
            content = await to_thread.run_sync(path.read_bytes)
            judged = await to_thread.run_sync(signing.judge_copy, session, actor, press, which, content)
        async with database.writing_request() as session:
            return await to_thread.run_sync(signing.keep_copy, session, actor, press, which, judged)


@router.post(
    "/meetings/{meeting_id}/papers/{kind}/sign",  # noqa: FAST003 - WhichPaper reads them
    responses=documents(*_RUN, errors.PaperNotSealed, errors.NoSuchPaper, errors.SigningNotSetUp),
)
def sign_meeting_paper(
    which: WhichPaper,
    actor: CurrentActor,
    session: ReadSession,
    press: ThePress,
    writing: WriterOf,
) -> SignedPaperRead:
    """Sign the recorded PDF with the organisation's key, where this server has one."""
    judged = signing.sign_here(session, actor, press, which)
    with writing() as writer:
        return signing.keep_copy(writer, actor, press, which, judged)


@router.get(
    "/meetings/{meeting_id}/signed/{copy_id}",
    response_class=Response,
    responses=a_file(PDF) | documents(*_SEE, errors.NoSuchPaper),
)
def open_signed_paper(
    meeting_id: UUID, copy_id: UUID, actor: CurrentActor, session: ReadSession, press: ThePress
) -> Response:
    """A signed copy as it was brought in."""
    name, content = signing.open_copy(session, actor, press, meeting_id, copy_id)
    return sent(content, name, PDF)
