"""Compares the rows of a sheet with the cards there are: which are new, which change, which are in each other's way."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import tuple_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from api.kit.folding import fold
from api.rooms.members.cards import CardKeys
from api.rooms.members.models import Member, Sex, State
from api.rooms.members.rows import Candidate, Heads, Problem
from api.rooms.members.states import LEFT, PRESENT

CHUNK = 500


class Known(NamedTuple):
    """What the comparison reads of a card."""

    id: UUID
    full_name: str
    name_folded: str
    birth_on: date
    sex: Sex
    admitted_on: date
    official_on: date | None
    card_hash: str | None
    branch_id: UUID
    phone: str | None
    email: str | None
    state: State


_COLUMNS = [col(getattr(Member, name)) for name in Known._fields]


@dataclass(slots=True)
class Decision:
    """What is to be done with a row: make a card (`known` is None), change one, leave it, or refuse the row."""

    row: Candidate
    card_hash: str | None
    known: Known | None = None
    changes: dict[str, Any] = field(default_factory=dict)
    problem: Problem | None = None


@dataclass
class Comparison:
    """One pass over the rows of a file. Two rows for one person are one too many, whichever came first."""

    session: Session
    keys: CardKeys
    heads: Heads
    reach: SelectOfScalar[UUID]
    """Ids of the organisations the file may touch."""
    _cards: dict[str, int] = field(default_factory=dict)
    _people: dict[tuple[str, date, UUID], tuple[int, bool]] = field(default_factory=dict)

    def decide(self, rows: Iterable[Candidate]) -> Iterator[Decision]:
        """A decision a row, in order; two statements for each `CHUNK` rows."""
        reachable = frozenset(self.session.exec(self.reach))
        source = iter(rows)
        while chunk := list(islice(source, CHUNK)):
            hashes = [self.keys.hash(row.card_number) if row.card_number else None for row in chunk]
            by_card = self._by_card([card_hash for card_hash in hashes if card_hash])
            by_person = self._by_person(chunk)
            for row, card_hash in zip(chunk, hashes, strict=True):
                decision = Decision(row, card_hash)
                self._decide(decision, by_card, by_person, reachable)
                yield decision

    def _decide(
        self,
        decision: Decision,
        by_card: dict[str, Known],
        by_person: dict[tuple[str, date, UUID], list[Known]],
        reachable: frozenset[UUID],
    ) -> None:
        row, card_hash = decision.row, decision.card_hash
        first = self._seen_in(row, card_hash)
        if first is not None:
            self._refuse(decision, "card_number" if card_hash in self._cards else "full_name", "repeated", first=first)
            return
        known = by_card.get(card_hash) if card_hash else None
        if known is not None:
            if known.branch_id not in reachable:
                self._refuse(decision, "card_number", "card_taken")
            elif known.state in LEFT:
                self._refuse(decision, "card_number", "left")
            elif known.branch_id != row.branch_id:
                self._refuse(decision, "branch", "other_branch")
        else:
            people = by_person.get(_person(row), [])
            people = [person for person in people if not (card_hash and person.card_hash)]
            if len(people) > 1:
                self._refuse(decision, "full_name", "ambiguous")
            known = people[0] if len(people) == 1 else None
        if known is not None and decision.problem is None:
            official_on = row.official_on or known.official_on
            if official_on is not None and official_on < row.admitted_on:
                self._refuse(decision, "admitted_on", "date_order")
                return
            decision.known = known
            decision.changes = _changes(row, card_hash, known)

    def _seen_in(self, row: Candidate, card_hash: str | None) -> int | None:
        """The earlier row about the same person; two people of one name and birth date both need a card number."""
        person = _person(row)
        by_card = self._cards.setdefault(card_hash, row.row) if card_hash else row.row
        earlier, had_card = self._people.setdefault(person, (row.row, card_hash is not None))
        if by_card != row.row:
            return by_card
        if earlier != row.row and not (card_hash and had_card):
            return earlier
        return None

    def _refuse(self, decision: Decision, field_name: str, reason: str, **params: Any) -> None:
        row = decision.row
        shown = None if field_name == "card_number" else row.full_name
        cell = self.heads.cell(row.row, field_name)
        decision.problem = Problem(row.row, cell, field_name, shown, reason, params)

    def _by_card(self, hashes: Sequence[str]) -> dict[str, Known]:
        """Cards with these numbers. Unscoped: a number is unique over the whole house."""
        found = self.session.execute(select(*_COLUMNS).where(col(Member.card_hash).in_(hashes)))
        return {known.card_hash: known for known in (Known(*row) for row in found) if known.card_hash}

    def _by_person(self, rows: Sequence[Candidate]) -> dict[tuple[str, date, UUID], list[Known]]:
        """Present cards with these names and birth dates in the branches the rows name."""
        people = {(fold(row.full_name), row.birth_on) for row in rows}
        found = self.session.execute(
            select(*_COLUMNS).where(
                tuple_(col(Member.name_folded), col(Member.birth_on)).in_(people),
                col(Member.branch_id).in_({row.branch_id for row in rows}),
                col(Member.state).in_(PRESENT),
            )
        )
        by_person: dict[tuple[str, date, UUID], list[Known]] = {}
        for known in (Known(*row) for row in found):
            by_person.setdefault((known.name_folded, known.birth_on, known.branch_id), []).append(known)
        return by_person


def _person(row: Candidate) -> tuple[str, date, UUID]:
    return fold(row.full_name), row.birth_on, row.branch_id


def _changes(row: Candidate, card_hash: str | None, known: Known) -> dict[str, Any]:
    """The fields in which a row differs; an empty cell says nothing."""
    said = {
        "full_name": row.full_name,
        "birth_on": row.birth_on,
        "sex": row.sex,
        "admitted_on": row.admitted_on,
        "official_on": row.official_on,
        "card_hash": card_hash,
        "phone": row.phone,
        "email": row.email,
    }
    return {name: value for name, value in said.items() if value is not None and value != getattr(known, name)}
