"""A paper was published: everybody it is addressed to hears of it."""

from collections.abc import Iterator
from datetime import timedelta

from sqlmodel import Session

from api.rooms.library.events import DocumentPublished
from api.rooms.library.models import Document, State
from notifications import audience
from notifications.drafts import Draft, recipe
from notifications.models import Kind


@recipe(DocumentPublished)
def tell(session: Session, event: DocumentPublished) -> Iterator[Draft]:
    """Nothing when it was withdrawn or replaced before anybody was told."""
    document = session.get(Document, event.document_id)
    if document is None or document.state is not State.PUBLISHED:
        return
    yield Draft(
        kind=Kind.DOCUMENT,
        title_key="document_to_study" if event.to_study else "document_published",
        link=f"/van-kien/{document.id}",
        recipients=audience.readers(document),
        about=f"document:{document.id}",
        keeps=timedelta(days=7),
    )
