"""HTTP of a running meeting: its record in one call, and every write of a phone."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Response

from api.kit.actors import CurrentActor
from api.kit.db import ReadSession
from api.kit.errors import NotSignedIn, documents
from api.rooms.meetings.errors.schedule import MeetingNotFound
from api.rooms.meetings.schemas.record import RecordRead
from api.rooms.meetings.service.recording import read_record

router = APIRouter()


@router.get(
    "/meetings/{meeting_id}/record",
    response_model=RecordRead,
    responses={304: {"description": "The phone has it."}} | documents(NotSignedIn, MeetingNotFound),
)
def read_meeting_record(
    meeting_id: UUID,
    actor: CurrentActor,
    session: ReadSession,
    response: Response,
    if_none_match: Annotated[str | None, Header(max_length=60)] = None,
) -> RecordRead | Response:
    """Everything recorded of one meeting; 304 when the phone has this revision."""
    record = read_record(session, actor, meeting_id)
    etag = f'"{record.revision}"'
    if if_none_match == etag:
        return Response(status_code=304, headers={"ETag": etag})
    response.headers["ETag"] = etag
    return record
