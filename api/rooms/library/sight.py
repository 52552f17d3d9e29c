"""What a reader may see, as conditions on documents. Every query about documents starts from one of them.

They are made once and leave open who reads: `Reader.values` are given when a statement is run. Making them for every
request would take longer than what the databases do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, bindparam, extract, or_
from sqlmodel import col, select

from api.kit import scope
from api.kit.scope import OrganizationClosure
from api.rooms.library.models import Document, State

OPEN = (State.PUBLISHED, State.REPLACED)
"""States in which readers find a document."""


@dataclass(frozen=True)
class Reader:
    """What decides which documents somebody sees: where he stands, what he is, where he publishes."""

    account_id: UUID
    member_id: UUID | None
    places: tuple[UUID, ...]
    kinds: int
    publishes_at: tuple[UUID, ...]

    @property
    def values(self) -> dict[str, Any]:
        """What the conditions leave open."""
        return {
            "reader_account_id": self.account_id,
            "reader_member_id": self.member_id,
            "reader_places": self.places,
            "reader_kinds": self.kinds,
            "reader_publishes_at": self.publishes_at,
        }


_ABOVE_HIM = select(OrganizationClosure.ancestor_id).where(
    col(OrganizationClosure.descendant_id).in_(bindparam("reader_places", expanding=True))
)
WHERE_HE_PUBLISHES = scope.below(bindparam("reader_publishes_at", expanding=True))
"""Ids of the organisations for which the reader publishes."""
_OF_HIS_KIND = or_(
    col(Document.audience_kinds) == 0, col(Document.audience_kinds).bitwise_and(bindparam("reader_kinds")) != 0
)

MANAGES: ColumnElement[bool] = col(Document.publisher_id).in_(WHERE_HE_PUBLISHES)
"""Documents of organisations for which he publishes, in any state."""
ADDRESSED: ColumnElement[bool] = or_(
    and_(col(Document.audience_organization_id).in_(_ABOVE_HIM), _OF_HIS_KIND),
    MANAGES,
    col(Document.audience_organization_id).in_(WHERE_HE_PUBLISHES),
)
"""Documents meant for him, or for somebody below an organisation at which he publishes."""
READS: ColumnElement[bool] = and_(col(Document.state).in_(OPEN), ADDRESSED)
"""What he finds in the library."""
SEES: ColumnElement[bool] = or_(READS, MANAGES)
"""What he reads and what he manages."""


@dataclass(frozen=True)
class Sight:
    """What a search goes by: conditions on documents and the values they leave open."""

    conditions: Sequence[ColumnElement[bool]]
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Narrowing:
    """What a listing or a search leaves."""

    type: str | None = None
    issuer: str | None = None
    year: int | None = None
    to_study: bool = False
    state: State | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """The conditions, none for what is not asked."""
        wanted = []
        if self.type is not None:
            wanted.append(col(Document.type) == self.type)
        if self.issuer is not None:
            wanted.append(col(Document.issuer_name) == self.issuer)
        if self.year is not None:
            wanted.append(extract("year", col(Document.issued_on)) == self.year)
        if self.to_study:
            wanted.append(col(Document.study_by_on).is_not(None))
        if self.state is not None:
            wanted.append(col(Document.state) == self.state)
        return wanted
