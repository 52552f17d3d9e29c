"""HTTP of reports up, of the open verification page, and of a committee's own templates."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body, Path, Query, Response

from api.kit.actors import CurrentActor
from api.kit.db import ReadSession, WriteSession
from api.kit.errors import NotAllowed, NotSignedIn, documents
from api.kit.etags import ChangedMeanwhile, EditOf, VersionMissing
from api.rooms.meetings.endpoints.files import DOCX, XLSX, a_file, sent
from api.rooms.meetings.errors import papers as errors
from api.rooms.meetings.errors.schedule import MeetingNotFound, PlaceNotFound
from api.rooms.meetings.models import PaperKind
from api.rooms.meetings.schemas.papers import PaperTemplateRead, TemplateCheckRead, VerifiedRead
from api.rooms.meetings.schemas.reports import MeetingReportRead, Month, ReportsRead, ReturnRequest, Show
from api.rooms.meetings.service import reports, templates, verifying
from api.rooms.meetings.service.press import ThePress

router = APIRouter()
_ALL = 20_000
_OVERSEE = (NotSignedIn, NotAllowed, PlaceNotFound, errors.MonthTooEarly)
_DECIDE = (NotSignedIn, NotAllowed, errors.ReportNotFound, VersionMissing, ChangedMeanwhile)
TheMonth = Annotated[Month, Query(description="As `2026-11`.")]
Template = Annotated[bytes, Body(media_type=DOCX, description="The DOCX.")]


@router.get("/meetings/reports", responses=documents(*_OVERSEE))
def read_meeting_reports(
    actor: CurrentActor,
    session: ReadSession,
    month: TheMonth,
    organization_id: UUID | None = None,
    show: Show = Show.DIRECT,
) -> ReportsRead:
    """What the branches of a subtree registered, held and reported in a month."""
    return reports.read_reports(session, actor, month=month, organization_id=organization_id, show=show)


@router.get("/meetings/reports.xlsx", response_class=Response, responses=a_file(XLSX) | documents(*_OVERSEE))
def export_meeting_reports(
    actor: CurrentActor,
    session: ReadSession,
    month: TheMonth,
    organization_id: UUID | None = None,
    show: Show = Show.ALL,
) -> Response:
    """The same as an Excel sheet with every branch of the subtree."""
    from api.rooms.meetings import sheet  # noqa: PLC0415 - api/decisions/0008

    found = reports.read_reports(session, actor, month=month, organization_id=organization_id, show=show, most=_ALL)
    return sent(sheet.as_xlsx(found), f"sinh-hoat-{month}.xlsx", XLSX)


@router.post("/meetings/reports/{report_id}/accept", responses=documents(*_DECIDE))
def accept_meeting_report(
    report_id: UUID, actor: CurrentActor, session: WriteSession, edit: EditOf
) -> MeetingReportRead:
    """Accept a report."""
    return reports.accept_report(session, actor, report_id, edit)


@router.post("/meetings/reports/{report_id}/return", responses=documents(*_DECIDE))
def return_meeting_report(
    report_id: UUID, request: ReturnRequest, actor: CurrentActor, session: WriteSession, edit: EditOf
) -> MeetingReportRead:
    """Return a report with a remark."""
    return reports.return_report(session, actor, report_id, request, edit)


@router.get("/meetings/{meeting_id}/report", responses=documents(NotSignedIn, MeetingNotFound, errors.ReportNotFound))
def read_meeting_report(meeting_id: UUID, actor: CurrentActor, session: ReadSession) -> MeetingReportRead:
    """How the report of a meeting stands with the committee above."""
    return reports.read_report(session, actor, meeting_id)


@router.post(
    "/meetings/{meeting_id}/report",
    responses=documents(NotSignedIn, MeetingNotFound, NotAllowed, errors.ReportNotFound, errors.ReportDecided),
)
def send_meeting_report_again(meeting_id: UUID, actor: CurrentActor, session: WriteSession) -> MeetingReportRead:
    """Send a returned report up again."""
    return reports.send_again(session, actor, meeting_id)


@router.get("/verify/{code}", responses=documents(errors.CodeUnknown))
def verify_paper(code: Annotated[str, Path(max_length=40)], session: ReadSession) -> VerifiedRead:
    """Which recorded paper carries this code, and the hashes of its files; for everybody, nothing personal."""
    return verifying.verify_paper(session, code)


@router.get(
    "/paper-templates/{organization_id}/{kind}.docx",
    response_class=Response,
    responses=a_file(DOCX) | documents(NotSignedIn, PlaceNotFound),
)
def open_paper_template(
    organization_id: UUID, kind: PaperKind, actor: CurrentActor, session: ReadSession, press: ThePress
) -> Response:
    """The template itself, to be edited in Word."""
    content = templates.open_template(session, actor, press.store, organization_id, kind)
    return sent(content, f"{kind}-template.docx", DOCX)


@router.get("/paper-templates/{organization_id}", responses=documents(NotSignedIn, PlaceNotFound))
def list_paper_templates(organization_id: UUID, actor: CurrentActor, session: ReadSession) -> list[PaperTemplateRead]:
    """Whose templates an organisation's papers follow, one line a kind of paper."""
    return templates.list_templates(session, actor, organization_id)


@router.post(
    "/paper-templates/{organization_id}/{kind}/check",
    responses=documents(NotSignedIn, PlaceNotFound, NotAllowed, errors.TemplateBroken),
)
def check_paper_template(
    organization_id: UUID, kind: PaperKind, content: Template, actor: CurrentActor, session: ReadSession
) -> TemplateCheckRead:
    """Look at a template without using it: which fields it asks for in vain, which it leaves out."""
    return templates.check(session, actor, organization_id, kind, content)


@router.put(
    "/paper-templates/{organization_id}/{kind}",
    responses=documents(NotSignedIn, PlaceNotFound, NotAllowed, errors.TemplateBroken, errors.TemplateFieldsUnknown),
)
def put_paper_template(  # noqa: PLR0913, PLR0917 - what a request is made of
    organization_id: UUID,
    kind: PaperKind,
    content: Template,
    actor: CurrentActor,
    session: WriteSession,
    press: ThePress,
    name: Annotated[str, Query(min_length=1, max_length=200)] = "template.docx",
) -> PaperTemplateRead:
    """Bring in a committee's own template for its subtree; it is tried with a sample first."""
    return templates.put_template(session, actor, press.store, organization_id, kind, name, content)


@router.delete(
    "/paper-templates/{organization_id}/{kind}",
    status_code=204,
    responses=documents(NotSignedIn, PlaceNotFound, NotAllowed, errors.TemplateNotFound),
)
def drop_paper_template(organization_id: UUID, kind: PaperKind, actor: CurrentActor, session: WriteSession) -> None:
    """Go back to the template of the committee above, or the built-in one."""
    templates.drop_template(session, actor, organization_id, kind)
