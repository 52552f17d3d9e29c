"""HTTP of those who publish: uploads, drafts, publishing, trusted roots."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from anyio import to_thread
from fastapi import APIRouter, Query, Request

from api.kit.actors import CurrentActor, Permission
from api.kit.db import Database, ReadSession, WriteSession
from api.kit.errors import NotAllowed, NotSignedIn, documents
from api.kit.etags import ChangedMeanwhile, EditOf, VersionMissing
from api.kit.pages import CursorInvalid, Page, WhichPage
from api.rooms.library import errors, service, uploads
from api.rooms.library.desk_schemas import (
    DocumentRequest,
    ReplaceRequest,
    StudiedRead,
    TrustAnchorRead,
    TrustAnchorRequest,
    WithdrawRequest,
)
from api.rooms.library.models import State, TrustAnchor
from api.rooms.library.schemas import DocumentDetail, DocumentRead, FileRead
from api.rooms.library.sight import Narrowing

router = APIRouter()

_HEAD = (
    errors.TypeUnknown,
    errors.OrganizationUnknown,
    errors.AudienceOutOfReach,
    errors.IssuerMissing,
    errors.FileTaken,
    errors.DocumentNotFound,
    NotAllowed,
    NotSignedIn,
)
_FILES = (errors.FilesMissing, errors.FilesNotReady, errors.FilesFailed, errors.SecretRefused)


@router.post(
    "/files",
    status_code=201,
    responses=documents(NotSignedIn, NotAllowed, *uploads.REFUSED),
    openapi_extra=uploads.takes(uploads.BYTES),
)
async def upload_file(
    request: Request, actor: CurrentActor, name: Annotated[str, Query(min_length=1, max_length=255)]
) -> FileRead:
    """Bring in a file: its bytes are the body. It is looked at, stored once and read in the background."""
    if not actor.places_with(Permission.LIBRARY_PUBLISH):
        raise NotAllowed(permission=Permission.LIBRARY_PUBLISH)
    state = request.app.state
    database: Database = state.database
    async with uploads.received(request) as (path, stored):
        inspected = await to_thread.run_sync(service.inspect, path, name, stored)
        await to_thread.run_sync(service.store, state.storage, inspected)
        async with database.writing_request() as session:
            return await to_thread.run_sync(service.keep_file, session, actor, inspected)


@router.get("/files/{file_id}", responses=documents(NotSignedIn, errors.FileNotFound))
def read_uploaded_file(file_id: UUID, actor: CurrentActor, session: ReadSession) -> FileRead:
    """How far reading a file has come."""
    return service.read_file(session, actor, file_id)


@router.get("/desk", responses=documents(NotSignedIn, CursorInvalid))
def list_desk_documents(
    actor: CurrentActor, session: ReadSession, page: WhichPage, state: State | None = None
) -> Page[DocumentRead]:
    """What I publish, drafts too, newest first."""
    return service.list_desk(session, actor, Narrowing(state=state), page)


@router.post("/documents", status_code=201, responses=documents(*_HEAD))
def create_document(body: DocumentRequest, actor: CurrentActor, session: WriteSession) -> DocumentDetail:
    """Start a draft."""
    return service.create_document(session, actor, body)


@router.patch(
    "/documents/{document_id}",
    responses=documents(*_HEAD, *_FILES, errors.AudienceFixed, errors.StateConflict, ChangedMeanwhile, VersionMissing),
)
def edit_document(
    document_id: UUID,
    body: DocumentRequest,
    actor: CurrentActor,
    session: WriteSession,
    edit: EditOf,
) -> DocumentDetail:
    """Write a document's head and files anew."""
    document = service.edit_document(session, actor, document_id, body, edit)
    edit.done(document.version)
    return document


@router.delete(
    "/documents/{document_id}",
    status_code=204,
    responses=documents(NotSignedIn, errors.DocumentNotFound, NotAllowed, errors.StateConflict),
)
def delete_draft_document(document_id: UUID, actor: CurrentActor, session: WriteSession) -> None:
    """Throw a draft away."""
    service.delete_draft(session, actor, document_id)


@router.post(
    "/documents/{document_id}/publish",
    responses=documents(
        NotSignedIn, errors.DocumentNotFound, NotAllowed, *_FILES, errors.StateConflict, errors.ReplacementInvalid
    ),
)
def publish_document(document_id: UUID, actor: CurrentActor, session: WriteSession) -> DocumentDetail:
    """Show a draft to its audience."""
    return service.publish_document(session, actor, document_id)


@router.post(
    "/documents/{document_id}/replace",
    responses=documents(NotSignedIn, errors.DocumentNotFound, NotAllowed, errors.ReplacementInvalid),
)
def replace_document(
    document_id: UUID, body: ReplaceRequest, actor: CurrentActor, session: WriteSession
) -> DocumentDetail:
    """Mark a published document as replaced by another."""
    return service.replace_document(session, actor, document_id, body.by_id)


@router.post(
    "/documents/{document_id}/withdraw",
    responses=documents(NotSignedIn, errors.DocumentNotFound, NotAllowed, errors.StateConflict),
)
def withdraw_document(
    document_id: UUID, body: WithdrawRequest, actor: CurrentActor, session: WriteSession
) -> DocumentDetail:
    """Take a document from its readers."""
    return service.withdraw_document(session, actor, document_id, body.reason)


@router.get("/documents/{document_id}/studied", responses=documents(NotSignedIn, errors.DocumentNotFound, NotAllowed))
def read_studied_counts(
    document_id: UUID, actor: CurrentActor, session: ReadSession, below: UUID | None = None
) -> list[StudiedRead]:
    """How many members of each unit have said "studied"; counts only."""
    return service.read_studied(session, actor, document_id, below)


@router.get("/trust-anchors", response_model=list[TrustAnchorRead], responses=documents(NotSignedIn, NotAllowed))
def list_trust_anchors(actor: CurrentActor, session: ReadSession) -> Sequence[TrustAnchor]:
    """The roots whose signatures this house believes."""
    return service.list_anchors(session, actor)


@router.post(
    "/trust-anchors",
    status_code=201,
    response_model=TrustAnchorRead,
    responses=documents(NotSignedIn, NotAllowed, errors.CertificateInvalid),
)
def add_trust_anchor(body: TrustAnchorRequest, actor: CurrentActor, session: WriteSession) -> TrustAnchor:
    """Trust a root certificate."""
    return service.add_anchor(session, actor, body)


@router.delete(
    "/trust-anchors/{anchor_id}",
    status_code=204,
    responses=documents(NotSignedIn, NotAllowed, errors.AnchorNotFound),
)
def drop_trust_anchor(anchor_id: UUID, actor: CurrentActor, session: WriteSession) -> None:
    """Trust it no longer."""
    service.drop_anchor(session, actor, anchor_id)
