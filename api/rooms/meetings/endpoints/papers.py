"""HTTP of closing, score, minutes and resolution."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Body, Response

from api.kit.actors import CurrentActor
from api.kit.db import ReadSession, WriteSession
from api.kit.errors import NotAllowed, NotSignedIn, documents
from api.kit.etags import ChangedMeanwhile, EditOf, VersionMissing, tag
from api.rooms.library.errors import FileActive, FileDamaged, FileEncrypted, FileTooComplex, FormatMismatch
from api.rooms.meetings.errors import papers as errors
from api.rooms.meetings.errors.schedule import MeetingNotFound, MeetingStateWrong
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
from api.rooms.meetings.service.press import ThePress, WhichPaper, WriterOf

router = APIRouter()
_SEE = (NotSignedIn, MeetingNotFound)
_RUN = (*_SEE, NotAllowed)
_EDIT = (*_RUN, VersionMissing, ChangedMeanwhile)
_BROKEN = (FormatMismatch, FileActive, FileDamaged, FileEncrypted, FileTooComplex)
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
Pdf = Annotated[bytes, Body(media_type="application/pdf", description="The PDF.")]


def _file(media_type: str) -> dict[int | str, dict[str, Any]]:
    return {
        200: {"description": "The file.", "content": {media_type: {"schema": {"type": "string", "format": "binary"}}}}
    }


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
    responses=_file("application/pdf") | documents(*_RUN, errors.NoSuchPaper),
)
def print_meeting_paper(which: WhichPaper, actor: CurrentActor, session: ReadSession, press: ThePress) -> Response:
    """The PDF; before the closing a draft without number."""
    return _sent(adding.print_pdf(session, actor, press, which), "application/pdf")


@router.get(
    "/meetings/{meeting_id}/{kind}.docx",  # noqa: FAST003 - WhichPaper reads them
    response_class=Response,
    responses=_file(_DOCX) | documents(*_RUN, errors.NoSuchPaper, errors.TemplateBroken),
)
def print_meeting_paper_docx(which: WhichPaper, actor: CurrentActor, session: ReadSession, press: ThePress) -> Response:
    """The same text as a DOCX."""
    return _sent(adding.print_docx(session, actor, press, which), _DOCX)


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
    "/meetings/{meeting_id}/papers/{kind}/signed",  # noqa: FAST003 - WhichPaper reads them
    responses=documents(*_RUN, errors.PaperNotSealed, errors.NoSuchPaper, errors.NotSigned, *_BROKEN),
)
def upload_signed_paper(  # noqa: PLR0913, PLR0917 - what a request is made of
    which: WhichPaper,
    content: Pdf,
    actor: CurrentActor,
    session: ReadSession,
    press: ThePress,
    writing: WriterOf,
) -> SignedPaperRead:
    """Bring in a signed PDF; its signatures and its text are looked at before it is kept."""
    judged = signing.judge_copy(session, actor, press, which, content)
    with writing() as writer:
        return signing.keep_copy(writer, actor, press, which, judged)


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
    responses=_file("application/pdf") | documents(*_SEE, errors.NoSuchPaper),
)
def open_signed_paper(
    meeting_id: UUID, copy_id: UUID, actor: CurrentActor, session: ReadSession, press: ThePress
) -> Response:
    """A signed copy as it was brought in."""
    name, content = signing.open_copy(session, actor, press, meeting_id, copy_id)
    return _sent(adding.PaperFile(name, content, None), "application/pdf")


def _sent(file: adding.PaperFile, media_type: str) -> Response:
    headers = {
        "Content-Disposition": f'attachment; filename="{file.name}"',
        "Cache-Control": "private, no-cache",
    }
    if file.sha256:
        headers["ETag"] = f'"{file.sha256}"'
    return Response(file.content, media_type=media_type, headers=headers)
