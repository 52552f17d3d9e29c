"""Members from an Excel sheet: read, compared, shown, and brought in only when told to.

Repeatable: the same sheet again finds every row unchanged. Applying is one transaction: all good rows or none.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import insert, update
from sqlmodel import Session, SQLModel, col

from api.kit import clock, scope
from api.kit.db import Database
from api.kit.folding import fold
from api.kit.ids import new_id
from api.rooms.members import places
from api.rooms.members.cards import CardKeys
from api.rooms.members.matching import CHUNK, Comparison, Decision
from api.rooms.members.models import Member, Membership, MemberState, State
from api.rooms.members.names import name_key
from api.rooms.members.rows import BranchIndex, Candidate, Heads, Problem, find_heads, read_candidates
from api.rooms.members.service.keeping import first_state
from api.rooms.members.workbook import read_rows

MOST_PROBLEMS = 50_000
"""As many are kept for the list; rows beyond are counted."""

Progress = Callable[[int], None]
"""Told the number of rows read so far, now and then."""


@dataclass
class Outcome:
    """What a sheet would do, or did."""

    rows: int = 0
    good: int = 0
    bad: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, problems: list[Problem]) -> None:
        """Count a bad row and keep its reasons."""
        self.bad += 1
        if len(self.problems) < MOST_PROBLEMS:
            self.problems += problems

    def count(self, decision: Decision) -> None:
        """Count a row that was compared."""
        if decision.problem is not None:
            self.refuse([decision.problem])
            return
        self.good += 1
        if decision.known is None:
            self.created += 1
        elif decision.changes:
            self.updated += 1
        else:
            self.unchanged += 1

    def counts(self) -> dict[str, int]:
        """The figures without the problems."""
        names = ("rows", "good", "bad", "created", "updated", "unchanged")
        return {name: getattr(self, name) for name in names}


def preview_sheet(
    session: Session, keys: CardKeys, sheet: Path, organization_id: UUID, progress: Progress | None = None
) -> Outcome:
    """What the sheet would do at or below an organisation, read row by row; changes nothing.

    Raises FileNotASheet, FileSuspicious, ColumnsMissing and TooManyRows for the sheet as a whole.
    """
    outcome = Outcome()
    heads, rows = _open(session, sheet, organization_id, outcome, progress)
    for decision in Comparison(session, keys, heads, scope.below([organization_id])).decide(rows):
        outcome.count(decision)
    return outcome


def apply_sheet(
    database: Database, keys: CardKeys, sheet: Path, organization_id: UUID, progress: Progress | None = None
) -> Outcome:
    """Bring the good rows in, all or none. For the command line; raises what `preview_sheet` raises."""
    outcome, heads, rows = read_sheet(database, sheet, organization_id, progress)
    with database.writing() as session:
        write_rows(session, keys, heads, rows, organization_id, outcome)
    return outcome


def read_sheet(
    database: Database, sheet: Path, organization_id: UUID, progress: Progress | None = None
) -> tuple[Outcome, Heads, list[Candidate]]:
    """Read a sheet before the transaction that writes it, so that nobody waits for the reading."""
    outcome = Outcome()
    with database.reading() as session:
        heads, rows = _open(session, sheet, organization_id, outcome, progress)
        return outcome, heads, list(rows)


def write_rows(  # noqa: PLR0913, PLR0917 - what was read, and where it goes
    session: Session, keys: CardKeys, heads: Heads, rows: list[Candidate], organization_id: UUID, outcome: Outcome
) -> None:
    """Compare again with the cards as they are now and write, in the caller's transaction."""
    writer = _Writer(session, keys)
    for decision in Comparison(session, keys, heads, scope.below([organization_id])).decide(rows):
        outcome.count(decision)
        writer.add(decision)
    writer.flush()


def _open(
    session: Session, sheet: Path, organization_id: UUID, outcome: Outcome, progress: Progress | None
) -> tuple[Heads, Iterator[Candidate]]:
    source = read_rows(sheet)
    heads = find_heads(source)
    branches = BranchIndex(places.find_branches(session, scope.below([organization_id])))

    def good() -> Iterator[Candidate]:
        for candidate, problems in read_candidates(source, heads, branches, clock.today()):
            outcome.rows += 1
            if progress is not None and outcome.rows % CHUNK == 0:
                progress(outcome.rows)
            if candidate is None:
                outcome.refuse(problems)
            else:
                yield candidate

    return heads, good()


class _Writer:
    """Collects rows and writes them `CHUNK` at a time, a few statements each."""

    def __init__(self, session: Session, keys: CardKeys) -> None:
        self.session = session
        self.keys = keys
        self.made: dict[type[SQLModel], list[dict[str, Any]]] = {Member: [], Membership: [], MemberState: []}

    def add(self, decision: Decision) -> None:
        """Take in what was decided about a row."""
        if decision.problem is not None:
            return
        if decision.known is not None:
            self._change(decision)
            return
        self._make(decision.row, decision.card_hash)
        if len(self.made[Member]) >= CHUNK:
            self.flush()

    def flush(self) -> None:
        """Write the collected new cards with the beginning of their history."""
        for table, rows in self.made.items():
            if rows:
                self.session.execute(insert(table), rows)
                rows.clear()

    def _make(self, row: Candidate, card_hash: str | None) -> None:
        """A new card. How long he has been in the branch the sheet does not say: at the longest, since admission."""
        member_id, now = new_id(), clock.now()
        state = first_state(row.official_on)
        self.made[Member].append(
            {
                "id": member_id,
                "created_at": now,
                "birth_on": row.birth_on,
                "sex": row.sex,
                "admitted_on": row.admitted_on,
                "official_on": row.official_on,
                "branch_id": row.branch_id,
                "phone": row.phone,
                "email": row.email,
                "state": state,
                "version": 1,
                **_name(row.full_name),
                **self._card(row.card_number, card_hash),
            }
        )
        entry = {"created_at": now, "member_id": member_id}
        self.made[Membership].append({**entry, "id": new_id(), "branch_id": row.branch_id, "from_on": row.admitted_on})
        since = row.official_on or row.admitted_on
        self.made[MemberState].append({**entry, "id": new_id(), "state": state, "from_on": since})

    def _change(self, decision: Decision) -> None:
        known, changes = decision.known, dict(decision.changes)
        if known is None or not changes:
            return
        if "full_name" in changes:
            changes |= _name(changes["full_name"])
        if "card_hash" in changes:
            changes |= self._card(decision.row.card_number, changes["card_hash"])
        if known.state is State.PROBATIONARY and "official_on" in changes:
            changes["state"] = State.OFFICIAL
            self._recognise(known.id, changes["official_on"])
        self.session.execute(
            update(Member)
            .where(col(Member.id) == known.id)
            .values(**changes, version=col(Member.version) + 1)
            .execution_options(synchronize_session=False)
        )

    def _recognise(self, member_id: UUID, on: date) -> None:
        """A probationary member has become official."""
        self.session.execute(
            update(MemberState)
            .where(col(MemberState.member_id) == member_id, col(MemberState.to_on).is_(None))
            .values(to_on=on)
            .execution_options(synchronize_session=False)
        )
        self.session.add(MemberState(member_id=member_id, state=State.OFFICIAL, from_on=on))

    def _card(self, number: str | None, card_hash: str | None) -> dict[str, Any]:
        if number is None:
            return {"card_hash": None, "card_sealed": None, "card_tail": None}
        return {"card_hash": card_hash, "card_sealed": self.keys.seal(number), "card_tail": number[-4:]}


def _name(full_name: str) -> dict[str, str]:
    return {"full_name": full_name, "name_key": name_key(full_name), "name_folded": fold(full_name)}
