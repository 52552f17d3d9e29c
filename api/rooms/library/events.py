"""The facts the room announces."""

from uuid import UUID

from api.kit.outbox import Event


class DocumentPublished(Event):
    """Readers may see it now."""

    kind = "library.document_published"
    document_id: UUID
    audience_organization_id: UUID
    to_study: bool


class DocumentReplaced(Event):
    """Another document took its place."""

    kind = "library.document_replaced"
    document_id: UUID
    by_id: UUID


class DocumentWithdrawn(Event):
    """Readers no longer see it."""

    kind = "library.document_withdrawn"
    document_id: UUID


class FileRefused(Event):
    """A secrecy mark was found after the upload; the file is deleted."""

    kind = "library.file_refused"
    file_id: UUID
    document_id: UUID | None
    uploaded_by: UUID | None
