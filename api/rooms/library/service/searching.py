"""Finding documents by what they say.

The index gives at most MOST passages in the order of places (heads first, newest first; see `search_index`), and when
there were more, also the first passages with all words in a row, so that a paper quoted word by word is found however
common its words are. These candidates are scored here (`ranking`), best passage per document; equal scores go by date
of issue, then id. A query with diacritics is asked as typed; only when nothing answers, without regard to them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session

from api.kit.actors import Actor
from api.kit.pages import CursorInvalid, Page, PageRequest
from api.rooms.library import queries, ranking, repository, search_index
from api.rooms.library.models import Document, State
from api.rooms.library.queries import Query
from api.rooms.library.schemas import HitRead, Part
from api.rooms.library.search_index import Candidate
from api.rooms.library.service.describing import as_read
from api.rooms.library.service.readers import reader_of
from api.rooms.library.sight import Narrowing, Reader

MOST = 300
MOST_IN_A_ROW = 100


@dataclass
class _Found:
    """A document's best points, and its best passage of text."""

    head: int = 0
    body: int = 0
    best: Candidate | None = None


def search(session: Session, actor: Actor, typed: str, narrowing: Narrowing, page: PageRequest) -> Page[HitRead]:
    """Documents that answer, best first."""
    start = _start(page.cursor)
    reader = reader_of(session, actor)
    query = queries.parse(typed)
    candidates = _candidates(session, reader, query, narrowing)
    if not candidates and query.has_exact:
        query = query.folded()
        candidates = _candidates(session, reader, query, narrowing)
    found = _rated(query, candidates)
    rows = repository.list_by_ids(session, reader, found)
    ordered = sorted(rows, key=lambda document_id: _rank(rows[document_id][0], found[document_id], query))
    shown = ordered[start : start + page.limit]
    texts = repository.passage_texts(session, [found[key].best.place for key in shown if found[key].best])  # type: ignore[union-attr]  # filtered
    hits = [_hit(rows[key], found[key], query, texts) for key in shown]
    more = start + page.limit < len(ordered)
    return Page(items=hits, next_cursor=str(start + page.limit) if more else None)


def _start(cursor: str | None) -> int:
    if cursor is None:
        return 0
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) < 6):  # noqa: PLR2004 - more than candidates can be
        raise CursorInvalid
    return int(cursor)


def _candidates(session: Session, reader: Reader, query: Query, narrowing: Narrowing) -> list[Candidate]:
    if not query.terms:
        return []
    conditions = [reader.reads(), *narrowing.conditions()]
    first = search_index.candidates(session, query.terms, conditions, MOST)
    phrase = query.as_phrase()
    if len(first) < MOST or phrase is None:
        return first
    in_a_row = search_index.candidates(session, [phrase], conditions, MOST_IN_A_ROW)
    return list({candidate.place: candidate for candidate in (*first, *in_a_row)}.values())


def _rated(query: Query, candidates: Iterable[Candidate]) -> dict[UUID, _Found]:
    found: dict[UUID, _Found] = {}
    for candidate in sorted(candidates):
        document = found.setdefault(candidate.document_id, _Found())
        points = ranking.score(query, candidate.exact, candidate.folded, head=candidate.block is None)
        if candidate.block is None:
            document.head = points
        elif document.best is None or points > document.body:
            document.body, document.best = points, candidate
    return found


def _rank(document: Document, found: _Found, query: Query) -> tuple[int, int, UUID]:
    points = found.head + found.body
    if query.symbol is not None and document.symbol_key == query.symbol:
        points += ranking.SYMBOL
    if document.state is State.REPLACED:
        points += ranking.REPLACED
    return -points, -(document.issued_on or date.min).toordinal(), document.id


def _hit(row: Any, found: _Found, query: Query, texts: dict[int, str]) -> HitRead:
    document = as_read(row)
    text = texts[found.best.place] if found.best else document.summary or ""
    return HitRead(
        document=document,
        title=_parts(ranking.parts(document.title, ranking.spans(document.title, query))),
        snippet=_parts(ranking.snippet(text, ranking.spans(text, query))),
        file_id=found.best.file_id if found.best else None,
        block=found.best.block if found.best else None,
    )


def _parts(runs: Iterable[tuple[str, bool]]) -> list[Part]:
    return [Part(text=text, hit=hit) for text, hit in runs]
