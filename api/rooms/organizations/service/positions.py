"""Who holds which role where, from when to when."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlmodel import Session

from api.kit import audit, clock
from api.kit.actors import PERMISSIONS, Actor, Grant, Permission, Role
from api.kit.pages import Page, PageRequest
from api.rooms.members.service import branch_of, names_of
from api.rooms.organizations import people, repository
from api.rooms.organizations.errors import (
    HolderNotFound,
    MorePowerThanOwn,
    OrganizationEnded,
    OrganizationNotFound,
    OwnPosition,
    PositionHeld,
    PositionNotFound,
    PositionOver,
)
from api.rooms.organizations.models import Organization, Position
from api.rooms.organizations.schemas import PositionRead, PositionRequest


def grants_of(session: Session, member_id: UUID | None, account_id: UUID | None) -> tuple[Grant, ...]:
    """The positions held today by a member, by an account, or by both as one person. One statement.

    None for a member who has left, and none at organisations that have ended.
    """
    return repository.find_grants(session, member_id, account_id, clock.today())


def list_positions(
    session: Session, actor: Actor, organization_id: UUID, on: date | None, page: PageRequest
) -> Page[PositionRead]:
    """Positions at an organisation on a day, or all there ever were, latest first."""
    if repository.find(session, actor, organization_id) is None:
        raise OrganizationNotFound(organization_id=str(organization_id))
    positions, cursor = repository.positions_page(session, organization_id, on, page)
    return Page(items=with_holders(session, positions), next_cursor=cursor)


def give_position(session: Session, actor: Actor, organization_id: UUID, request: PositionRequest) -> PositionRead:
    """Give a role to a member or to an account that is no member's, from a day on."""
    found = repository.find(session, actor, organization_id, lock=True)
    if found is None:
        raise OrganizationNotFound(organization_id=str(organization_id))
    organization, _ = found
    actor.require(session, Permission.POSITIONS_EDIT, organization_id=organization.id)
    _check_holder(session, actor, request)
    _check_power(session, actor, organization, request.role)
    if organization.ended_on is not None:
        raise OrganizationEnded
    for held in repository.positions_not_over(session, organization.id, request.from_on):
        same = (held.member_id, held.account_id) == (request.member_id, request.account_id)
        if held.role == request.role and same:
            raise PositionHeld
    position = Position(organization_id=organization.id, **request.model_dump())
    session.add(position)
    _note(session, actor, "organizations.position_given", position)
    return with_holders(session, [position])[0]


def end_position(session: Session, actor: Actor, position_id: UUID, ended_on: date) -> PositionRead:
    """End a position: from this day on it allows nothing. Ending it again on the same day changes nothing."""
    position = repository.find_position(session, actor, position_id)
    if position is None:
        raise PositionNotFound(position_id=str(position_id))
    actor.require(session, Permission.POSITIONS_EDIT, organization_id=position.organization_id)
    if position.to_on != ended_on:
        if position.to_on is not None or ended_on < position.from_on:
            raise PositionOver
        position.to_on = ended_on
        _note(session, actor, "organizations.position_ended", position)
    return with_holders(session, [position])[0]


def end_positions_at(session: Session, organization_id: UUID, on: date) -> None:
    """An organisation ends and with it every position there."""
    for position in repository.positions_not_over(session, organization_id, on):
        position.to_on = max(on, position.from_on)


def with_holders(session: Session, positions: Sequence[Position]) -> list[PositionRead]:
    """Positions with the names of their holders; at most two statements."""
    members = names_of(session, {position.member_id for position in positions if position.member_id})
    accounts = {position.account_id for position in positions if position.account_id}
    names = members | (people.find_account_names(session, accounts) if accounts else {})
    return [
        PositionRead(
            **position.model_dump(exclude={"created_at"}),
            holder_name=next(names[holder] for holder in (position.member_id, position.account_id) if holder),
        )
        for position in positions
    ]


def _check_holder(session: Session, actor: Actor, request: PositionRequest) -> None:
    """Somebody else, whom the actor sees."""
    if request.member_id is not None:
        if request.member_id == actor.member_id:
            raise OwnPosition
        branch_id = branch_of(session, request.member_id)
        if branch_id is None or repository.find(session, actor, branch_id) is None:
            raise HolderNotFound
    if request.account_id is not None:
        if request.account_id == actor.account_id:
            raise OwnPosition
        seen = actor.places_with(Permission.ACCOUNTS_MANAGE) or repository.sees_account(
            session, actor, request.account_id
        )
        if not seen or not people.find_account_names(session, {request.account_id}):
            raise HolderNotFound


def _check_power(session: Session, actor: Actor, organization: Organization, role: Role) -> None:
    """Nobody makes others more powerful than himself; whoever manages accounts sets up a house and may."""
    places = repository.places_above(session, organization.id)
    own = frozenset[Permission]().union(
        *(PERMISSIONS[grant.role] for grant in actor.grants if grant.organization_id in places)
    )
    if Permission.ACCOUNTS_MANAGE not in own and not PERMISSIONS[role] <= own:
        raise MorePowerThanOwn(role=role)


def _note(session: Session, actor: Actor, action: str, position: Position) -> None:
    audit.note(
        session,
        actor,
        action,
        subject_kind="position",
        subject_id=position.id,
        organization_id=position.organization_id,
        role=position.role,
    )
