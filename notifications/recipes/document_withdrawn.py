"""A paper was withdrawn: those it was addressed to must not go on working with it."""

from collections.abc import Iterator

from sqlmodel import Session

from api.rooms.library.events import DocumentWithdrawn
from api.rooms.library.models import Document
from notifications import audience
from notifications.drafts import Draft, recipe
from notifications.models import Kind


@recipe(DocumentWithdrawn)
def tell(session: Session, event: DocumentWithdrawn) -> Iterator[Draft]:
    """It can no longer be opened, so the notice leads to the library."""
    document = session.get_one(Document, event.document_id)
    yield Draft(
        kind=Kind.DOCUMENT,
        title_key="document_withdrawn",
        link="/van-kien",
        recipients=audience.readers(document),
        about=f"document:{document.id}",
    )
