"""The roll as a pure function of the facts: nothing that anybody said is lost, and one statement stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from api.rooms.meetings.models import Answer, Attendance, Decision, RollFact, RollMethod
from api.rooms.members.models import State


@dataclass(frozen=True, slots=True)
class Standing:
    """The fact that stands for a member; `also_said` is what another person said without either seeing the other."""

    fact: RollFact
    also_said: Attendance | None


def standing(facts: Iterable[RollFact]) -> dict[UUID, Standing]:
    """By member, in order of arrival. What a person says stands above a machine; of machines the first one stands."""
    stands: dict[UUID, Standing] = {}
    for fact in sorted(still_said(facts), key=lambda fact: fact.number):
        present = stands.get(fact.member_id)
        if present is None or fact.method is RollMethod.HAND:
            stands[fact.member_id] = Standing(fact, _unseen(fact, present))
    return stands


def still_said(facts: Iterable[RollFact]) -> list[RollFact]:
    """Without what was taken back."""
    all_facts = list(facts)
    taken_back = {fact.takes_back for fact in all_facts}
    return [fact for fact in all_facts if fact.takes_back is None and fact.id not in taken_back]


def proposal(state: State, answer: Answer | None, decision: Decision | None) -> Attendance | None:
    """What the roll can take over with one tap: an approved absence, a member exempt from meetings."""
    if answer is Answer.ABSENT and decision is Decision.APPROVED:
        return Attendance.EXCUSED
    return Attendance.EXEMPT if state is State.EXEMPT else None


def _unseen(fact: RollFact, present: Standing | None) -> Attendance | None:
    """Two people at the same moment: the later knew nothing of the earlier and says something else."""
    if present is None or present.fact.method is not RollMethod.HAND or fact.after_id == present.fact.id:
        return None
    differs = present.fact.status is not fact.status and present.fact.account_id != fact.account_id
    return present.fact.status if differs else None
