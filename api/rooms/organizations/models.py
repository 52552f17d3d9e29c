"""Tables of the room. Every `to_on` is the first day on which the row no longer holds."""

from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint
from sqlmodel import Field, SQLModel

from api.kit.actors import Role
from api.kit.models import Row, words


class OrganizationKind(SQLModel, table=True):
    """The catalogue of kinds: data, because the Party's levels change (three times since 2025)."""

    __tablename__ = "organization_kinds"

    code: str = Field(primary_key=True, max_length=40)
    name: str = Field(max_length=80)
    level: int = Field(ge=0)
    """Distance from the top; a parent's level is smaller than its child's."""
    is_branch: bool
    """Members belong to organisations of these kinds and to no others."""


class Organization(Row, table=True):
    """A party organisation as it is today; its past is in `OrganizationParent` and `OrganizationChange`."""

    __tablename__ = "organizations"
    __table_args__ = (CheckConstraint("parent_id <> id", name="not_its_own_parent"),)

    kind: str = Field(foreign_key="organization_kinds.code", max_length=40)
    name: str = Field(max_length=200)
    short_name: str | None = Field(default=None, max_length=60)
    name_folded: str = Field(max_length=200)
    code: str | None = Field(default=None, max_length=18, unique=True)
    parent_id: UUID | None = Field(default=None, foreign_key="organizations.id", index=True)
    founded_on: date
    ended_on: date | None = None
    place: str | None = Field(default=None, max_length=200)
    version: int = 1


class OrganizationParent(Row, table=True):
    """Under whom an organisation stood, from when to when."""

    __tablename__ = "organization_parents"
    __table_args__ = (CheckConstraint("to_on IS NULL OR to_on >= from_on", name="in_order"),)

    organization_id: UUID = Field(foreign_key="organizations.id", index=True)
    parent_id: UUID = Field(foreign_key="organizations.id", index=True)
    from_on: date
    to_on: date | None = None


class Change(StrEnum):
    """What can happen to an organisation."""

    CREATED = "created"
    RENAMED = "renamed"
    MOVED = "moved"
    MERGED_INTO = "merged_into"
    SPLIT_FROM = "split_from"
    ENDED = "ended"


class OrganizationChange(Row, table=True):
    """One event in an organisation's life, with the decision behind it. Append-only."""

    __tablename__ = "organization_changes"

    organization_id: UUID = Field(foreign_key="organizations.id", index=True)
    change: Change = Field(sa_type=words(Change))
    happened_on: date
    decision: str | None = Field(default=None, max_length=120)
    other_id: UUID | None = Field(default=None, foreign_key="organizations.id", index=True)
    """The new parent, the organisation merged into, or the one split from."""
    details: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


class Position(Row, table=True):
    """Who holds which role where; exactly one of a member and an account that is no member's."""

    __tablename__ = "positions"
    __table_args__ = (
        CheckConstraint("(member_id IS NULL) <> (account_id IS NULL)", name="one_holder"),
        CheckConstraint("to_on IS NULL OR to_on >= from_on", name="in_order"),
    )

    organization_id: UUID = Field(foreign_key="organizations.id", index=True)
    role: Role = Field(sa_type=words(Role))
    member_id: UUID | None = Field(default=None, foreign_key="members.id", index=True)
    account_id: UUID | None = Field(default=None, foreign_key="accounts.id", index=True)
    title: str = Field(max_length=120)
    from_on: date
    to_on: date | None = None
