"""HTTP of the attendance sheet, one's own history, and warnings about absences."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Response

from api.kit.actors import CurrentActor
from api.kit.db import ReadSession
from api.kit.errors import NotAllowed, NotSignedIn, documents
from api.rooms.attendance.endpoints.desks import OurDesk
from api.rooms.attendance.schemas.sheets import AbsenceWarningsRead, HistoryRead, SheetRead
from api.rooms.attendance.service import history, sheets
from api.rooms.meetings.errors.schedule import MeetingNotFound, PlaceNotFound

router = APIRouter()
_MEETING = (NotSignedIn, NotAllowed, MeetingNotFound)
_PDF = "application/pdf"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FIRST, _LAST = 2000, 2100


def _file(media_type: str) -> dict[int | str, dict[str, Any]]:
    return {
        200: {"description": "The file.", "content": {media_type: {"schema": {"type": "string", "format": "binary"}}}}
    }


@router.get("/history", responses=documents(NotSignedIn))
def read_own_attendance(
    actor: CurrentActor, session: ReadSession, year: Annotated[int | None, Query(ge=_FIRST, le=_LAST)] = None
) -> HistoryRead:
    """How I attended in a year (this one unless told), with the figures of the year."""
    return history.read_own_attendance(session, actor, year)


@router.get("/warnings", responses=documents(NotSignedIn, NotAllowed, PlaceNotFound))
def list_absence_warnings(organization_id: UUID, actor: CurrentActor, session: ReadSession) -> AbsenceWarningsRead:
    """Members of a branch whose absences want a talk, by the rules of today."""
    return history.list_absence_warnings(session, actor, organization_id)


@router.get("/meetings/{meeting_id}/sheet", responses=documents(*_MEETING))
def read_attendance_sheet(meeting_id: UUID, actor: CurrentActor, session: ReadSession, desk: OurDesk) -> SheetRead:
    """The attendance sheet of a meeting I run."""
    return sheets.read_sheet(session, actor, desk.companies, meeting_id)


@router.get("/meetings/{meeting_id}/sheet.pdf", response_class=Response, responses=_file(_PDF) | documents(*_MEETING))
def print_attendance_sheet(meeting_id: UUID, actor: CurrentActor, session: ReadSession, desk: OurDesk) -> Response:
    """The sheet on paper."""
    return _answer(sheets.print_sheet(session, actor, desk.companies, meeting_id), _PDF)


@router.get("/meetings/{meeting_id}/sheet.xlsx", response_class=Response, responses=_file(_XLSX) | documents(*_MEETING))
def export_attendance_sheet(meeting_id: UUID, actor: CurrentActor, session: ReadSession, desk: OurDesk) -> Response:
    """The sheet for Excel."""
    return _answer(sheets.export_sheet(session, actor, desk.companies, meeting_id), _XLSX)


def _answer(file: sheets.SheetFile, media_type: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{file.name}"'}
    return Response(file.content, media_type=media_type, headers=headers)
