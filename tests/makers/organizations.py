"""Real organisations and positions with sensible defaults."""

from datetime import date
from itertools import count
from uuid import UUID

from sqlmodel import Session, col, select

from api.kit.actors import Role
from api.kit.folding import fold
from api.kit.scope import OrganizationClosure
from api.rooms.members.models import Member
from api.rooms.organizations.models import Organization, OrganizationParent, Position
from tests.support.house import House

FOUNDED = date(1975, 5, 2)
_numbers = count(1)


def a_province(house: House, *, name: str = "Đảng bộ tỉnh Thanh Bình", code: str | None = None) -> Organization:
    """The top of a tree."""
    return an_organization(house, kind="province", name=name, code=code)


def a_committee(
    house: House,
    *,
    under: Organization,
    name: str | None = None,
    kind: str = "grassroots_committee",
    code: str | None = None,
) -> Organization:
    """A committee between the province and the branches."""
    return an_organization(house, kind=kind, name=name or f"Đảng bộ xã Số {next(_numbers)}", under=under, code=code)


def a_branch(
    house: House, *, under: Organization | None = None, name: str | None = None, code: str | None = None
) -> Organization:
    """A branch, under a committee and a province of its own when none is given."""
    under = under or a_committee(house, under=a_province(house))
    return an_organization(house, kind="branch", name=name or f"Chi bộ thôn {next(_numbers)}", under=under, code=code)


def an_organization(
    house: House, *, kind: str, name: str, under: Organization | None = None, code: str | None = None
) -> Organization:
    """One row, its dated parent and its closure."""
    parent_id = under.id if under else None
    made = Organization(
        kind=kind, name=name, name_folded=fold(name), code=code, parent_id=parent_id, founded_on=FOUNDED
    )
    with house.database.writing() as session:
        session.add(made)
        session.flush()
        if parent_id is not None:
            session.add(OrganizationParent(organization_id=made.id, parent_id=parent_id, from_on=FOUNDED))
        _close(session, made.id, parent_id)
    return made


def _close(session: Session, made_id: UUID, parent_id: UUID | None) -> None:
    session.add(OrganizationClosure(ancestor_id=made_id, descendant_id=made_id, depth=0))
    above = session.exec(
        select(OrganizationClosure.ancestor_id, OrganizationClosure.depth).where(
            col(OrganizationClosure.descendant_id) == parent_id
        )
    )
    for ancestor_id, depth in above.all():
        session.add(OrganizationClosure(ancestor_id=ancestor_id, descendant_id=made_id, depth=depth + 1))


def a_position(  # noqa: PLR0913 - a maker takes what a row has, all by name
    house: House,
    *,
    at: Organization,
    role: Role = Role.SECRETARY,
    member: Member | None = None,
    account_id: UUID | None = None,
    title: str = "",
    from_on: date = FOUNDED,
    to_on: date | None = None,
) -> Position:
    """A position held by a member, or by an account that is no member's."""
    made = Position(
        organization_id=at.id,
        role=role,
        member_id=member.id if member else None,
        account_id=account_id,
        title=title or role.value,
        from_on=from_on,
        to_on=to_on,
    )
    with house.database.writing() as session:
        session.add(made)
    return made
