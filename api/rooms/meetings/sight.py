"""Which meetings an actor sees. Every query about meetings starts from one of these conditions."""

from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from api.kit import scope
from api.kit.actors import Actor, Permission
from api.rooms.meetings.models import Invitation, Meeting, Summons


def plans(actor: Actor) -> ColumnElement[bool]:
    """Meetings of organisations at which the actor plans."""
    return _held_with(actor, Permission.MEETINGS_PLAN)


def invited(person: SelectOfScalar[UUID]) -> ColumnElement[bool]:
    """Meetings to which these ids of one person are asked, or which they lead or write down."""
    asked = select(Invitation.meeting_id).where(
        col(Invitation.member_id).in_(person), col(Invitation.removed_at).is_(None)
    )
    return or_(col(Meeting.id).in_(asked), col(Meeting.chair_id).in_(person), col(Meeting.clerk_id).in_(person))


def sees(actor: Actor, person: SelectOfScalar[UUID] | None) -> ColumnElement[bool]:
    """Published meetings of the own branch, those one is asked to, those one oversees; plans of planners."""
    shown = [_held_with(actor, Permission.MEETINGS_OVERSEE), _held_with(actor, Permission.MEETINGS_RUN)]
    if actor.branch_id is not None:
        shown.append(and_(col(Meeting.organization_id) == actor.branch_id, col(Meeting.summons) == Summons.BRANCH))
    if person is not None:
        shown.append(invited(person))
    return or_(plans(actor), and_(col(Meeting.published_at).is_not(None), or_(*shown)))


def attends(branch_id: UUID | None, person: SelectOfScalar[UUID] | None) -> ColumnElement[bool]:
    """What stands in somebody's own calendar: published, of the own branch or with an invitation."""
    shown = [scope.nothing()]
    if branch_id is not None:
        shown.append(and_(col(Meeting.organization_id) == branch_id, col(Meeting.summons) == Summons.BRANCH))
    if person is not None:
        shown.append(invited(person))
    return and_(col(Meeting.published_at).is_not(None), or_(*shown))


def plans_directly(actor: Actor) -> ColumnElement[bool]:
    """Meetings of the very organisations at which the actor has a planning position, not of those below them."""
    places = actor.places_with(Permission.MEETINGS_PLAN)
    return col(Meeting.organization_id).in_(places) if places else scope.nothing()


def _held_with(actor: Actor, permission: Permission) -> ColumnElement[bool]:
    places = actor.places_with(permission)
    return col(Meeting.organization_id).in_(scope.below(places)) if places else scope.nothing()
