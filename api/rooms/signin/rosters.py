"""The lists officers work with: who has a code, who has an account. Each starts from what the actor may see."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from functools import cache
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, func, or_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select

from api.kit import scope
from api.kit.actors import Actor, Permission, Role
from api.kit.folding import fold, tidy
from api.rooms.members.models import Member
from api.rooms.members.service import same_person
from api.rooms.members.states import PRESENT
from api.rooms.organizations.models import Organization, Position
from api.rooms.signin.models import Account, AccountState, ActivationCode

_PLACE = func.coalesce(Member.branch_id, Account.organization_id)
_WAITING = and_(
    col(ActivationCode.account_id) == col(Account.id),
    col(ActivationCode.used_at).is_(None),
    col(ActivationCode.revoked_at).is_(None),
)


def name_and_branch(session: Session, account: Account) -> tuple[str, str | None]:
    """What the holder of an account is called, and his branch."""
    if account.display_name is not None:
        return account.display_name, None
    return session.exec(_name_and_branch(), params={"member_id": account.member_id}).one()


@cache
def _name_and_branch() -> Select[str, str]:
    return (
        select(col(Member.full_name), col(Organization.name))
        .join(Organization, col(Organization.id) == col(Member.branch_id))
        .where(col(Member.id) == bindparam("member_id"))
    )


def held_positions(
    session: Session, member_id: UUID | None, account_id: UUID, on: date
) -> Sequence[tuple[UUID, str, Role, str]]:
    """Organisation, its name, role and title of each position somebody holds; the kit's grants say which count."""
    whose = {"member_id": member_id, "account_id": account_id, "on": on}
    return session.exec(_held_positions(), params=whose).all()


@cache
def _held_positions() -> Select[UUID, str, Role, str]:
    on: BindParameter[date] = bindparam("on")
    holder = or_(
        col(Position.account_id) == bindparam("account_id"),
        col(Position.member_id).in_(same_person(bindparam("member_id"))),
    )
    return (
        select(col(Organization.id), col(Organization.name), col(Position.role), col(Position.title))
        .join(Organization, col(Organization.id) == col(Position.organization_id))
        .where(holder, _held(on), or_(col(Organization.ended_on).is_(None), col(Organization.ended_on) > on))
        .order_by(col(Position.from_on), col(Position.id))
    )


def codes_of_members(
    actor: Actor, organization_id: UUID | None, typed: str | None
) -> Select[Member, Account, datetime]:
    """Members the actor may print codes for: member, account or None, until when a code waits or None."""
    statement = (
        select(Member, Account, col(ActivationCode.expires_at))
        .join(Account, col(Account.member_id) == col(Member.id), isouter=True)
        .join(ActivationCode, _WAITING, isouter=True)
        .where(
            col(Member.branch_id).in_(scope.organizations_with(actor, Permission.CODES_ISSUE)),
            col(Member.state).in_(PRESENT),
        )
    )
    if organization_id is not None:
        statement = statement.where(col(Member.branch_id).in_(scope.below([organization_id])))
    if typed:
        statement = statement.where(_contains(Member.name_folded, fold(tidy(typed))))
    return statement


def accounts_seen(actor: Actor, typed: str | None, state: AccountState | None) -> Select[Account, str, UUID]:
    """Accounts the actor manages, with their members where they are members'."""
    statement = (
        select(Account, col(Member.full_name), _PLACE)
        .join(Member, col(Member.id) == col(Account.member_id), isouter=True)
        .where(_PLACE.in_(scope.organizations_with(actor, Permission.ACCOUNTS_MANAGE)))
    )
    if state is not None:
        statement = statement.where(col(Account.state) == state)
    if typed:
        plain = fold(tidy(typed))
        statement = statement.where(or_(_contains(Account.login, plain), _contains(Member.name_folded, plain)))
    return statement


def find_account(session: Session, actor: Actor, account_id: UUID) -> tuple[Account, str | None, UUID | None] | None:
    """One of these accounts."""
    statement = accounts_seen(actor, None, None).where(col(Account.id) == account_id)
    found = session.execute(statement).first()
    return None if found is None else (found[0], found[1], found[2])


def members_to_print(session: Session, actor: Actor, which: ColumnElement[bool], most: int) -> Sequence[Member]:
    """Present members within reach, in the order of a list, kept for this transaction: one sheet at a time."""
    statement = (
        select(Member)
        .where(
            which,
            col(Member.branch_id).in_(scope.organizations_with(actor, Permission.CODES_ISSUE)),
            col(Member.state).in_(PRESENT),
        )
        .order_by(col(Member.name_key), col(Member.id))
        .limit(most + 1)
        .with_for_update()
    )
    return session.exec(statement).all()


def accounts_to_print(session: Session, actor: Actor, account_ids: Collection[UUID]) -> Sequence[Account]:
    """Accounts that are no member's within reach."""
    statement = (
        select(Account)
        .where(
            col(Account.id).in_(account_ids),
            col(Account.organization_id).in_(scope.organizations_with(actor, Permission.CODES_ISSUE)),
        )
        .order_by(col(Account.display_name), col(Account.id))
        .with_for_update()
    )
    return session.exec(statement).all()


def accounts_of(session: Session, member_ids: Collection[UUID]) -> dict[UUID | None, Account]:
    """Accounts by member."""
    found = session.exec(select(Account).where(col(Account.member_id).in_(member_ids))).all()
    return {account.member_id: account for account in found}


def names_of(session: Session, organization_ids: Collection[UUID]) -> dict[UUID, str]:
    """Names of organisations by id."""
    statement = select(col(Organization.id), col(Organization.name)).where(col(Organization.id).in_(organization_ids))
    return dict(session.exec(statement).all())


def beyond_reach(
    session: Session, actor: Actor, member_ids: Collection[UUID], account_ids: Collection[UUID], on: date
) -> set[UUID]:
    """Those (members and accounts) who hold a position where the actor may not issue codes.

    A code lets whoever prints it become its holder, so nobody prints one for somebody with a say elsewhere.
    """
    present = func.coalesce(Member.merged_into_id, Member.id)
    statement = (
        select(func.coalesce(present, Position.account_id))
        .select_from(Position)
        .join(Member, col(Member.id) == col(Position.member_id), isouter=True)
        .where(
            or_(present.in_(member_ids), col(Position.account_id).in_(account_ids)),
            _held(on),
            col(Position.organization_id).not_in(scope.organizations_with(actor, Permission.CODES_ISSUE)),
        )
    )
    return set(session.exec(statement).all())


def sees(session: Session, actor: Actor, organization_id: UUID) -> bool:
    """Whether an organisation exists for this actor."""
    statement = scope.visible_organizations(actor).where(
        col(scope.OrganizationClosure.descendant_id) == organization_id
    )
    return session.exec(statement.limit(1)).first() is not None


def _held(on: date | BindParameter[date]) -> ColumnElement[bool]:
    return and_(col(Position.from_on) <= on, or_(col(Position.to_on).is_(None), col(Position.to_on) > on))


def _contains(column: str, plain: str) -> ColumnElement[bool]:
    return col(column).contains(plain, autoescape=True)
