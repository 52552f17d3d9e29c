"""The desk: drafts, publishing, replacing, withdrawing."""

from typing import Any
from uuid import UUID

from sqlmodel import Session

from api.kit import audit, clock, outbox
from api.kit.actors import Actor, Permission
from api.kit.etags import Edit
from api.rooms.library import audiences, repository, symbols
from api.rooms.library.desk_schemas import DocumentRequest
from api.rooms.library.errors import (
    AudienceFixed,
    AudienceOutOfReach,
    DocumentNotFound,
    FilesFailed,
    FilesMissing,
    FilesNotReady,
    FileTaken,
    IssuerMissing,
    OrganizationUnknown,
    ReplacementInvalid,
    SecretRefused,
    StateConflict,
    TypeUnknown,
)
from api.rooms.library.events import DocumentPublished, DocumentReplaced, DocumentWithdrawn
from api.rooms.library.models import ContentState, Document, DocumentType, State
from api.rooms.library.schemas import DocumentDetail
from api.rooms.library.service.holding import is_free
from api.rooms.library.service.indexing import index_document
from api.rooms.library.service.readers import reader_of
from api.rooms.library.service.reading import read_document


def create_document(session: Session, actor: Actor, request: DocumentRequest) -> DocumentDetail:
    """Start a draft."""
    fields = _checked(session, actor, request)
    document = Document(**fields)
    session.add(document)
    session.flush()
    _attach(session, actor, document, request.file_ids)
    _note(session, actor, "created", document)
    return _shown(session, actor, document)


def edit_document(
    session: Session, actor: Actor, document_id: UUID, request: DocumentRequest, edit: Edit
) -> DocumentDetail:
    """Write the head and the files anew; of an open document the audience stays."""
    document = _managed(session, actor, document_id)
    edit.check(document.version)
    if document.state is State.WITHDRAWN:
        raise StateConflict(state=document.state)
    fields = _checked(session, actor, request)
    audience = ("publisher_id", "audience_organization_id", "audience_kinds")
    if document.state is not State.DRAFT and any(getattr(document, name) != fields[name] for name in audience):
        raise AudienceFixed
    document.sqlmodel_update(fields | {"version": document.version + 1})
    _attach(session, actor, document, request.file_ids)
    if document.state is not State.DRAFT:
        _check_files(session, document)
        _show(session, document)
    _note(session, actor, "edited", document)
    return _shown(session, actor, document)


def delete_draft(session: Session, actor: Actor, document_id: UUID) -> None:
    """Throw a draft away; its files stay with who uploaded them."""
    document = _managed(session, actor, document_id)
    if document.state is not State.DRAFT:
        raise StateConflict(state=document.state)
    for file, _ in repository.list_files(session, [document.id]):
        file.document_id = None
    session.flush()
    session.delete(document)
    _note(session, actor, "deleted", document)


def publish_document(session: Session, actor: Actor, document_id: UUID) -> DocumentDetail:
    """Show a draft to its audience; what it replaces is marked."""
    document = _managed(session, actor, document_id)
    if document.state is not State.DRAFT:
        raise StateConflict(state=document.state)
    _check_files(session, document)
    document.state, document.published_at = State.PUBLISHED, clock.now()
    document.version += 1
    if document.replaces_id is not None:
        _mark_replaced(session, actor, _managed(session, actor, document.replaces_id), document)
    _show(session, document)
    outbox.record(
        session,
        DocumentPublished(
            document_id=document.id,
            audience_organization_id=document.audience_organization_id,
            to_study=document.study_by_on is not None,
        ),
    )
    _note(session, actor, "published", document)
    return _shown(session, actor, document)


def replace_document(session: Session, actor: Actor, document_id: UUID, by_id: UUID) -> DocumentDetail:
    """Mark a published document as replaced by another published one."""
    document, by = _managed(session, actor, document_id), _managed(session, actor, by_id)
    if by.state is not State.PUBLISHED or by.id == document.id or by.replaces_id not in (None, document.id):
        raise ReplacementInvalid
    by.replaces_id = document.id
    _mark_replaced(session, actor, document, by)
    _show(session, by)
    return _shown(session, actor, document)


def withdraw_document(session: Session, actor: Actor, document_id: UUID, reason: str) -> DocumentDetail:
    """Take a document from its readers, also from their phones at the next sync."""
    document = _managed(session, actor, document_id)
    if document.state not in (State.PUBLISHED, State.REPLACED):
        raise StateConflict(state=document.state)
    document.state, document.withdrawn_reason = State.WITHDRAWN, reason
    document.version += 1
    _show(session, document)
    outbox.record(session, DocumentWithdrawn(document_id=document.id))
    _note(session, actor, "withdrawn", document)
    return _shown(session, actor, document)


def _mark_replaced(session: Session, actor: Actor, document: Document, by: Document) -> None:
    if document.state is not State.PUBLISHED:
        raise ReplacementInvalid
    document.state = State.REPLACED
    document.version += 1
    _show(session, document)
    outbox.record(session, DocumentReplaced(document_id=document.id, by_id=by.id))
    _note(session, actor, "replaced", document)


def _checked(session: Session, actor: Actor, request: DocumentRequest) -> dict[str, Any]:
    """The columns of the head, after every rule about them."""
    audience_id = request.audience_organization_id or request.publisher_id
    wanted = {request.publisher_id, audience_id, *([request.issuer_id] if request.issuer_id else [])}
    names = repository.organization_names(session, wanted)
    if request.publisher_id not in names:
        raise OrganizationUnknown
    actor.require(session, Permission.LIBRARY_PUBLISH, organization_id=request.publisher_id)
    if wanted - names.keys():
        raise OrganizationUnknown
    if not repository.is_below(session, audience_id, request.publisher_id):
        raise AudienceOutOfReach
    if session.get(DocumentType, request.type) is None:
        raise TypeUnknown
    issuer_name = names[request.issuer_id] if request.issuer_id else request.issuer_name
    if not issuer_name:
        raise IssuerMissing
    if request.replaces_id is not None:
        _managed(session, actor, request.replaces_id)
    fields = request.model_dump(exclude={"file_ids"})
    return fields | {
        "symbol_key": symbols.key(request.number_symbol) if request.number_symbol else None,
        "issuer_name": issuer_name,
        "audience_organization_id": audience_id,
        "audience_kinds": audiences.as_bits(request.audience_kinds),
    }


def _attach(session: Session, actor: Actor, document: Document, file_ids: list[UUID]) -> None:
    """Give the document exactly these files in this order: its own, or uploads of the actor."""
    kept = {file.id: file for file, _ in repository.list_files(session, [document.id])}
    fresh = {file.id: file for file in repository.find_uploads(session, [i for i in file_ids if i not in kept])}
    files = kept | {i: f for i, f in fresh.items() if is_free(f, actor)}
    if len(set(file_ids)) < len(file_ids) or any(file_id not in files for file_id in file_ids):
        raise FileTaken
    for file in kept.values():
        if file.id not in file_ids:
            file.document_id = None
    for position, file_id in enumerate(file_ids):
        files[file_id].document_id, files[file_id].position = document.id, position
    session.flush()


def _check_files(session: Session, document: Document) -> None:
    states = [(content.state, content.failure) for _, content in repository.list_files(session, [document.id])]
    if not states:
        raise FilesMissing
    for state, failure in states:
        if state is ContentState.REFUSED_SECRET:
            raise SecretRefused(mark=failure)
        if state in (ContentState.WAITING, ContentState.EXTRACTING):
            raise FilesNotReady
        if state is ContentState.FAILED:
            raise FilesFailed(failure=failure)


def _show(session: Session, document: Document) -> None:
    """Bring readers' phones and the index up to date."""
    document.changed = repository.tick(session)
    session.flush()
    index_document(session, document)


def _managed(session: Session, actor: Actor, document_id: UUID) -> Document:
    """A document the actor sees and may publish; 404 before 403."""
    row = repository.find_document(session, reader_of(session, actor), document_id)
    if row is None:
        raise DocumentNotFound
    document: Document = row[0]
    actor.require(session, Permission.LIBRARY_PUBLISH, organization_id=document.publisher_id)
    session.refresh(document, with_for_update=True)
    return document


def _shown(session: Session, actor: Actor, document: Document) -> DocumentDetail:
    session.flush()
    return read_document(session, actor, document.id)


def _note(session: Session, actor: Actor, verb: str, document: Document) -> None:
    audit.note(
        session,
        actor,
        f"library.document_{verb}",
        subject_kind="document",
        subject_id=document.id,
        organization_id=document.publisher_id,
    )
