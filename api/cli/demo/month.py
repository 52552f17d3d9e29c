"""Where the demo's branches stand in the present month: most have met, the others are on their way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from api.cli.demo.accounts import BRANCH
from api.cli.demo.chance import Chance
from api.rooms.meetings.models import MeetingState
from api.rooms.organizations.models import Organization

_MET = 0.6
_FIRST, _LAST = 2, 18
_ELSEWHERE = (MeetingState.OPEN, MeetingState.POSTPONED, MeetingState.CANCELLED)
"""What a few of those that have not met come to, besides being registered."""


@dataclass(frozen=True)
class Month:
    """The month of a day."""

    today: date

    def met_on(self, branch: Organization) -> date | None:
        """The day of this month on which a branch met; None where the meeting is still to come."""
        chance = Chance(f"this month of {branch.code}")
        latest = min(_LAST, self.today.day - 1)
        if branch.code == BRANCH or latest < _FIRST or not chance.happens(_MET):
            return None
        return self.today.replace(day=chance.between(_FIRST, latest))

    def states(self, branches: Sequence[Organization]) -> dict[UUID, MeetingState]:
        """Branches whose meeting to come is on, put off or called off: neighbours of the one people sign in to."""
        home = next((branch.parent_id for branch in branches if branch.code == BRANCH), None)
        waiting = [branch for branch in branches if branch.code != BRANCH and self.met_on(branch) is None]
        near = sorted(waiting, key=lambda branch: (branch.parent_id != home, str(branch.code)))
        return {branch.id: state for branch, state in zip(near, _ELSEWHERE, strict=False)}

    def first_of_next(self) -> date:
        """The first day of the month after."""
        return (self.today.replace(day=28) + timedelta(days=4)).replace(day=1)
