"""Whose cards an actor reaches, for every query of the room."""

from sqlalchemy import ColumnElement
from sqlmodel import col

from api.kit import scope
from api.kit.actors import Actor, Permission
from api.rooms.members.models import Member


def readable(actor: Actor, permission: Permission) -> ColumnElement[bool]:
    """The condition that a member's branch is one at which the actor holds a permission."""
    return col(Member.branch_id).in_(scope.organizations_with(actor, permission))
