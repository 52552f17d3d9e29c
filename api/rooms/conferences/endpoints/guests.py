"""HTTP of guests: registering them, taking their badges, their list."""

from uuid import UUID

from fastapi import APIRouter

from api.kit.actors import CurrentActor
from api.kit.db import ReadSession, WriteSession
from api.kit.errors import NotAllowed, NotSignedIn, documents
from api.rooms.attendance.schemas.scans import CorrectionRequest
from api.rooms.conferences import errors
from api.rooms.conferences.endpoints.desk import TheSecret
from api.rooms.conferences.schemas.guests import (
    ConferenceDeskRead,
    GuestAnswer,
    GuestEntryRequest,
    GuestListRead,
    GuestRead,
    GuestScanRead,
    GuestScanRequest,
    GuestScansRead,
)
from api.rooms.conferences.service import correcting, doors, guests, taking_along
from api.rooms.meetings.errors.schedule import MeetingNotFound

router = APIRouter(prefix="/conferences/{meeting_id}")
_MEETING = (NotSignedIn, NotAllowed, MeetingNotFound)


@router.get("/guests", responses=documents(*_MEETING))
def list_guests(meeting_id: UUID, actor: CurrentActor, session: ReadSession) -> GuestListRead:
    """The guests of a meeting I plan or run."""
    return guests.list_guests(session, actor, meeting_id)


@router.put("/guests/{guest_id}", responses=documents(*_MEETING, errors.GuestIdTaken, errors.GuestSiteUnknown))
def register_guest(
    meeting_id: UUID, guest_id: UUID, body: GuestEntryRequest, actor: CurrentActor, session: WriteSession
) -> GuestRead:
    """Write a guest down, on the spot or beforehand; the id is the desk's (UUIDv7)."""
    return guests.register_guest(session, actor, meeting_id, guest_id, body)


@router.post("/guests/{guest_id}/badge", responses=documents(*_MEETING, errors.GuestNotFound))
def print_badge_anew(meeting_id: UUID, guest_id: UUID, actor: CurrentActor, session: WriteSession) -> GuestRead:
    """Withdraw a lost badge; the next sheet holds a new one."""
    return guests.print_anew(session, actor, meeting_id, guest_id)


@router.put(
    "/guest-scans/{scan_id}",
    responses=documents(*_MEETING, errors.GuestNotFound, errors.BadgeUnknown, errors.GuestIdTaken),
)
def take_guest(  # noqa: PLR0913, PLR0917 - what a request is made of
    meeting_id: UUID,
    scan_id: UUID,
    body: GuestScanRequest,
    actor: CurrentActor,
    session: WriteSession,
    secret: TheSecret,
) -> GuestAnswer:
    """Take a badge or a guest by name; the same scan is always told the same."""
    return doors.take_guest(session, actor, secret, meeting_id, scan_id, body)


@router.get("/guest-scans", responses=documents(*_MEETING))
def list_guest_scans(meeting_id: UUID, actor: CurrentActor, session: ReadSession) -> GuestScansRead:
    """What the guests of a meeting I run did, with the words about it."""
    return correcting.list_guest_scans(session, actor, meeting_id)


@router.post("/guest-scans/{scan_id}/corrections", responses=documents(*_MEETING, errors.GuestScanNotFound))
def correct_guest_scan(
    meeting_id: UUID, scan_id: UUID, body: CorrectionRequest, actor: CurrentActor, session: WriteSession
) -> GuestScanRead:
    """Say that a guest's coming or going counts, or that it does not, and why."""
    return correcting.correct_guest(session, actor, meeting_id, scan_id, body)


@router.get("/desk", responses=documents(*_MEETING, errors.GuestSiteUnknown))
def read_conference_desk(
    meeting_id: UUID, actor: CurrentActor, session: ReadSession, secret: TheSecret, site_id: UUID | None = None
) -> ConferenceDeskRead:
    """What a desk takes along: badges and seats that only a shown code opens, and the sessions."""
    return taking_along.read_desk(session, actor, secret, meeting_id, site_id)
