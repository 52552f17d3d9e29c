"""Keeps the index in step with what readers may find."""

from collections.abc import Iterator

from sqlmodel import Session

from api.kit.folding import compose
from api.rooms.library import repository, search_index, symbols
from api.rooms.library.models import ContentState, Document, Passage
from api.rooms.library.search_index import Entry
from api.rooms.library.service.reading import sections_of
from api.rooms.library.sight import OPEN


def index_document(session: Session, document: Document) -> None:
    """Put a document's head and text into the index anew, or take it out when readers no longer find it."""
    search_index.remove(session, repository.forget_passages(session, document.id))
    if document.state not in OPEN:
        return
    serial = repository.tick(session)
    passages = list(_passages(session, document, serial))
    short_head = symbols.words(compose(f"{document.number_symbol or ''} {document.title}"))
    nothing: tuple[list[str], list[str]] = ([], [])
    entries = [
        Entry(
            place=passage.place,
            head=short_head if passage.block is not None else nothing,
            body=(passage.exact.split(), passage.folded.split()),
        )
        for passage in passages
    ]
    session.add_all(passages)
    session.flush()
    search_index.add(session, entries)


def _passages(session: Session, document: Document, serial: int) -> Iterator[Passage]:
    head = (document.number_symbol, document.title, document.summary, document.issuer_name, document.signer)
    names = {kind.code: kind.name for kind in repository.list_types(session)}
    yield make_passage(document, 0, serial, " ".join(filter(None, (names[document.type], *head))))
    position = 0
    for section in sections_of(session, document.id):
        if section.state is not ContentState.READY:
            continue
        for block in section.blocks:
            for piece in _pieces(block.text):
                position += 1
                passage = make_passage(document, position, serial, piece)
                passage.file_id, passage.block = section.file_id, block.number
                yield passage


def make_passage(document: Document, position: int, serial: int, words: str) -> Passage:
    """A passage with the words search compares; a space at both ends makes every word findable by ` word `."""
    plain = compose(words)
    exact, folded = symbols.words(plain)
    return Passage(
        place=search_index.place_of(position, serial),
        document_id=document.id,
        text=plain,
        exact=f" {' '.join(exact)} ",
        folded=f" {' '.join(folded)} ",
    )


def _pieces(text: str) -> Iterator[str]:
    """A block's text in pieces that the index takes, cut at white space."""
    words = text.split()
    for start in range(0, len(words), search_index.LONGEST):
        yield " ".join(words[start : start + search_index.LONGEST])
