"""What this room reads of organisations. The room `organizations` stands on this one, so it cannot be imported."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Boolean, Date, String, Uuid, bindparam, column, select, table
from sqlmodel import Session
from sqlmodel.sql.expression import SelectOfScalar

ORGANIZATIONS = table(
    "organizations",
    column("id", Uuid()),
    column("name", String()),
    column("code", String()),
    column("kind", String()),
    column("parent_id", Uuid()),
    column("ended_on", Date()),
)
KINDS = table("organization_kinds", column("code", String()), column("is_branch", Boolean()))


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation as this room knows it."""

    id: UUID
    name: str
    code: str | None
    is_branch: bool
    ended: bool

    @property
    def takes_members(self) -> bool:
        """Members belong to branches that have not ended."""
        return self.is_branch and not self.ended


_FROM = ORGANIZATIONS.join(KINDS, KINDS.c.code == ORGANIZATIONS.c.kind)
_PLACES = (
    select(ORGANIZATIONS.c.id, ORGANIZATIONS.c.name, ORGANIZATIONS.c.code, KINDS.c.is_branch, ORGANIZATIONS.c.ended_on)
    .select_from(_FROM)
    .where(ORGANIZATIONS.c.id.in_(bindparam("ids", expanding=True)))
)


def find_places(session: Session, ids: Collection[UUID]) -> dict[UUID, Place]:
    """These organisations by id, one statement at most."""
    if not ids:
        return {}
    rows = session.execute(_PLACES, params={"ids": list(ids)})
    return {
        row.id: Place(row.id, row.name, row.code, is_branch=row.is_branch, ended=row.ended_on is not None)
        for row in rows
    }


def find_branches(
    session: Session, organization_ids: SelectOfScalar[UUID]
) -> list[tuple[UUID, str, str | None, str | None]]:
    """Id, name, code and the committee's name of every branch among these that takes members, one statement."""
    above = ORGANIZATIONS.alias()
    rows = session.execute(
        select(ORGANIZATIONS.c.id, ORGANIZATIONS.c.name, ORGANIZATIONS.c.code, above.c.name)
        .select_from(_FROM.outerjoin(above, above.c.id == ORGANIZATIONS.c.parent_id))
        .where(ORGANIZATIONS.c.id.in_(organization_ids), KINDS.c.is_branch, ORGANIZATIONS.c.ended_on.is_(None))
    )
    return [(row[0], row[1], row[2], row[3]) for row in rows]
