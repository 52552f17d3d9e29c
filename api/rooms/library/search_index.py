"""The index of words, where the databases differ: FTS5 on SQLite, tsvector and GIN on PostgreSQL.

Both are handed the same words, cut by `symbols.words`, and never parse text themselves, so both match the same
passages. A passage is a row of words in four fields: `head` (number-symbol and title of its document) and `body`, each
exact and folded. It answers a query when every term is in its head or body and at least one in its body. The head of a
document is a passage of its own with everything in the body.

The key is the passage's `place`: position in the document times 2^32, plus a number that falls with every indexing. In
the order of places come first all heads, newest first, then all first blocks, and so on. Both indexes walk in this
order and stop early, so a word that is in half of all passages costs no more than a rare one, and both stop at the
same passages.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, bindparam, cast, column, literal_column, table, text
from sqlalchemy import select as sa_select
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlmodel import Session, col

from api.rooms.library.models import Document, Passage, State
from api.rooms.library.queries import Term

LONGEST = 250
"""Words of a passage; longer blocks are several. tsvector remembers 255 places of a word at most."""
_SERIALS = 1 << 32
_WORDS = table("search_words", column("rowid"), column("place"), column("words"))


@dataclass(frozen=True)
class Entry:
    """A passage's words."""

    place: int
    head: tuple[list[str], list[str]]
    body: tuple[list[str], list[str]]


class Candidate(NamedTuple):
    """A passage that answers; `block` is None for a head. The last three are its document's."""

    place: int
    document_id: UUID
    block: int | None
    exact: str
    folded: str
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


def candidates(
    session: Session, terms: Sequence[Term], reads: Sequence[ColumnElement[bool]], limit: int
) -> list[Candidate]:
    """The first `limit` passages, in the order of places, that answer all terms and that the reader may see."""
    if _on_postgresql(session):
        # the planner counts the pages of the table and not those beside it where the words lie: it would read them all
        session.execute(text("SET LOCAL enable_seqscan = off"))
        key, matches = _WORDS.c.place, _WORDS.c.words.op("@@")(cast(bindparam("query", _postgresql(terms)), TSQUERY))
    else:
        key, matches = _WORDS.c.rowid, literal_column("search_words").op("MATCH")(bindparam("query", _sqlite(terms)))
    statement: Select[Any] = (
        _CANDIDATE.select_from(_WORDS)
        .join(Passage, col(Passage.place) == key)
        .join(Document, col(Document.id) == col(Passage.document_id))
        .where(matches, *reads)
        .order_by(key)
        .limit(limit)
    )
    return [Candidate(*row) for row in session.execute(statement)]


_CANDIDATE: Select[Any] = sa_select(
    *(col(getattr(Passage, name)) for name in Candidate._fields[:5]),
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


def _postgresql(terms: Sequence[Term]) -> str:
    def _in(field: str, term: Term) -> str:
        mark = field + ("=" if term.exact else "")
        words = [f"'{mark}{word}'" for word in term.words]
        return "(" + " <-> ".join(words) + (":*" if term.open_ended else "") + ")"

    if len(terms) == 1:
        return _in("", terms[0])
    everywhere = " & ".join(f"({_in('^', term)} | {_in('', term)})" for term in terms)
    in_body = " | ".join(_in("", term) for term in terms)
    return f"{everywhere} & ({in_body})"


def _vector(entry: Entry) -> str:
    """Words with their places; `=` marks exact ones, `^` those of the head, neither of which a word can begin with."""
    parts = []
    for field, (exact, folded) in (("^", entry.head), ("", entry.body)):
        for place, (one, other) in enumerate(zip(exact, folded, strict=True), 1):
            parts += [f"{field}={one}:{place}", f"{field}{other}:{place}"]
    return " ".join(parts)
