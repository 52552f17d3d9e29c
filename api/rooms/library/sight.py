"""What a reader may see, as conditions on documents. Every query about documents starts from one of them."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, and_, extract, or_
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

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
    person: Callable[[], SelectOfScalar[UUID]]
    """Selects all ids under which the member's rows may stand; see `members.service.same_person`."""
    places: tuple[UUID, ...]
    kinds: int
    publishes_at: tuple[UUID, ...]

    def manages(self) -> ColumnElement[bool]:
        """Documents of organisations at which he publishes, in any state."""
        if not self.publishes_at:
            return scope.nothing()
        return col(Document.publisher_id).in_(scope.below(self.publishes_at))

    def addressed(self) -> ColumnElement[bool]:
        """Documents meant for him, or for somebody below an organisation at which he publishes."""
        above = select(OrganizationClosure.ancestor_id).where(col(OrganizationClosure.descendant_id).in_(self.places))
        kinds = col(Document.audience_kinds)
        mine = and_(
            col(Document.audience_organization_id).in_(above),
            or_(kinds == 0, kinds.bitwise_and(self.kinds) != 0),
        )
        if not self.publishes_at:
            return mine
        return or_(mine, self.manages(), col(Document.audience_organization_id).in_(scope.below(self.publishes_at)))

    def reads(self) -> ColumnElement[bool]:
        """What he finds in the library."""
        return and_(col(Document.state).in_(OPEN), self.addressed())

    def sees(self) -> ColumnElement[bool]:
        """What he reads and what he manages."""
        return or_(self.reads(), self.manages())


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
