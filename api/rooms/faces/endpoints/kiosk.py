"""A kiosk, run by the account that it was given to."""

from uuid import UUID

from fastapi import APIRouter

from api.kit.actors import CurrentActor
from api.kit.db import ReadSession, WriteSession
from api.kit.errors import NotSignedIn, documents
from api.rooms.faces import errors, frames, liveness, service
from api.rooms.faces.endpoints.looking import FaceToken, OurLens
from api.rooms.faces.frames import Frames
from api.rooms.faces.schemas.kiosk import Kiosks, LookRead, Matches, MatchRead, VouchRequest

router = APIRouter()

_MINE = (NotSignedIn, errors.KioskNotFound)
_SEEN = (*_MINE, errors.FramesMissing, errors.PictureTooHeavy, errors.EngineAway)


@router.get("/kiosks", responses=documents(NotSignedIn))
def list_my_kiosks(actor: CurrentActor, session: ReadSession) -> Kiosks:
    """The kiosks that I may open now."""
    return service.my_kiosks(session, actor)


@router.post(
    "/kiosks/{kiosk_id}/looks",
    responses=documents(*_SEEN, errors.GalleryTooLarge),
    openapi_extra=frames.documented(*service.FRAMES),
)
def look_at_faces(kiosk_id: UUID, actor: CurrentActor, pictures: Frames, lens: OurLens) -> LookRead:
    """Whom one to three frames show. Who is not recognised is forgotten with the answer."""
    return service.look(lens, actor, kiosk_id, pictures)


@router.post(
    "/kiosks/{kiosk_id}/turns",
    responses=documents(*_SEEN, errors.TokenInvalid),
    openapi_extra=frames.documented(liveness.FEWEST, liveness.MOST),
)
def show_turns(
    kiosk_id: UUID,
    actor: CurrentActor,
    pictures: Frames,
    lens: OurLens,
    x_face_token: FaceToken,
) -> LookRead:
    """Frames of the head turning as asked, in their order."""
    return service.turn(lens, actor, kiosk_id, x_face_token, pictures)


@router.post("/kiosks/{kiosk_id}/vouches", responses=documents(*_MINE, errors.TokenInvalid, errors.EngineAway))
def vouch_for_person(kiosk_id: UUID, body: VouchRequest, actor: CurrentActor, lens: OurLens) -> LookRead:
    """The attendant knows the person who did not turn; written down with the attendant's name."""
    return service.vouch(lens, actor, kiosk_id, body.token)


@router.get("/kiosks/{kiosk_id}/matches", responses=documents(*_MINE))
def list_last_matches(kiosk_id: UUID, actor: CurrentActor, session: ReadSession) -> Matches:
    """The last ten people this kiosk greeted."""
    return service.last_seen(session, actor, kiosk_id)


@router.delete("/kiosks/{kiosk_id}/matches/{scan_id}", responses=documents(*_MINE))
def undo_match(kiosk_id: UUID, scan_id: UUID, actor: CurrentActor, session: WriteSession) -> MatchRead:
    """It was somebody else: the check-in counts no more. Repeating it changes nothing."""
    return service.undo(session, actor, kiosk_id, scan_id)
