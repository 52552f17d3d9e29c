"""My own face: what I agree to, what is stored, and how it goes away."""

from uuid import UUID

from fastapi import APIRouter, Request

from api.kit.actors import CurrentActor
from api.kit.db import ReadSession, WriteSession
from api.kit.errors import NotSignedIn, documents
from api.rooms.faces import errors, frames, liveness, service
from api.rooms.faces.endpoints.looking import FaceToken, OurLens
from api.rooms.faces.frames import Frames
from api.rooms.faces.schemas.kiosk import LookRead
from api.rooms.faces.schemas.own import (
    ConsentRead,
    ConsentRequest,
    ConsentTextRead,
    EnrolledRead,
    FaceReceiptRead,
    HintsRead,
    OwnFaceRead,
)

router = APIRouter()

_MINE = (NotSignedIn, errors.NotOffered)
_SHOWN = (*_MINE, errors.TooLate, errors.NoConsent, errors.FramesMissing, errors.PictureTooHeavy, errors.EngineAway)
_CONFIRMED = (*_SHOWN, errors.NothingStored, errors.ScanFirst)


@router.get("/mine", responses=documents(NotSignedIn))
def read_own_face(actor: CurrentActor, session: ReadSession, request: Request) -> OwnFaceRead:
    """Everything that is stored about my face, and the meetings that offer check-in by it."""
    return service.read_own(session, actor, request.app.state.settings)


@router.get("/consent-text", responses=documents(NotSignedIn))
def read_consent_text(_: CurrentActor) -> ConsentTextRead:
    """The words of the consent, in each language."""
    return service.read_text()


@router.put("/meetings/{meeting_id}/consent", responses=documents(*_MINE, errors.TooLate, errors.TextOutdated))
def give_consent(meeting_id: UUID, body: ConsentRequest, actor: CurrentActor, session: WriteSession) -> ConsentRead:
    """Agree that my face checks me in at this meeting and at no other."""
    return service.give(session, actor, meeting_id, body)


@router.delete("/meetings/{meeting_id}/consent", responses=documents(*_MINE))
def withdraw_consent(meeting_id: UUID, actor: CurrentActor, session: WriteSession) -> FaceReceiptRead | None:
    """Take it back and delete what is stored; the receipt, null when nothing was."""
    return service.withdraw(session, actor, meeting_id)


@router.post("/meetings/{meeting_id}/hints", responses=documents(*_SHOWN), openapi_extra=frames.documented(1, 1))
def read_hints(meeting_id: UUID, actor: CurrentActor, pictures: Frames, lens: OurLens) -> HintsRead:
    """What to do better before enrolling, for one small frame; nothing is kept of it."""
    return service.hint(lens, actor, meeting_id, pictures[0])


@router.put(
    "/meetings/{meeting_id}/template",
    responses=documents(*_SHOWN, *errors.PICTURES),
    openapi_extra=frames.documented(3, 3),
)
def enrol_face(meeting_id: UUID, actor: CurrentActor, pictures: Frames, lens: OurLens) -> EnrolledRead:
    """Enrol with three frames; the pictures are forgotten, 128 sealed numbers stay."""
    return service.enrol(lens, actor, meeting_id, pictures)


@router.post(
    "/meetings/{meeting_id}/confirmations/{room_scan_id}/looks",
    responses=documents(*_CONFIRMED),
    openapi_extra=frames.documented(3, 3),
)
def look_at_owner(
    meeting_id: UUID, room_scan_id: UUID, actor: CurrentActor, pictures: Frames, lens: OurLens
) -> LookRead:
    """After my scan of the room's code: compare three frames with my own template and no other."""
    return service.look_at_owner(lens, actor, meeting_id, room_scan_id, pictures)


@router.post(
    "/meetings/{meeting_id}/confirmations/{room_scan_id}/turns",
    responses=documents(*_CONFIRMED, errors.TokenInvalid),
    openapi_extra=frames.documented(liveness.FEWEST, liveness.MOST),
)
def confirm_by_face(  # noqa: PLR0913, PLR0917 - what FastAPI reads from the request
    meeting_id: UUID, room_scan_id: UUID, actor: CurrentActor, pictures: Frames, lens: OurLens, x_face_token: FaceToken
) -> LookRead:
    """Frames of my head turning as asked; the ticket is for the roll-call."""
    return service.confirm(lens, actor, meeting_id, room_scan_id, x_face_token, pictures)


@router.delete("/meetings/{meeting_id}/template", responses=documents(NotSignedIn, errors.NothingStored))
def delete_face(meeting_id: UUID, actor: CurrentActor, session: WriteSession) -> FaceReceiptRead:
    """Delete what is stored for this meeting; the consent stays until I withdraw it."""
    return service.delete_own(session, actor, meeting_id)
