"""Which organisations an actor sees: the subtree of its positions plus its own branch.

Written once; every query of every room starts from one of these selects. The closure table holds one row for each
organisation and each of its present ancestors, itself included (depth 0), so a subtree is one index range.
"""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, false, or_, true
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from api.kit.actors import Actor, Permission


class OrganizationClosure(SQLModel, table=True):
    """Present ancestry; kept by the room `organizations`, read by everybody."""

    __tablename__ = "organization_closure"

    ancestor_id: UUID = Field(primary_key=True, foreign_key="organizations.id")
    descendant_id: UUID = Field(primary_key=True, foreign_key="organizations.id", index=True)
    depth: int = Field(ge=0)


_ancestor, _descendant = (
    col(OrganizationClosure.ancestor_id),
    col(OrganizationClosure.descendant_id),
)


def below(organization_ids: Collection[UUID] | BindParameter[Collection[UUID]]) -> SelectOfScalar[UUID]:
    """Ids of these organisations and all below them."""
    return select(_descendant).where(_ancestor.in_(organization_ids))


def above(organization_id: UUID) -> SelectOfScalar[UUID]:
    """Ids of this organisation and all above it."""
    return select(_ancestor).where(_descendant == organization_id)


def visible_organizations(actor: Actor) -> SelectOfScalar[UUID]:
    """Ids of the organisations this actor sees."""
    reach: list[ColumnElement[bool]] = [_ancestor.in_([grant.organization_id for grant in actor.grants])]
    if actor.branch_id is not None:
        reach.append(_descendant == actor.branch_id)
    return select(_descendant).where(or_(*reach))


def organizations_with(actor: Actor, permission: Permission) -> SelectOfScalar[UUID]:
    """Ids of the organisations at which this actor holds a permission."""
    return below(actor.places_with(permission))


def reaches(organization_ids: Collection[UUID]) -> ColumnElement[bool]:
    """The condition that a closure row starts at one of these organisations."""
    return _ancestor.in_(organization_ids)


def everything() -> ColumnElement[bool]:
    """No limit. For jobs, the command line and rules that bind the whole house; say why where it is used."""
    return true()


def nothing() -> ColumnElement[bool]:
    """No row at all."""
    return false()
