"""HTTP of setting a conference up: delegations, sessions, booths, seats, badges; and of one's own place."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Body, Request, Response

from api.kit.actors import CurrentActor
from api.kit.db import ReadSession, WriteSession
from api.kit.errors import NotAllowed, NotSignedIn, documents
from api.kit.etags import ChangedMeanwhile, EditOf, VersionMissing
from api.rooms.conferences import errors
from api.rooms.conferences.badge_sheets import Layout
from api.rooms.conferences.endpoints.desk import TheSecret
from api.rooms.conferences.schemas.seats import SeatPreviewRead, SeatsRead, SeatsRequest
from api.rooms.conferences.schemas.setting_up import ConferenceRead, ConferenceRequest, OwnPlaceRead
from api.rooms.conferences.service import printing, seating, setting_up
from api.rooms.conferences.service.printing import Whose
from api.rooms.meetings.errors.schedule import MeetingNotFound
from api.rooms.members.errors import FileNotASheet, FileSuspicious

router = APIRouter(prefix="/conferences/{meeting_id}")
_MEETING = (NotSignedIn, NotAllowed, MeetingNotFound)
_PDF = "application/pdf"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Sheet = Annotated[bytes, Body(media_type=_XLSX, description="The list of seats.")]


def _public_url(request: Request) -> str:
    url: str = request.app.state.settings.public_url
    return url.rstrip("/")


@router.get("", responses=documents(*_MEETING))
def read_conference(meeting_id: UUID, request: Request, actor: CurrentActor, session: ReadSession) -> ConferenceRead:
    """A conference I plan or run, with its figures."""
    return setting_up.read_conference(session, actor, _public_url(request), meeting_id)


@router.put(
    "",
    responses=documents(
        *_MEETING,
        VersionMissing,
        ChangedMeanwhile,
        errors.DelegationsAlike,
        errors.SessionOutside,
        errors.PaperNotOfMeeting,
    ),
)
def set_up_conference(  # noqa: PLR0913, PLR0917 - what a request is made of
    meeting_id: UUID,
    body: ConferenceRequest,
    request: Request,
    actor: CurrentActor,
    session: WriteSession,
    edit: EditOf,
) -> ConferenceRead:
    """Write delegations, sessions, booths and public papers anew."""
    return setting_up.set_up_conference(session, actor, _public_url(request), meeting_id, body, edit)


@router.get("/place", responses=documents(NotSignedIn, MeetingNotFound))
def read_own_place(meeting_id: UUID, actor: CurrentActor, session: ReadSession) -> OwnPlaceRead:
    """My seat, delegation and site, and the sessions I took part in."""
    return seating.read_own_place(session, actor, meeting_id)


@router.get("/seats", responses=documents(*_MEETING))
def list_seats(meeting_id: UUID, actor: CurrentActor, session: ReadSession) -> SeatsRead:
    """Everybody expected with the place they have."""
    return seating.list_seats(session, actor, meeting_id)


@router.post(
    "/seats/preview",
    responses=documents(*_MEETING, errors.SeatListUnreadable, FileNotASheet, FileSuspicious),
)
def preview_seats(meeting_id: UUID, content: Sheet, actor: CurrentActor, session: WriteSession) -> SeatPreviewRead:
    """Look through a list from Excel: whom each row means and what wants mending; nothing is written."""
    return seating.preview_seats(session, actor, meeting_id, content)


@router.put(
    "/seats",
    responses=documents(
        *_MEETING, errors.SeatTaken, errors.SeatPersonUnknown, errors.GuestSiteUnknown, errors.GuestNotFound
    ),
)
def give_seats(meeting_id: UUID, body: SeatsRequest, actor: CurrentActor, session: WriteSession) -> SeatsRead:
    """Put places in force; people who are not named keep theirs."""
    return seating.give_seats(session, actor, meeting_id, body)


_SHEETS: dict[int | str, dict[str, Any]] = {
    200: {"description": "The sheets.", "content": {_PDF: {"schema": {"type": "string", "format": "binary"}}}}
}


@router.get("/badges.pdf", response_class=Response, responses=_SHEETS | documents(*_MEETING))
def print_badges(  # noqa: PLR0913, PLR0917 - what narrows the sheets
    meeting_id: UUID,
    actor: CurrentActor,
    session: WriteSession,
    secret: TheSecret,
    whose: Whose = Whose.GUESTS,
    layout: Layout = Layout.CARDS,
    site_id: UUID | None = None,
    delegation_id: UUID | None = None,
) -> Response:
    """Badges on A4: cards to cut or labels; printing is noted in the audit log."""
    content = printing.print_badges(
        session,
        actor,
        secret,
        meeting_id,
        whose=whose,
        layout=layout,
        site_id=site_id,
        delegation_id=delegation_id,
    )
    return Response(
        content, media_type=_PDF, headers={"Content-Disposition": 'attachment; filename="the-dai-bieu.pdf"'}
    )
