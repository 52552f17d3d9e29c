"""Every query of the room, starting from what the actor sees."""

from collections.abc import Collection, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, func, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select

from api.kit import scope
from api.kit.actors import Actor, Grant, Permission, Role
from api.kit.audit import AuditEntry
from api.kit.pages import PageRequest, paginate
from api.kit.rules import RuleSet
from api.kit.scope import OrganizationClosure
from api.rooms.members.service import same_person
from api.rooms.organizations.models import (
    Change,
    Organization,
    OrganizationChange,
    OrganizationKind,
    OrganizationParent,
    Position,
)

Node = tuple[Organization, OrganizationKind]


class TreeNode(NamedTuple):
    """What a list of thousands shows of each; rows of objects would cost twice the time."""

    id: UUID
    parent_id: UUID | None
    kind: str
    name: str
    short_name: str | None
    code: str | None
    founded_on: date
    ended_on: date | None
    name_folded: str
    level: int

    @classmethod
    def columns(cls) -> list[Any]:
        """The columns in the order of the fields."""
        return [getattr(Organization, name, None) or getattr(OrganizationKind, name) for name in cls._fields]


def holding(table: Any, on: date | BindParameter[date]) -> ColumnElement[bool]:
    """The condition that a dated row holds on a day."""
    return and_(col(table.from_on) <= on, or_(col(table.to_on).is_(None), col(table.to_on) > on))


def find_grants(session: Session, member_id: UUID | None, account_id: UUID | None, on: date) -> tuple[Grant, ...]:
    """The positions somebody holds, one statement. Unscoped: it is what scopes are made of."""
    whose = {"member_id": member_id, "account_id": account_id, "on": on}
    held = session.connection().execute(_grants(), whose)  # every request asks: half as long as by the session
    return tuple(Grant(organization_id=place, role=role, at_branch=at_branch) for place, role, at_branch in held)


@cache
def _grants() -> Select[UUID, Role, bool]:
    """Made once, because every request asks: making it takes longer than running it."""
    on: BindParameter[date] = bindparam("on")
    return (
        select(col(Position.organization_id), col(Position.role), col(OrganizationKind.is_branch))
        .join(Organization, col(Organization.id) == col(Position.organization_id))
        .join(OrganizationKind, col(OrganizationKind.code) == col(Organization.kind))
        .where(
            or_(
                col(Position.member_id).in_(same_person(bindparam("member_id"))),
                col(Position.account_id) == bindparam("account_id"),
            ),
            holding(Position, on),
            or_(col(Organization.ended_on).is_(None), col(Organization.ended_on) > on),
        )
        .order_by(col(Position.from_on), col(Position.id))
    )


def kinds(session: Session) -> Sequence[OrganizationKind]:
    """The catalogue from the top down."""
    return session.exec(select(OrganizationKind).order_by(col(OrganizationKind.level))).all()


def find(session: Session, actor: Actor, organization_id: UUID, *, lock: bool = False) -> Node | None:
    """One organisation the actor sees, held against other writers until the end of the transaction if asked."""
    statement = _nodes().where(
        col(Organization.id) == organization_id, col(Organization.id).in_(scope.visible_organizations(actor))
    )
    return session.exec(statement.with_for_update(of=Organization) if lock else statement).first()


def lock_tree(session: Session) -> None:
    """Changes of structure one after the other: two moves at once could close a circle."""
    session.exec(select(Organization.id).where(col(Organization.parent_id).is_(None)).with_for_update()).all()


def visible_nodes(session: Session, actor: Actor, *, below: UUID | None, on: date) -> Sequence[TreeNode]:
    """All organisations the actor sees that existed on a day, at or below one of them if given."""
    statement = (
        select(*TreeNode.columns())
        .join(OrganizationKind, col(OrganizationKind.code) == col(Organization.kind))
        .where(
            col(Organization.id).in_(scope.visible_organizations(actor)),
            col(Organization.founded_on) <= on,
            or_(col(Organization.ended_on).is_(None), col(Organization.ended_on) > on),
        )
    )
    if below is not None:
        statement = statement.where(col(Organization.id).in_(scope.below([below])))
    return [TreeNode(*row) for row in session.execute(statement)]


def _nodes() -> Select[Organization, OrganizationKind]:
    return select(Organization, OrganizationKind).join(
        OrganizationKind, col(OrganizationKind.code) == col(Organization.kind)
    )


def parents_on(session: Session, on: date) -> dict[UUID, UUID]:
    """Who stood under whom on a day. Unscoped: read only for organisations already found."""
    statement = select(col(OrganizationParent.organization_id), col(OrganizationParent.parent_id)).where(
        holding(OrganizationParent, on)
    )
    return dict(session.exec(statement).all())


def names_on(session: Session, on: date) -> dict[UUID, str]:
    """The former names of those renamed after a day. Unscoped: read only for organisations already found."""
    statement = (
        select(col(OrganizationChange.organization_id), col(OrganizationChange.details))
        .where(col(OrganizationChange.change) == Change.RENAMED, col(OrganizationChange.happened_on) > on)
        .order_by(col(OrganizationChange.happened_on).desc(), col(OrganizationChange.id).desc())
    )
    return {organization_id: details["from"] for organization_id, details in session.exec(statement)}


def lineage(session: Session, organization_id: UUID) -> Sequence[tuple[UUID, str]]:
    """Id and name of everything above an organisation, from the top down. Names of what stands above are no secret."""
    statement = (
        select(col(Organization.id), col(Organization.name))
        .join(OrganizationClosure, col(OrganizationClosure.ancestor_id) == col(Organization.id))
        .where(col(OrganizationClosure.descendant_id) == organization_id, col(OrganizationClosure.depth) > 0)
        .order_by(col(OrganizationClosure.depth).desc())
    )
    return session.exec(statement).all()


def history(session: Session, organization_id: UUID) -> Sequence[tuple[OrganizationChange, str | None]]:
    """What happened to an organisation, newest first, with the name of the other one in it."""
    other = aliased(Organization)
    statement = (
        select(OrganizationChange, col(other.name))
        .outerjoin(other, col(other.id) == col(OrganizationChange.other_id))
        .where(col(OrganizationChange.organization_id) == organization_id)
        .order_by(col(OrganizationChange.happened_on).desc(), col(OrganizationChange.id).desc())
    )
    return session.exec(statement).all()


def children(session: Session, organization_id: UUID) -> Sequence[Organization]:
    """What stands directly under an organisation today and has not ended."""
    statement = select(Organization).where(
        col(Organization.parent_id) == organization_id, col(Organization.ended_on).is_(None)
    )
    return session.exec(statement).all()


def is_below(session: Session, organization_id: UUID, of: UUID) -> bool:
    """Whether an organisation is `of` itself or stands somewhere below it."""
    return session.exec(scope.above(organization_id).where(scope.reaches([of]))).first() is not None


def present_parent(session: Session, organization_id: UUID) -> OrganizationParent | None:
    """The open entry of an organisation's dated parents."""
    statement = select(OrganizationParent).where(
        col(OrganizationParent.organization_id) == organization_id, col(OrganizationParent.to_on).is_(None)
    )
    return session.exec(statement).first()


def positions_today(session: Session, organization_id: UUID, on: date) -> Sequence[Position]:
    """Who holds what at an organisation."""
    statement = select(Position).where(col(Position.organization_id) == organization_id, holding(Position, on))
    return session.exec(statement.order_by(col(Position.from_on), col(Position.id))).all()


def positions_not_over(session: Session, organization_id: UUID, on: date) -> Sequence[Position]:
    """Positions that hold on a day or begin later."""
    return session.exec(
        select(Position).where(
            col(Position.organization_id) == organization_id,
            or_(col(Position.to_on).is_(None), col(Position.to_on) > on),
        )
    ).all()


def positions_page(
    session: Session, organization_id: UUID, on: date | None, page: PageRequest
) -> tuple[list[Position], str | None]:
    """Positions at an organisation, on a day or ever."""
    statement = select(Position).where(col(Position.organization_id) == organization_id)
    return paginate(
        session,
        statement if on is None else statement.where(holding(Position, on)),
        keys=(col(Position.from_on), col(Position.id)),
        key_of=lambda position: (position.from_on, position.id),
        page=page,
        descending=True,
    )


def find_position(session: Session, actor: Actor, position_id: UUID) -> Position | None:
    """A position at an organisation the actor sees, held against other writers."""
    statement = select(Position).where(
        col(Position.id) == position_id, col(Position.organization_id).in_(scope.visible_organizations(actor))
    )
    return session.exec(statement.with_for_update()).first()


def sees_account(session: Session, actor: Actor, account_id: UUID) -> bool:
    """Whether an account holds a position where the actor sees it."""
    statement = select(Position.id).where(
        col(Position.account_id) == account_id, col(Position.organization_id).in_(scope.visible_organizations(actor))
    )
    return session.exec(statement.limit(1)).first() is not None


def places_above(session: Session, organization_id: UUID) -> Sequence[UUID]:
    """Ids of an organisation and all above it."""
    return session.exec(scope.above(organization_id)).all()


def rule_versions(session: Session, topic: str | None, places: Collection[UUID]) -> Sequence[RuleSet]:
    """Versions for the whole house and for these organisations."""
    statement = select(RuleSet).where(
        or_(col(RuleSet.organization_id).is_(None), col(RuleSet.organization_id).in_(places))
    )
    return session.exec(statement if topic is None else statement.where(col(RuleSet.topic) == topic)).all()


def latest_rule_version(session: Session, topic: str, organization_id: UUID, effective_from: date) -> int:
    """The number of the last correction of one override, 0 when there is none."""
    statement = select(func.max(RuleSet.version)).where(
        col(RuleSet.topic) == topic,
        col(RuleSet.organization_id) == organization_id,
        col(RuleSet.effective_from) == effective_from,
    )
    return session.exec(statement).first() or 0


def audit_page(
    session: Session, actor: Actor, *, filters: Sequence[ColumnElement[bool]], page: PageRequest
) -> tuple[list[AuditEntry], str | None]:
    """Entries about organisations at which the actor may read the audit; those of the whole house from the top."""
    places = actor.places_with(Permission.AUDIT_READ)
    top = select(Organization.id).where(col(Organization.parent_id).is_(None), col(Organization.id).in_(places))
    statement = select(AuditEntry).where(
        or_(
            col(AuditEntry.organization_id).in_(scope.below(places)),
            and_(col(AuditEntry.organization_id).is_(None), top.exists()),
        ),
        *filters,
    )
    return paginate(
        session,
        statement,
        keys=(col(AuditEntry.at), col(AuditEntry.id)),
        key_of=lambda entry: (entry.at, entry.id),
        page=page,
        descending=True,
    )
