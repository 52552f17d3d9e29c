"""HTTP: what an organisation tells its people."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from api.kit.actors import CurrentActor
from api.kit.db import ReadSession, WriteSession
from api.kit.errors import NotAllowed, NotSignedIn, documents
from api.kit.pages import CursorInvalid, Page, WhichPage
from notifications import errors
from notifications.announcement_schemas import (
    AnnouncementRead,
    AnnouncementRequest,
    AudienceMeetingRead,
    FunnelRead,
    PreviewRead,
    PreviewRequest,
    WrittenRead,
)
from notifications.service import announcing

router = APIRouter(prefix="/announcements", tags=["notifications"])
_AUDIENCE = (errors.AudienceNotFound, errors.AudienceAmbiguous, errors.AudienceOutside)


@router.get("", responses=documents(NotSignedIn, NotAllowed, CursorInvalid))
def list_announcements(actor: CurrentActor, session: ReadSession, page: WhichPage) -> Page[WrittenRead]:
    """Those of the organisations I may speak for, the newest first."""
    return announcing.list_written(session, actor, page)


@router.post("/preview", responses=documents(NotSignedIn, NotAllowed, *_AUDIENCE))
def preview_announcement(request: PreviewRequest, actor: CurrentActor, session: ReadSession) -> PreviewRead:
    """How many people an audience is; nothing is kept."""
    return announcing.preview(session, actor, request)


@router.get("/meetings", responses=documents(NotSignedIn, NotAllowed, errors.AudienceNotFound, CursorInvalid))
def find_audience_meetings(
    organization_id: UUID,
    actor: CurrentActor,
    session: ReadSession,
    page: WhichPage,
    q: Annotated[str, Query(max_length=100)] = "",
) -> Page[AudienceMeetingRead]:
    """Meetings whose invitees an organisation may speak to, found by words of their titles and places, latest first."""
    return announcing.find_meetings(session, actor, organization_id, q, page)


@router.put(
    "/{announcement_id}",
    responses=documents(
        NotSignedIn, NotAllowed, *_AUDIENCE, errors.AlreadySent, errors.AnnouncementIdTaken, errors.SendingTooFar
    ),
)
def write_announcement(
    announcement_id: UUID, request: AnnouncementRequest, actor: CurrentActor, session: WriteSession
) -> WrittenRead:
    """Write or rewrite one that is not sent yet; it goes out at its time. The phone makes the id."""
    return announcing.write(session, actor, announcement_id, request)


@router.get("/{announcement_id}", responses=documents(NotSignedIn, errors.AnnouncementNotFound))
def read_announcement(announcement_id: UUID, actor: CurrentActor, session: ReadSession) -> AnnouncementRead:
    """The words of one that was told to me."""
    return announcing.read_told(session, actor, announcement_id)


@router.get("/{announcement_id}/written", responses=documents(NotSignedIn, NotAllowed, errors.AnnouncementNotFound))
def read_written_announcement(announcement_id: UUID, actor: CurrentActor, session: ReadSession) -> WrittenRead:
    """One of the organisations I may speak for."""
    return announcing.read_written(session, actor, announcement_id)


@router.get("/{announcement_id}/funnel", responses=documents(NotSignedIn, NotAllowed, errors.AnnouncementNotFound))
def read_announcement_funnel(announcement_id: UUID, actor: CurrentActor, session: ReadSession) -> FunnelRead:
    """How many people it came how far to, by unit and never by person."""
    return announcing.read_funnel(session, actor, announcement_id)


@router.post("/{announcement_id}/cancel", responses=documents(NotSignedIn, NotAllowed, errors.AnnouncementNotFound))
def cancel_announcement(announcement_id: UUID, actor: CurrentActor, session: WriteSession) -> WrittenRead:
    """Send it no more and take its words back."""
    return announcing.cancel(session, actor, announcement_id)
