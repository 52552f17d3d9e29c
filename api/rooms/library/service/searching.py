"""Finding documents by what they say.

The index gives at most MOST passages in the order of places (heads first, newest first; see `search_index`), and when
there were more, also the first passages with all words in a row, so that a paper quoted word by word is found however
common its words are. These candidates are scored here (`ranking`), best passage per document; equal scores go by date
of issue, then id. A query with diacritics is asked as typed; only when nothing answers, without regard to them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session

from api.kit.actors import Actor
from api.kit.pages import CursorInvalid, Page, PageRequest
from api.rooms.library import queries, ranking, repository, search_index
from api.rooms.library.models import State
from api.rooms.library.queries import Query
from api.rooms.library.ranking import Marker
from api.rooms.library.schemas import HitRead, Part
from api.rooms.library.search_index import Candidate
from api.rooms.library.service.describing import as_read
from api.rooms.library.service.readers import reader_of
from api.rooms.library.sight import Narrowing

MOST = 300
MOST_IN_A_ROW = 100


@dataclass
class _Found:
    """A document's points, and its best passage of text."""

    about: Candidate
    head: int = 0
    body: int = 0
    best: Candidate | None = None


def search(session: Session, actor: Actor, typed: str, narrowing: Narrowing, page: PageRequest) -> Page[HitRead]:
    """Documents that answer, best first."""
    start = _start(page.cursor)
    query = queries.parse(typed)
    conditions = [reader_of(session, actor).reads(), *narrowing.conditions()]
    candidates = _candidates(session, query, conditions)
    if not candidates and query.has_exact:
        query = query.folded()
        candidates = _candidates(session, query, conditions)
    ordered = sorted(_rated(query, candidates), key=lambda found: _rank(found, query))
    shown = ordered[start : start + page.limit]
    more = start + page.limit < len(ordered)
    return Page(items=_hits(session, shown, query), next_cursor=str(start + page.limit) if more else None)


def _start(cursor: str | None) -> int:
    if cursor is None:
        return 0
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) < 6):  # noqa: PLR2004 - more than candidates can be
        raise CursorInvalid
    return int(cursor)


def _candidates(session: Session, query: Query, conditions: Sequence[ColumnElement[bool]]) -> list[Candidate]:
    if not query.terms:
        return []
    first = search_index.candidates(session, query.terms, conditions, MOST)
    phrase = query.as_phrase()
    if len(first) < MOST or phrase is None:
        return first
    in_a_row = search_index.candidates(session, [phrase], conditions, MOST_IN_A_ROW)
    return list({candidate.place: candidate for candidate in (*first, *in_a_row)}.values())


def _rated(query: Query, candidates: list[Candidate]) -> Iterable[_Found]:
    scorer = ranking.Scorer(query)
    found: dict[UUID, _Found] = {}
    for candidate in sorted(candidates, key=lambda candidate: candidate.place):
        document = found.setdefault(candidate.document_id, _Found(candidate))
        if candidate.block is None:
            document.head = scorer.head(candidate.exact, candidate.folded)
        elif (points := scorer.body(candidate.exact, candidate.folded)) > document.body:
            document.body, document.best = points, candidate
    return found.values()


def _rank(found: _Found, query: Query) -> tuple[int, int, UUID]:
    points, about = found.head + found.body, found.about
    if query.symbol is not None and about.symbol_key == query.symbol:
        points += ranking.SYMBOL
    if about.state is State.REPLACED:
        points += ranking.REPLACED
    return -points, -(about.issued_on or date.min).toordinal(), about.document_id


def _hits(session: Session, shown: Sequence[_Found], query: Query) -> list[HitRead]:
    rows = repository.list_shown(session, [found.about.document_id for found in shown])
    texts = repository.passage_texts(session, [found.best.place for found in shown if found.best is not None])
    marker = ranking.Marker(query)
    return [_hit(rows[found.about.document_id], found.best, marker, texts) for found in shown]


def _hit(row: Any, best: Candidate | None, marker: Marker, texts: dict[int, tuple[str, UUID | None]]) -> HitRead:
    document = as_read(row)
    text, file_id = texts[best.place] if best is not None else (document.summary or "", None)
    return HitRead(
        document=document,
        title=_parts(ranking.parts(document.title, marker.spans(document.title))),
        snippet=_parts(ranking.snippet(text, marker.spans(text))),
        file_id=file_id,
        block=best.block if best is not None else None,
    )


def _parts(runs: Iterable[tuple[str, bool]]) -> list[Part]:
    return [Part(text=text, hit=hit) for text, hit in runs]
