"""HTTP of a running meeting: its record in one call, and every write of a phone."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Header, Path, Response

from api.kit.actors import CurrentActor
from api.kit.db import ReadSession, WriteSession
from api.kit.errors import NotAllowed, NotSignedIn, documents
from api.rooms.meetings.errors import record as errors
from api.rooms.meetings.errors.schedule import IdTaken, MeetingNotFound, MeetingStateWrong
from api.rooms.meetings.schemas.record import AssignmentRead, CarriedTaskRead, FieldRead, MeetingRecordRead, OpinionRead
from api.rooms.meetings.schemas.writes import (
    AssignmentRequest,
    CarriedTaskRequest,
    FieldRequest,
    OpenRequest,
    OpinionRequest,
    RollRequest,
)
from api.rooms.meetings.service import calling, opening, parts, recording

router = APIRouter()
_UNCHANGED: dict[int | str, dict[str, Any]] = {304: {"description": "The phone has it."}}
_WRITE = (NotSignedIn, MeetingNotFound, NotAllowed, MeetingStateWrong)
_PART = (*_WRITE, IdTaken, errors.NotOnTheRoll)


@router.get(
    "/meetings/{meeting_id}/record",
    response_model=MeetingRecordRead,
    responses=_UNCHANGED | documents(NotSignedIn, MeetingNotFound),
)
def read_meeting_record(
    meeting_id: UUID,
    actor: CurrentActor,
    session: ReadSession,
    response: Response,
    if_none_match: Annotated[str | None, Header(max_length=60)] = None,
) -> MeetingRecordRead | Response:
    """Everything recorded of one meeting; 304 when the phone has this revision."""
    record = recording.read_record(session, actor, meeting_id)
    etag = f'"{record.revision}"'
    if if_none_match == etag:
        return Response(status_code=304, headers={"ETag": etag})
    response.headers["ETag"] = etag
    return record


@router.post("/meetings/{meeting_id}/open", responses=documents(*_WRITE))
def open_meeting(
    meeting_id: UUID, request: OpenRequest, actor: CurrentActor, session: WriteSession
) -> MeetingRecordRead:
    """Open a published meeting; an open one stays as it is."""
    return opening.open_meeting(session, actor, meeting_id, request)


@router.put(
    "/meetings/{meeting_id}/fields/{field}",
    responses=documents(*_PART, errors.FieldUnknown, errors.ValueMalformed),
)
def write_record_field(
    meeting_id: UUID,
    field: Annotated[str, Path(max_length=80)],
    request: FieldRequest,
    actor: CurrentActor,
    session: WriteSession,
) -> FieldRead:
    """Write one field, merged with what others wrote meanwhile; the answer is what now stands."""
    return parts.write_field(session, actor, meeting_id, field, request)


@router.put("/meetings/{meeting_id}/opinions/{opinion_id}", responses=documents(*_PART, errors.ItemUnknown))
def write_opinion(
    meeting_id: UUID, opinion_id: UUID, request: OpinionRequest, actor: CurrentActor, session: WriteSession
) -> OpinionRead:
    """Write down what somebody said; the id is the phone's."""
    return parts.write_opinion(session, actor, meeting_id, opinion_id, request)


@router.put("/meetings/{meeting_id}/assignments/{assignment_id}", responses=documents(*_PART, errors.ItemUnknown))
def write_assignment(
    meeting_id: UUID, assignment_id: UUID, request: AssignmentRequest, actor: CurrentActor, session: WriteSession
) -> AssignmentRead:
    """Write down who does what by when; the id is the phone's."""
    return parts.write_assignment(session, actor, meeting_id, assignment_id, request)


@router.put(
    "/meetings/{meeting_id}/carried/{assignment_id}",
    responses=documents(*_WRITE, IdTaken, errors.TaskNotFound),
)
def write_carried_task(
    meeting_id: UUID, assignment_id: UUID, request: CarriedTaskRequest, actor: CurrentActor, session: WriteSession
) -> CarriedTaskRead:
    """Write down how far a task of an earlier meeting has come."""
    return parts.write_carried_task(session, actor, meeting_id, assignment_id, request)


@router.post("/meetings/{meeting_id}/roll", status_code=204, responses=documents(*_PART))
def call_roll(meeting_id: UUID, request: RollRequest, actor: CurrentActor, session: WriteSession) -> None:
    """Call the roll by hand: one or many statements, each added once however often it is sent."""
    calling.call_roll(session, actor, meeting_id, request)
