"""Every query of the room."""

from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, false, or_
from sqlmodel import Session, col, select

from api.kit.actors import Grant
from api.rooms.organizations.models import Organization, OrganizationKind, Position


def holds(on: date) -> ColumnElement[bool]:
    """The condition that a position is held on this day."""
    return (col(Position.from_on) <= on) & or_(col(Position.to_on).is_(None), col(Position.to_on) > on)


def find_grants(session: Session, member_id: UUID | None, account_id: UUID | None, on: date) -> tuple[Grant, ...]:
    """The positions somebody holds, one statement. Unscoped: it is what scopes are made of."""
    statement = (
        select(col(Position.organization_id), col(Position.role), col(OrganizationKind.is_branch))
        .join(Organization, col(Organization.id) == col(Position.organization_id))
        .join(OrganizationKind, col(OrganizationKind.code) == col(Organization.kind))
        .where(
            or_(
                col(Position.member_id) == member_id if member_id else false(),
                col(Position.account_id) == account_id if account_id else false(),
            ),
            holds(on),
            or_(col(Organization.ended_on).is_(None), col(Organization.ended_on) > on),
        )
        .order_by(col(Position.from_on), col(Position.id))
    )
    return tuple(
        Grant(organization_id=organization_id, role=role, at_branch=at_branch)
        for organization_id, role, at_branch in session.exec(statement)
    )
