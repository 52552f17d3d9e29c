"""The index of words, where the databases differ: FTS5 on SQLite, tsvector and GIN on PostgreSQL.

Both are handed the same words, cut by `symbols.words`, and never parse text themselves, so both match the same
passages. A passage is a row of words in four fields: `head` (number-symbol and title of its document) and `body`, each
exact and folded. It answers a query when every term is in its head or body and at least one in its body. The head of a
document is a passage of its own with everything in the body.

The key is the passage's `place`: position in the document times 2^32, plus a number that falls with every indexing. In
the order of places come first all heads, newest first, then all first blocks, and so on. Both give the first matches in
this order, so both stop at the same passages. FTS5 walks in it and stops early: a word that is in half of all passages
costs no more than a rare one. PostgreSQL finds all matches and puts their places in order (see `_set_apart`).

Words in a row are another matter: on SQLite their places are in the index, on PostgreSQL only in the vectors, of which
a walk would have to open every one. So there each two neighbouring words are in the index as one word, `_nghi_quyet`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    bindparam,
    cast,
    column,
    literal_column,
    select,
    table,
    text,
    type_coerce,
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.types import NullType
from sqlmodel import Session, col

from api.kit.folding import fold
from api.rooms.library.models import Document, Passage, State
from api.rooms.library.queries import Term
from api.rooms.library.sight import Sight

LONGEST = 250
"""Words of a passage; longer blocks are several. tsvector remembers 255 places of a word at most."""
_SERIALS = 1 << 32
_AT_FIRST = 2
"""Matches looked at for each passage wanted, before all of them are."""
_WORDS = table("search_words", column("rowid"), column("place"), column("words"))


@dataclass(frozen=True)
class Entry:
    """A passage's words."""

    place: int
    head: tuple[list[str], list[str]]
    body: tuple[list[str], list[str]]


class Candidate(NamedTuple):
    """A passage that answers; `block` is None for a head. The last four are its document's.

    `id` is as the database keeps it: making hundreds of UUIDs, only to compare them, takes milliseconds.
    """

    place: int
    block: int | None
    exact: str
    folded: str
    id: Any
    symbol_key: str | None
    state: State
    issued_on: date | None


def place_of(position: int, serial: int) -> int:
    """The key of the passage at `position` (0 is the head) of a document indexed as number `serial`."""
    return position * _SERIALS + (_SERIALS - 1 - serial)


def add(session: Session, entries: Iterable[Entry]) -> None:
    """Index passages."""
    if _on_postgresql(session):
        rows = [{"place": entry.place, "words": _vector(entry)} for entry in entries]
        statement = text("INSERT INTO search_words (place, words) VALUES (:place, CAST(:words AS tsvector))")
    else:
        rows = [
            {
                "place": entry.place,
                "head_exact": " ".join(entry.head[0]),
                "head_folded": " ".join(entry.head[1]),
                "exact": " ".join(entry.body[0]),
                "folded": " ".join(entry.body[1]),
            }
            for entry in entries
        ]
        statement = text(
            "INSERT INTO search_words (rowid, head_exact, head_folded, exact, folded) "
            "VALUES (:place, :head_exact, :head_folded, :exact, :folded)"
        )
    if rows:
        session.connection().execute(statement, rows)


def remove(session: Session, places: Sequence[int]) -> None:
    """Forget passages."""
    key = "place" if _on_postgresql(session) else "rowid"
    if places:
        statement = text(f"DELETE FROM search_words WHERE {key} = :place")  # noqa: S608 - one of two names of ours
        session.connection().execute(statement, [{"place": place} for place in places])


def candidates(session: Session, terms: Sequence[Term], sight: Sight, limit: int) -> list[Candidate]:
    """The first `limit` passages, in the order of places, that answer all terms and that the reader may see."""
    if not _on_postgresql(session):
        matches = literal_column("search_words").op("MATCH")(bindparam("query", _sqlite(terms)))
        return _first(session, _joined(_WORDS, _WORDS.c.rowid).where(matches), sight, limit)
    if len(terms) == 1 and len(terms[0].words) > 1:
        return in_a_row(session, terms[0], sight, limit)  # the vectors, which know the order too, lie far apart
    return _set_apart(session, _postgresql(terms), sight, limit)


def in_a_row(session: Session, phrase: Term, sight: Sight, limit: int) -> list[Candidate]:
    """The first `limit` passages, in the order of places, that hold the phrase itself, few as they may be."""
    sought = f" {' '.join(phrase.words)}{'' if phrase.open_ended else ' '}"
    held = (col(Passage.exact) if phrase.exact else col(Passage.folded)).contains(sought, autoescape=True)
    if not _on_postgresql(session):
        # without naming fields it costs half; a passage that only has the phrase in its head is not `held`
        words = " + ".join(f'"{word}"' for word in phrase.words) + (" *" if phrase.open_ended else "")
        matches = literal_column("search_words").op("MATCH")(bindparam("query", words))
        return _first(session, _joined(_WORDS, _WORDS.c.rowid).where(matches, held), sight, limit)
    return _set_apart(
        session, [" & ".join(_pairs("", phrase))], replace(sight, conditions=[held, *sight.conditions]), limit
    )


def _set_apart(session: Session, parts: Sequence[str], sight: Sight, limit: int) -> list[Candidate]:
    """The same on PostgreSQL, for a query of its index, of which every part must hold.

    In parts it costs the index a third less than as one expression, which it weighs whole for every passage it meets.

    Its planner takes words that stand together for words that meet by chance, expects a handful, and would open twenty
    thousand passages with their documents to put them in order. So the places are sought apart: the first ones, and
    only when too few of those are for the reader, all.

    Nor does it know what opening a vector costs, which lies apart from its row: walking the table by its key and
    opening each seems cheap to it, and takes up to ten times as long as asking the index and sorting what it gives.
    A reckoned place (`+ 0`) is no key to walk by.
    """
    # it counts the pages of the table and not those beside it where the words lie: it would read them all
    session.execute(text("SET LOCAL enable_seqscan = off"))
    matches = [_WORDS.c.words.op("@@")(cast(part, TSQUERY)) for part in parts]
    found: list[Candidate] = []
    for most in (_AT_FIRST * limit, None):
        place = (_WORDS.c.place + 0).label("place")
        places = select(place).where(*matches).order_by(place).limit(most).subquery()
        found = _first(session, _joined(places, places.c.place), sight, limit)
        if len(found) == limit:
            break
    return found


def _joined(source: FromClause, key: ColumnElement[int]) -> Select[Any]:
    """Candidates among the passages whose places a source of words gives, in their order."""
    return (
        _CANDIDATE.select_from(source)
        .join(Passage, col(Passage.place) == key)
        .join(Document, col(Document.id) == col(Passage.document_id))
        .order_by(key)
    )


def _first(session: Session, matching: Select[Any], sight: Sight, limit: int) -> list[Candidate]:
    statement = matching.where(*sight.conditions).limit(limit)
    return [Candidate(*row) for row in session.execute(statement, params=sight.values)]


_CANDIDATE: Select[Any] = select(
    *(col(getattr(Passage, name)) for name in Candidate._fields[:4]),
    type_coerce(col(Document.id), NullType),
    *(col(getattr(Document, name)) for name in Candidate._fields[5:]),
)


def _on_postgresql(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"


def _sqlite(terms: Sequence[Term]) -> str:
    def _in(fields: str, term: Term) -> str:
        names = " ".join(f"{field}exact" if term.exact else f"{field}folded" for field in fields.split(","))
        phrase = " + ".join(f'"{word}"' for word in term.words)
        return f"{{{names}}} : {phrase}{' *' if term.open_ended else ''}"

    if len(terms) == 1:
        return _in("", terms[0])
    everywhere = " AND ".join(f"({_in('head_,', term)})" for term in terms)
    in_body = " OR ".join(f"({_in('', term)})" for term in terms)
    return f"{everywhere} AND ({in_body})"


def _postgresql(terms: Sequence[Term]) -> list[str]:
    def _in(field: str, term: Term) -> str:
        mark = field + ("=" if term.exact else "")
        words = " <-> ".join(f"'{mark}{word}'" for word in term.words)
        in_a_row = f"({words}{':*' if term.open_ended else ''})"
        return f"({' & '.join([*_pairs(field, term), in_a_row])})"

    if len(terms) == 1:
        return [_in("", terms[0])]
    in_body = [_in("", term) for term in terms]
    everywhere = [f"{_in('^', term)} | {body}" for term, body in zip(terms, in_body, strict=True)]
    return [*everywhere, " | ".join(in_body)]


def _pairs(field: str, term: Term) -> list[str]:
    """The neighbours in a term as they are in the index, folded."""
    pairs = [f"'{field}_{fold(one)}_{fold(other)}'" for one, other in pairwise(term.words)]
    return [*pairs[:-1], f"{pairs[-1]}:*"] if pairs and term.open_ended else pairs


def _vector(entry: Entry) -> str:
    """Words with their places, and folded pairs of neighbours.

    `=` marks exact ones, `^` those of the head, `_` pairs: no word has one of these, and so no pair begins as a word.
    """
    parts = []
    for field, (exact, folded) in (("^", entry.head), ("", entry.body)):
        for place, (one, other) in enumerate(zip(exact, folded, strict=True), 1):
            parts += [f"{field}={one}:{place}", f"{field}{other}:{place}"]
        parts += [f"{field}_{one}_{other}" for one, other in pairwise(folded)]
    return " ".join(parts)
