"""What those who run a meeting say about faces at it."""

from uuid import UUID

from fastapi import APIRouter, Request

from api.kit.actors import CurrentActor
from api.kit.db import ReadSession, WriteSession
from api.kit.errors import NotAllowed, NotSignedIn, documents
from api.rooms.faces import errors, service
from api.rooms.faces.schemas.kiosk import KioskRead, KioskRequest, Kiosks
from api.rooms.faces.schemas.own import OfferRead, OfferRequest
from api.rooms.faces.schemas.register import Resemblances, VerdictRequest
from api.rooms.meetings.errors.schedule import MeetingNotFound

router = APIRouter()

_MEETING = (NotSignedIn, NotAllowed, MeetingNotFound)


@router.get("/meetings/{meeting_id}/offer", responses=documents(*_MEETING))
def read_face_offer(meeting_id: UUID, actor: CurrentActor, session: ReadSession, request: Request) -> OfferRead:
    """Whether a meeting that I run offers check-in by face, and how many enrolled."""
    return service.read_offer(session, actor, meeting_id, request.app.state.settings)


@router.put("/meetings/{meeting_id}/offer", responses=documents(*_MEETING))
def offer_faces(
    meeting_id: UUID, body: OfferRequest, actor: CurrentActor, session: WriteSession, request: Request
) -> OfferRead:
    """Offer it beside code and hand, or stop: then everything stored for the meeting is deleted."""
    return service.offer(session, actor, meeting_id, body, request.app.state.settings)


@router.get("/meetings/{meeting_id}/resemblances", responses=documents(*_MEETING))
def list_resemblances(meeting_id: UUID, actor: CurrentActor, session: ReadSession) -> Resemblances:
    """Members whose faces resemble each other; until somebody decides, the newer one is compared with nobody."""
    return service.list_resemblances(session, actor, meeting_id)


@router.put(
    "/templates/{template_id}/verdict",
    status_code=204,
    responses=documents(NotSignedIn, NotAllowed, errors.OwnFace, errors.NothingStored),
)
def decide_resemblance(template_id: UUID, body: VerdictRequest, actor: CurrentActor, session: WriteSession) -> None:
    """Two people who look alike, or one who enrolled for another: a person decides."""
    service.decide(session, actor, template_id, body.verdict)


@router.get("/meetings/{meeting_id}/kiosks", responses=documents(*_MEETING))
def list_kiosks(meeting_id: UUID, actor: CurrentActor, session: ReadSession) -> Kiosks:
    """The kiosks of a meeting that I run or receive at."""
    return service.list_kiosks(session, actor, meeting_id)


@router.post(
    "/meetings/{meeting_id}/kiosks",
    responses=documents(*_MEETING, errors.NotOffered, errors.SiteNotHere, errors.AttendantUnknown, errors.KioskTooLong),
)
def grant_kiosk(meeting_id: UUID, body: KioskRequest, actor: CurrentActor, session: WriteSession) -> KioskRead:
    """Let an account run a kiosk at a site of the meeting until then."""
    return service.grant(session, actor, meeting_id, body)


@router.post("/kiosks/{kiosk_id}/end", responses=documents(NotSignedIn, NotAllowed, errors.KioskNotFound))
def revoke_kiosk(kiosk_id: UUID, actor: CurrentActor, session: WriteSession) -> KioskRead:
    """End a kiosk now."""
    return service.revoke(session, actor, kiosk_id)
