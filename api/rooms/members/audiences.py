"""Kinds of members a document or notice can be meant for."""

from enum import StrEnum

from api.kit.actors import Grant, Role
from api.rooms.members.models import State


class AudienceKind(StrEnum):
    """Who, beside the subtree, an audience may be limited to. One person can be of several kinds."""

    OFFICIAL = "official"
    PROBATIONARY = "probationary"
    TEMPORARY = "temporary"
    EXEMPT = "exempt"
    COMMITTEE = "committee"
    BRANCH_LEADERS = "branch_leaders"


_BY_STATE = {
    State.OFFICIAL: AudienceKind.OFFICIAL,
    State.PROBATIONARY: AudienceKind.PROBATIONARY,
    State.TEMPORARY_HERE: AudienceKind.TEMPORARY,
    State.TEMPORARY_AWAY: AudienceKind.OFFICIAL,
    State.EXEMPT: AudienceKind.EXEMPT,
}
_ELECTED = frozenset({Role.SECRETARY, Role.DEPUTY, Role.COMMITTEE_MEMBER})


def kinds(state: State | None, grants: tuple[Grant, ...]) -> frozenset[AudienceKind]:
    """The kinds of somebody in this state (None: no member) who holds these positions."""
    found = {_BY_STATE[state]} if state in _BY_STATE else set()
    for grant in grants:
        if grant.role in _ELECTED:
            found.add(AudienceKind.BRANCH_LEADERS if grant.at_branch else AudienceKind.COMMITTEE)
    return frozenset(found)
