"""What each state means for rights and lists. Data of QĐ 294-QĐ/TW §6–§9 in one table."""

from api.rooms.members.models import State

LEFT = frozenset({State.TRANSFERRED, State.REMOVED, State.EXPELLED, State.DEAD, State.MERGED})
"""No longer a member here: keeps the history, loses the branch and the account."""

PRESENT = frozenset(State) - LEFT
"""Stands in a branch's list."""

HOME_ELSEWHERE = frozenset({State.TEMPORARY_HERE})
"""Takes part here but is counted, votes and is elected at the home branch (294 §6.3.2)."""

COUNTED = PRESENT - HOME_ELSEWHERE
"""Counts towards the size of the branch."""
