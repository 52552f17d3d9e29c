"""A paper was replaced: its readers are led to the one that holds now."""

from collections.abc import Iterator

from sqlmodel import Session

from api.rooms.library.events import DocumentReplaced
from api.rooms.library.models import Document
from notifications import audience
from notifications.drafts import Draft, recipe
from notifications.models import Kind, Urgency


@recipe(DocumentReplaced)
def tell(session: Session, event: DocumentReplaced) -> Iterator[Draft]:
    """Those who had the old one; the publication of the new one has its own message."""
    document = session.get_one(Document, event.document_id)
    yield Draft(
        kind=Kind.DOCUMENT,
        title_key="document_replaced",
        link=f"/van-kien/{event.document_id}",
        recipients=audience.readers(document),
        urgency=Urgency.LOW,
        about=f"document:{event.document_id}",
    )
