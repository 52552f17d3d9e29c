"""HTTP of preparing the doors: who may scan at a meeting, and where its halls are."""

from uuid import UUID

from fastapi import APIRouter

from api.kit.actors import CurrentActor
from api.kit.db import ReadSession, WriteSession
from api.kit.errors import NotAllowed, NotSignedIn, documents
from api.rooms.attendance import errors, service
from api.rooms.attendance.schemas.desks import GrantRead, GrantRequest, Grants, Halls, HallsRequest
from api.rooms.meetings.errors.schedule import MeetingNotFound

router = APIRouter()
_MEETING = (NotSignedIn, NotAllowed, MeetingNotFound)


@router.get("/meetings/{meeting_id}/scanners", responses=documents(*_MEETING))
def list_scanners(meeting_id: UUID, actor: CurrentActor, session: ReadSession) -> Grants:
    """Who may scan at a meeting I run."""
    return service.list_grants(session, actor, meeting_id)


@router.post(
    "/meetings/{meeting_id}/scanners",
    responses=documents(*_MEETING, errors.SiteUnknown, errors.HelperUnknown, errors.GrantEndWrong),
)
def grant_scanner(meeting_id: UUID, body: GrantRequest, actor: CurrentActor, session: WriteSession) -> GrantRead:
    """Let an account scan at a site of the meeting until then."""
    return service.grant(session, actor, meeting_id, body)


@router.delete("/meetings/{meeting_id}/scanners/{grant_id}", responses=documents(*_MEETING, errors.GrantNotFound))
def revoke_scanner(meeting_id: UUID, grant_id: UUID, actor: CurrentActor, session: WriteSession) -> GrantRead:
    """End a grant now; what that account still sends is kept and looked at."""
    return service.revoke_grant(session, actor, meeting_id, grant_id)


@router.get("/meetings/{meeting_id}/halls", responses=documents(*_MEETING))
def list_halls(meeting_id: UUID, actor: CurrentActor, session: ReadSession) -> Halls:
    """Where the halls of a meeting are that I plan or run."""
    return service.list_halls(session, actor, meeting_id)


@router.put("/meetings/{meeting_id}/halls", responses=documents(*_MEETING, errors.SiteUnknown, errors.HallTwice))
def place_halls(meeting_id: UUID, body: HallsRequest, actor: CurrentActor, session: WriteSession) -> Halls:
    """Say where the halls are, so that phones of members who agree can tell by themselves whether they are near."""
    return service.place_halls(session, actor, meeting_id, body)
