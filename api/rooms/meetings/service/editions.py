"""The files of sealed papers: every PDF given out is kept with its hash; what is added makes a further edition."""

import hashlib
from collections.abc import Callable, Sequence
from uuid import UUID

from obstore.store import ObjectStore
from sqlmodel import Session

from api.kit import storage
from api.rooms.meetings.models import MeetingPaper, PaperAddition, PaperEdition, SignedPaper
from api.rooms.meetings.paper_parts import paragraphs
from api.rooms.meetings.paper_words import moment_words, words
from api.rooms.meetings.printing import Printed, PrintedAddition, as_pdf
from api.rooms.meetings.repository import papers as repository
from api.rooms.meetings.schemas.papers import PaperSignatureRead, SealedPaperRead, SignedPaperRead


def key_of(sha256: str) -> str:
    """Where the bytes of a paper are."""
    return f"meeting-papers/{sha256[:2]}/{sha256}"


def issue(session: Session, store: ObjectStore, row: MeetingPaper, additions: Sequence[PaperAddition]) -> None:
    """Print the paper with these additions, keep the file, and make it the present edition."""
    content = as_pdf(with_additions(row, additions))
    stored = storage.put(store, key_of(hashlib.sha256(content).hexdigest()), content)
    row.sha256 = stored.sha256
    number = len(repository.editions_of(session, [row.id])) + 1
    session.add(PaperEdition(paper_id=row.id, number=number, sha256=stored.sha256, size=stored.size))
    session.flush()


def with_additions(row: MeetingPaper, additions: Sequence[PaperAddition]) -> Printed:
    """The sealed paper as data, with what was added below it."""
    paper = Printed.model_validate(row.content)
    return paper.model_copy(update={"additions": [_printed(one) for one in additions if one.kind is row.kind]})


def sealed_read(session: Session, meeting_id: UUID, address: Callable[[str], str]) -> list[SealedPaperRead]:
    """The sealed papers of a meeting, minutes first."""
    rows = repository.sealed_of(session, meeting_id)
    ids = [row.id for row, _ in rows]
    editions, signed = repository.editions_of(session, ids), repository.signed_of(session, ids)
    shown = []
    for row, number in rows:
        own = [edition for edition in editions if edition.paper_id == row.id]
        shown.append(
            SealedPaperRead(
                kind=row.kind,
                title=row.content["title"],
                symbol=row.symbol or "",
                code=row.code or "",
                address=address(row.code or ""),
                sha256=row.sha256 or "",
                size=own[0].size,
                editions=len(own),
                sealed_at=row.sealed_at or row.created_at,
                void_reason=number.void_reason,
                signed=[signed_read(copy, row) for copy in signed if copy.paper_id == row.id],
            )
        )
    return shown


def signed_read(copy: SignedPaper, row: MeetingPaper) -> SignedPaperRead:
    """A signed copy as those see it who see the meeting."""
    return SignedPaperRead(
        id=copy.id,
        kind=row.kind,
        sha256=copy.sha256,
        size=copy.size,
        same_text=copy.same_text,
        made_here=copy.made_here,
        signatures=[PaperSignatureRead.model_validate(signature) for signature in copy.signatures],
        created_at=copy.created_at,
    )


def _printed(addition: PaperAddition) -> PrintedAddition:
    head = words()["addition"].format(author=addition.author_name, **moment_words(addition.created_at))
    return PrintedAddition(head=head, paragraphs=paragraphs(addition.text))
