"""Imports from Excel."""

from pathlib import PurePath
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request, Response, UploadFile
from obstore.store import ObjectStore

from api.kit.actors import CurrentActor
from api.kit.db import ReadSession, WriteSession
from api.kit.errors import BodyTooLarge, NotAllowed, NotSignedIn, documents
from api.kit.pages import CursorInvalid, Page, WhichPage
from api.kit.web import MEGABYTE
from api.rooms.members import errors, service, workbook
from api.rooms.members.affairs import ImportProblemRead, MemberImportRead
from api.rooms.members.service import LARGEST_SHEET_MEGABYTES, Upload

router = APIRouter(prefix="/members/imports")

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_ONE = (NotSignedIn, errors.ImportNotFound)
_SHEET: dict[int | str, dict[str, Any]] = {200: {"content": {XLSX: {}}, "description": "An Excel workbook."}}


def _received(_: CurrentActor, file: UploadFile) -> Upload:
    """Take a file in and refuse what is no list of members, before anything waits for the database."""
    most = LARGEST_SHEET_MEGABYTES * MEGABYTE
    if (file.size or 0) > most:
        raise BodyTooLarge(most_bytes=most)
    workbook.check(file.file)
    file.file.seek(0)
    return Upload(file_name=PurePath(file.filename or "").name[-200:] or "members.xlsx", content=file.file.read())


def _store(request: Request) -> ObjectStore:
    store: ObjectStore = request.app.state.storage
    return store


Received = Annotated[Upload, Depends(_received)]
Store = Annotated[ObjectStore, Depends(_store)]


@router.get("/template.xlsx", response_class=Response, responses=documents(NotSignedIn) | _SHEET)
def read_import_template(_: CurrentActor) -> Response:
    """The sheet to fill in, with an explanation of its columns."""
    from api.rooms.members import sheets  # noqa: PLC0415 - api/decisions/0008

    return _sheet(sheets.template(), "mau-nhap-dang-vien")


@router.get("", responses=documents(NotSignedIn, NotAllowed, CursorInvalid))
def list_member_imports(actor: CurrentActor, session: ReadSession, page: WhichPage) -> Page[MemberImportRead]:
    """Imports at my organisations, newest first."""
    return service.list_imports(session, actor, page)


@router.post(
    "",
    status_code=202,
    responses=documents(
        NotSignedIn, NotAllowed, errors.BranchNotFound, errors.FileNotASheet, errors.FileSuspicious, BodyTooLarge
    ),
)
def upload_member_import(
    actor: CurrentActor,
    received: Received,
    organization_id: Annotated[UUID, Form()],
    session: WriteSession,
    store: Store,
) -> MemberImportRead:
    """Upload an Excel list of members at or below an organisation; its preview follows in the background."""
    return service.start_import(session, actor, store, received, organization_id)


@router.get("/{import_id}", responses=documents(*_ONE))
def read_member_import(import_id: UUID, actor: CurrentActor, session: ReadSession) -> MemberImportRead:
    """How far an import has come, what it would do or did."""
    return service.read_import(session, actor, import_id)


@router.get("/{import_id}/problems", responses=documents(*_ONE, CursorInvalid))
def list_import_problems(
    import_id: UUID, actor: CurrentActor, session: ReadSession, page: WhichPage
) -> Page[ImportProblemRead]:
    """What is wrong with which cell, in the order of the sheet."""
    return service.list_problems(session, actor, import_id, page)


@router.get("/{import_id}/problems.xlsx", response_class=Response, responses=documents(*_ONE) | _SHEET)
def print_import_problems(import_id: UUID, actor: CurrentActor, session: ReadSession) -> Response:
    """What is wrong with which cell, as a sheet."""
    return _sheet(service.print_problems(session, actor, import_id), "dong-can-sua")


@router.post("/{import_id}/apply", status_code=202, responses=documents(*_ONE, errors.ImportNotReady))
def apply_member_import(import_id: UUID, actor: CurrentActor, session: WriteSession) -> MemberImportRead:
    """Bring the good rows in, in the background."""
    return service.apply_import(session, actor, import_id)


@router.delete("/{import_id}", status_code=204, responses=documents(*_ONE, errors.ImportNotReady))
def discard_member_import(import_id: UUID, actor: CurrentActor, session: WriteSession, store: Store) -> None:
    """Forget an import with its file; what it brought in stays."""
    service.discard_import(session, actor, store, import_id)


def _sheet(content: bytes, name: str) -> Response:
    return Response(content, media_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}.xlsx"'})
