"""Roll call: facts by hand now, by code, face or badge through `settle`; the roll follows from them."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from api.rooms.meetings import roll
from api.rooms.meetings.majority import Franchise
from api.rooms.meetings.models import RollFact, RollMethod
from api.rooms.meetings.schemas.people import SummonedRead
from api.rooms.meetings.schemas.record import RollEntryRead
from api.rooms.meetings.service.persons import Names


def roll_of(
    summoned: Sequence[SummonedRead], facts: Iterable[RollFact], franchise: Franchise, names: Names
) -> list[RollEntryRead]:
    """Everybody summoned with what stands about him, in the same order.

    Members no longer summoned, about whom facts stand, were taken off in the middle: the facts stay in the log and
    the entry stays out, because the roll counts those summoned.
    """
    stands = roll.standing(facts)
    return [_entry(person, stands.get(person.member_id), names, franchise) for person in summoned]


def _entry(person: SummonedRead, stands: roll.Standing | None, names: Names, franchise: Franchise) -> RollEntryRead:
    fact = stands.fact if stands else None
    base = franchise.base(person.state)
    return RollEntryRead(
        member_id=person.member_id,
        name=person.name,
        state=person.state,
        role=person.role,
        answer=person.answer,
        decision=person.decision,
        status=fact.status if fact else None,
        reason=fact.reason if fact else person.reason,
        reason_text=fact.reason_text if fact else None,
        method=fact.method if fact else None,
        fact_id=fact.id if fact else None,
        marked_by=names.account(fact.account_id) if fact else None,
        marked_at=_marked_at(fact) if fact else None,
        proposed=roll.proposal(person.state, person.answer, person.decision),
        also_said=stands.also_said if stands else None,
        base=base.value,
        may_vote=base != "out",
    )


def _marked_at(fact: RollFact) -> datetime:
    """When it was written down; of a code, a face or a badge the moment of the scan, which may have been sent later."""
    return fact.created_at if fact.method is RollMethod.HAND else fact.phone_at or fact.created_at
