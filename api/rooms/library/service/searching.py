"""Finding documents by what they say.

The index gives at most MOST passages in the order of places (heads first, newest first; see `search_index`): those
with the words as they were typed, and only when these are fewer, those in which the last word goes on, which costs the
index far more. When there were MOST and few of them have all words in a row, the first passages that do are added, so
that a paper quoted word by word is found however common its words are. These candidates are scored here (`ranking`),
best passage per document; equal scores go by date of issue, then id. A query with diacritics is asked as typed; only
when nothing answers, without regard to them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

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
from api.rooms.library.sight import READS, Narrowing, Sight

MOST = 200
MOST_IN_A_ROW = 100
ENOUGH_IN_A_ROW = 40


@dataclass
class _Found:
    """A document's points, and its best passage of text."""

    about: Candidate
    head: int = 0
    body: int = 0
    best: Candidate | None = None

    @property
    def shown(self) -> Candidate:
        """The passage that stands for the document."""
        return self.best or self.about


def search(session: Session, actor: Actor, typed: str, narrowing: Narrowing, page: PageRequest) -> Page[HitRead]:
    """Documents that answer, best first."""
    start = _start(page.cursor)
    query = queries.parse(typed)
    sight = Sight([READS, *narrowing.conditions()], reader_of(session, actor).values)
    candidates = _candidates(session, query, sight)
    if not candidates and query.has_exact:
        query = query.folded()
        candidates = _candidates(session, query, sight)
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


def _candidates(session: Session, query: Query, sight: Sight) -> list[Candidate]:
    if not query.terms:
        return []
    closed = query.closed()
    first = search_index.candidates(session, closed.terms, sight, MOST)
    if len(first) < MOST and closed != query:
        first = search_index.candidates(session, query.narrowing(), sight, MOST)
    phrase = query.as_phrase()
    if len(first) < MOST or phrase is None:
        return first
    scorer = ranking.Scorer(query)
    if sum(scorer.in_a_row(found.exact, found.folded) for found in first) >= ENOUGH_IN_A_ROW:
        return first
    in_a_row = search_index.in_a_row(session, phrase, sight, MOST_IN_A_ROW)
    return list({candidate.place: candidate for candidate in (*first, *in_a_row)}.values())


def _rated(query: Query, candidates: list[Candidate]) -> Iterable[_Found]:
    scorer = ranking.Scorer(query)
    found: dict[Any, _Found] = {}
    for candidate in sorted(candidates, key=lambda candidate: candidate.place):
        document = found.setdefault(candidate.id, _Found(candidate))
        if candidate.block is None:
            document.head = scorer.head(candidate.exact, candidate.folded)
        elif (points := scorer.body(candidate.exact, candidate.folded)) > document.body:
            document.body, document.best = points, candidate
    return found.values()


def _rank(found: _Found, query: Query) -> tuple[int, int, Any]:
    points, about = found.head + found.body, found.about
    if query.symbol is not None and about.symbol_key == query.symbol:
        points += ranking.SYMBOL
    if about.state is State.REPLACED:
        points += ranking.REPLACED
    return -points, -(about.issued_on or date.min).toordinal(), about.id


def _hits(session: Session, shown: Sequence[_Found], query: Query) -> list[HitRead]:
    rows = repository.list_found(session, [found.shown.place for found in shown])
    marker = ranking.Marker(query)
    return [_hit(rows[found.shown.place], found.best, marker) for found in shown]


def _hit(row: Any, best: Candidate | None, marker: Marker) -> HitRead:
    *described, _, text, file_id = row
    document = as_read(described)
    if best is None:
        text = document.summary or ""
    return HitRead(
        document=document,
        title=_parts(ranking.parts(document.title, marker.spans(document.title))),
        snippet=_parts(ranking.snippet(text, marker.spans(text))),
        file_id=file_id if best is not None else None,
        block=best.block if best is not None else None,
    )


def _parts(runs: Iterable[tuple[str, bool]]) -> list[Part]:
    return [Part(text=text, hit=hit) for text, hit in runs]
