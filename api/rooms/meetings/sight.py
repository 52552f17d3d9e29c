"""Which meetings somebody sees. Every query about meetings starts from one of these conditions.

They are made once and leave open who looks: `Viewer.values` are given when a statement is run (api/decisions/0007).
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, or_, union_all
from sqlmodel import col, select

from api.kit import scope
from api.kit.actors import Actor, Permission
from api.rooms.meetings.models import Invitation, Meeting, Summons
from api.rooms.members.service import same_person


@dataclass(frozen=True)
class Viewer:
    """What decides which meetings somebody sees: who he is, where he belongs, where he plans and where he oversees."""

    member_id: UUID | None
    branch_id: UUID | None
    plans_at: tuple[UUID, ...] = ()
    oversees_at: tuple[UUID, ...] = ()

    @property
    def values(self) -> dict[str, Any]:
        """What the conditions leave open."""
        return {
            "viewer_member_id": self.member_id,
            "viewer_branch_id": self.branch_id,
            "viewer_plans_at": self.plans_at,
            "viewer_oversees_at": self.oversees_at,
        }


def viewer_of(actor: Actor) -> Viewer:
    """The viewer an actor is."""
    oversees_at = actor.places_with(Permission.MEETINGS_OVERSEE) + actor.places_with(Permission.MEETINGS_RUN)
    return Viewer(
        member_id=actor.member_id,
        branch_id=actor.branch_id,
        plans_at=actor.places_with(Permission.MEETINGS_PLAN),
        oversees_at=oversees_at,
    )


PERSON = same_person(bindparam("viewer_member_id"))
"""The ids under which he may be invited; none for an account that is no member's."""
_PLANS_AT: BindParameter[Any] = bindparam("viewer_plans_at", expanding=True)
_OVERSEES_AT: BindParameter[Any] = bindparam("viewer_oversees_at", expanding=True)
_PUBLISHED = col(Meeting.published_at).is_not(None)
_ASKED = select(Invitation.meeting_id).where(
    col(Invitation.member_id).in_(PERSON), col(Invitation.removed_at).is_(None)
)
_OWN = or_(
    and_(col(Meeting.organization_id) == bindparam("viewer_branch_id"), col(Meeting.summons) == Summons.BRANCH),
    col(Meeting.id).in_(_ASKED),
    col(Meeting.chair_id).in_(PERSON),
    col(Meeting.clerk_id).in_(PERSON),
)
"""Of the own branch, with an invitation, or led or written down by him."""

ATTENDS: ColumnElement[bool] = and_(_PUBLISHED, _OWN)
"""What stands in his own calendar."""
CONCERN: ColumnElement[bool] = or_(ATTENDS, col(Meeting.organization_id).in_(_PLANS_AT))
"""What his phone keeps: also plans of the very organisations at which he plans, not of those below them."""
NEAR: ColumnElement[bool] = col(Meeting.id).in_(
    union_all(
        select(Meeting.id).where(col(Meeting.organization_id) == bindparam("viewer_branch_id")),
        select(Meeting.id).where(col(Meeting.organization_id).in_(_PLANS_AT)),
        select(Meeting.id).where(col(Meeting.chair_id).in_(PERSON)),
        select(Meeting.id).where(col(Meeting.clerk_id).in_(PERSON)),
        select(Invitation.meeting_id).where(col(Invitation.member_id).in_(PERSON)),
    )
)
"""What can concern him or once did, each part found by an index; without it every meeting there is would be judged."""
SEES: ColumnElement[bool] = or_(
    col(Meeting.organization_id).in_(scope.below(_PLANS_AT)),
    and_(_PUBLISHED, or_(col(Meeting.organization_id).in_(scope.below(_OVERSEES_AT)), _OWN)),
)
"""Also published ones that he oversees, and plans of all organisations for which he plans."""
