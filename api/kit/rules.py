"""Party rules are dated data with a citation; this chooses the version that holds on a day at a place.

A committee may override a rule for its subtree: the nearest organisation wins, then the latest start, then the latest
correction of that start.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any, Protocol, TypeVar
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index, and_, bindparam, or_, text
from sqlmodel import Field, Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from api.kit.models import Row
from api.kit.scope import OrganizationClosure


class RuleSet(Row, table=True):
    """One version of one rule, from a date, for the whole house or for a subtree. Kept by `organizations`."""

    __tablename__ = "rule_sets"
    __table_args__ = (
        CheckConstraint("effective_to IS NULL OR effective_to > effective_from", name="in_order"),
        CheckConstraint("source_level IN ('P', 'N', 'S')", name="source_level"),
        Index(
            "uq_rule_sets_house",
            "topic",
            "effective_from",
            "version",
            unique=True,
            sqlite_where=text("organization_id IS NULL"),
            postgresql_where=text("organization_id IS NULL"),
        ),
        Index("uq_rule_sets_subtree", "organization_id", "topic", "effective_from", "version", unique=True),
    )

    topic: str = Field(max_length=60)
    version: int = 1
    effective_from: date
    effective_to: date | None = None
    """The first day on which it no longer holds."""
    citation: str = Field(max_length=300)
    source_level: str = Field(max_length=1)
    """P primary text read, N press, S secondary: shown beside the rule."""
    organization_id: UUID | None = Field(default=None, foreign_key="organizations.id")
    content: dict[str, Any] = Field(sa_type=JSON)


class NoSuchRule(LookupError):
    """No version of the topic holds on that day: a hole in the rule files, not a caller's mistake."""


class Dated(Protocol):
    """What the choice needs to know of a version."""

    @property
    def version(self) -> int: ...
    @property
    def effective_from(self) -> date: ...
    @property
    def effective_to(self) -> date | None: ...
    @property
    def organization_id(self) -> UUID | None: ...


D = TypeVar("D", bound=Dated)


def choose(versions: Iterable[D], on: date, lineage: Sequence[UUID]) -> D | None:
    """The version of one topic that holds on a day; `lineage` is the place and all above it, nearest first.

    Versions of organisations outside the lineage never apply; those of the whole house apply last.
    """
    nearness = {organization_id: -index for index, organization_id in enumerate(lineage)}
    holding = [
        version
        for version in versions
        if version.effective_from <= on
        and (version.effective_to is None or on < version.effective_to)
        and (version.organization_id is None or version.organization_id in nearness)
    ]

    def rank(version: D) -> tuple[int, date, int]:
        near = -len(nearness) if version.organization_id is None else nearness[version.organization_id]
        return near, version.effective_from, version.version

    return max(holding, key=rank, default=None)


def lineage(session: Session, organization_id: UUID) -> list[UUID]:
    """The organisation and all above it, nearest first."""
    statement = (
        select(OrganizationClosure.ancestor_id)
        .where(col(OrganizationClosure.descendant_id) == organization_id)
        .order_by(col(OrganizationClosure.depth))
    )
    return list(session.exec(statement))


def find(session: Session, topic: str, on: date, organization_id: UUID | None = None) -> RuleSet:
    """The rule that holds on a day at an organisation (None: for the whole house). One statement.

    Raises `NoSuchRule` when the files hold none.
    """
    found = find_several(session, (topic,), on, organization_id).get(topic)
    if found is None:
        raise NoSuchRule(topic, on)
    return found


def find_several(
    session: Session, topics: Collection[str], on: date, organization_id: UUID | None = None
) -> dict[str, RuleSet]:
    """What `find` says of several topics, in the same statement; topics without a rule are absent."""
    asked = {"topics": list(topics), "organization_id": organization_id}
    versions = session.exec(_versions(), params=asked).all()
    places = list(dict.fromkeys(one.organization_id for one in versions if one.organization_id))
    chosen = {topic: choose((one for one in versions if one.topic == topic), on, places) for topic in topics}
    return {topic: found for topic, found in chosen.items() if found is not None}


@cache
def _versions() -> SelectOfScalar[RuleSet]:
    """All versions of some topics that could hold at an organisation, the nearest first; made once (decision 7)."""
    reaches = and_(
        col(OrganizationClosure.ancestor_id) == col(RuleSet.organization_id),
        col(OrganizationClosure.descendant_id) == bindparam("organization_id"),
    )
    return (
        select(RuleSet)
        .outerjoin(OrganizationClosure, reaches)
        .where(
            col(RuleSet.topic).in_(bindparam("topics", expanding=True)),
            or_(col(RuleSet.organization_id).is_(None), col(OrganizationClosure.depth).is_not(None)),
        )
        .order_by(col(OrganizationClosure.depth), col(RuleSet.id))
    )
