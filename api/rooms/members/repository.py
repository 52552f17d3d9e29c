"""The room's queries on cards and their history."""

from collections.abc import Collection, Sequence
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, delete, exists, false, func, or_, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select, SelectOfScalar

from api.kit import scope
from api.kit.actors import Actor, Permission
from api.kit.folding import fold, tidy
from api.kit.once import add_once
from api.kit.pages import PageRequest, paginate
from api.rooms.members.models import (
    DataRequest,
    Exemption,
    Member,
    Membership,
    MemberState,
    State,
    Transfer,
    TransferState,
    TwoPeople,
)
from api.rooms.members.reach import readable
from api.rooms.members.schemas import MemberQuery
from api.rooms.members.states import COUNTED, PRESENT

_KEEPER = aliased(Member)
OPEN_TRANSFERS = (TransferState.STARTED, TransferState.INTRODUCED)


def find_branch(session: Session, member_id: UUID) -> UUID | None:
    """The branch of a present member. Unscoped: it is what scopes are made of."""
    return session.exec(_branch(), params={"member_id": member_id}).first()


@cache
def _branch() -> SelectOfScalar[UUID]:
    """Made once, because every request asks: making it takes longer than running it."""
    return select(col(Member.branch_id)).where(col(Member.id) == bindparam("member_id"), col(Member.state).in_(PRESENT))


def same_person(member_id: UUID | BindParameter[UUID]) -> SelectOfScalar[UUID]:
    """Ids of a present member's card and of the cards merged into it. Unscoped: it is what scopes are made of."""
    return (
        select(col(Member.id))
        .join(_KEEPER, or_(col(_KEEPER.id) == col(Member.id), col(_KEEPER.id) == col(Member.merged_into_id)))
        .where(col(_KEEPER.id) == member_id, col(_KEEPER.state).in_(PRESENT))
    )


def find_names(session: Session, member_ids: Collection[UUID]) -> dict[UUID, str]:
    """Names by id, one statement."""
    statement = select(col(Member.id), col(Member.full_name)).where(col(Member.id).in_(member_ids))
    return dict(session.exec(statement).all())


def count_by_branch(session: Session, branches: SelectOfScalar[UUID]) -> dict[UUID, int]:
    """How many members each branch has today, one statement on an index."""
    statement = (
        select(col(Member.branch_id), func.count())
        .where(col(Member.branch_id).in_(branches), col(Member.state).in_(COUNTED))
        .group_by(col(Member.branch_id))
    )
    return dict(session.exec(statement).all())


def count_by_branch_on(session: Session, branches: SelectOfScalar[UUID], on: date) -> dict[UUID, int]:
    """How many members each branch had on a day, from the history, one statement."""
    statement = (
        select(col(Membership.branch_id), func.count())
        .join(MemberState, col(MemberState.member_id) == col(Membership.member_id))
        .where(
            col(Membership.branch_id).in_(branches),
            holding(Membership, on),
            holding(MemberState, on),
            col(MemberState.state).in_(COUNTED),
        )
        .group_by(col(Membership.branch_id))
    )
    return dict(session.exec(statement).all())


def holding(table: Any, on: date) -> ColumnElement[bool]:
    """The condition that a dated row holds on a day."""
    return (col(table.from_on) <= on) & or_(col(table.to_on).is_(None), col(table.to_on) > on)


def present_in(session: Session, branch_id: UUID) -> Sequence[UUID]:
    """Ids of those who stand in a branch's list. Unscoped: bulk moves are decided by the caller."""
    statement = select(col(Member.id)).where(col(Member.branch_id) == branch_id, col(Member.state).in_(PRESENT))
    return session.exec(statement).all()


def last_joined(session: Session, member_ids: Collection[UUID]) -> date | None:
    """The latest day on which one of them came to the present branch."""
    statement = select(func.max(col(Membership.from_on))).where(
        col(Membership.member_id).in_(member_ids), col(Membership.to_on).is_(None)
    )
    return session.exec(statement).first()


def move(session: Session, member_ids: Sequence[UUID], to_id: UUID, on: date) -> None:
    """Close the present memberships and open new ones; three statements whatever their number."""
    session.exec(
        update(Membership)
        .where(col(Membership.member_id).in_(member_ids), col(Membership.to_on).is_(None))
        .values(to_on=on)
    )
    session.add_all([Membership(member_id=member_id, branch_id=to_id, from_on=on) for member_id in member_ids])
    session.exec(
        update(Member).where(col(Member.id).in_(member_ids)).values(branch_id=to_id, version=col(Member.version) + 1)
    )


def list_page(
    session: Session, actor: Actor, wanted: MemberQuery, page: PageRequest
) -> tuple[list[Member], str | None]:
    """Members whose cards the actor may read, in the order of names; those who left only when asked for."""
    states = [wanted.state] if wanted.state else PRESENT
    statement = select(Member).where(readable(actor, Permission.MEMBERS_READ), col(Member.state).in_(states))
    if wanted.organization_id is not None:
        statement = statement.where(col(Member.branch_id).in_(scope.below([wanted.organization_id])))
    if wanted.q:
        statement = statement.where(col(Member.name_folded).contains(fold(tidy(wanted.q)), autoescape=True))
    return paginate(
        session,
        statement,
        keys=(col(Member.name_key), col(Member.id)),
        key_of=lambda member: (member.name_key, member.id),
        page=page,
    )


def sees_organization(session: Session, actor: Actor, organization_id: UUID) -> bool:
    """Whether an organisation is one the actor sees."""
    visible = scope.visible_organizations(actor).where(col(scope.OrganizationClosure.descendant_id) == organization_id)
    return session.exec(visible.limit(1)).first() is not None


def find(session: Session, actor: Actor, member_id: UUID, *, lock: bool = False) -> Member | None:
    """A member the actor sees, held against other writers until the end of the transaction if asked.

    Everybody sees himself, also without a branch; merged cards are nobody's.
    """
    statement = select(Member).where(
        col(Member.id) == member_id,
        col(Member.state) != State.MERGED,
        or_(
            col(Member.branch_id).in_(scope.visible_organizations(actor)),
            col(Member.id) == actor.member_id if actor.member_id else false(),
        ),
    )
    return session.exec(statement.with_for_update() if lock else statement).first()


def find_transferred(session: Session, card_hash: str) -> Member | None:
    """The card with this number if its owner was transferred away. Unscoped: whoever knows the number holds it."""
    statement = select(Member).where(col(Member.card_hash) == card_hash, col(Member.state) == State.TRANSFERRED)
    return session.exec(statement.with_for_update()).first()


def states_of(session: Session, member_id: UUID) -> Sequence[MemberState]:
    """Every state, newest first."""
    statement = select(MemberState).where(col(MemberState.member_id) == member_id)
    return session.exec(statement.order_by(col(MemberState.from_on).desc(), col(MemberState.id).desc())).all()


def memberships_of(session: Session, member_id: UUID) -> Sequence[Membership]:
    """Every branch, newest first."""
    statement = select(Membership).where(col(Membership.member_id) == member_id)
    return session.exec(statement.order_by(col(Membership.from_on).desc(), col(Membership.id).desc())).all()


def exemptions_of(session: Session, member_id: UUID) -> Sequence[Exemption]:
    """Every exemption, newest first."""
    statement = select(Exemption).where(col(Exemption.member_id) == member_id)
    return session.exec(statement.order_by(col(Exemption.from_on).desc(), col(Exemption.id).desc())).all()


def transfers_of(session: Session, member_id: UUID) -> Sequence[Transfer]:
    """Every transfer, newest first."""
    statement = select(Transfer).where(col(Transfer.member_id) == member_id)
    return session.exec(statement.order_by(col(Transfer.decided_on).desc(), col(Transfer.id).desc())).all()


def present_state(session: Session, member_id: UUID) -> MemberState | None:
    """The open entry of a member's states."""
    statement = select(MemberState).where(col(MemberState.member_id) == member_id, col(MemberState.to_on).is_(None))
    return session.exec(statement).first()


def present_standing(session: Session, member_id: UUID) -> tuple[MemberState | None, Exemption | None]:
    """The open entries of a member's states and exemptions, one statement."""
    return session.exec(_standing(), params={"member_id": member_id}).first() or (None, None)


@cache
def _standing() -> Select[MemberState, Exemption]:
    return (
        select(MemberState, Exemption)
        .select_from(Member)
        .outerjoin(MemberState, and_(col(MemberState.member_id) == col(Member.id), col(MemberState.to_on).is_(None)))
        .outerjoin(Exemption, and_(col(Exemption.member_id) == col(Member.id), col(Exemption.to_on).is_(None)))
        .where(col(Member.id) == bindparam("member_id"))
    )


def present_membership(session: Session, member_id: UUID) -> Membership | None:
    """The open entry of a member's branches."""
    statement = select(Membership).where(col(Membership.member_id) == member_id, col(Membership.to_on).is_(None))
    return session.exec(statement).first()


def present_exemption(session: Session, member_id: UUID) -> Exemption | None:
    """The open exemption, if any."""
    statement = select(Exemption).where(col(Exemption.member_id) == member_id, col(Exemption.to_on).is_(None))
    return session.exec(statement).first()


def members_by_id(session: Session, member_ids: Collection[UUID]) -> dict[UUID, Member]:
    """Cards by id. Unscoped: read only for rows already found."""
    if not member_ids:
        return {}
    found = session.exec(select(Member).where(col(Member.id).in_(member_ids)))
    return {member.id: member for member in found}


def duplicates_page(
    session: Session, actor: Actor, page: PageRequest
) -> tuple[list[tuple[Member, Member]], str | None]:
    """Pairs of present cards with one name and birth date of which at most one has a number, in the actor's care."""
    other = aliased(Member)
    branches = scope.organizations_with(actor, Permission.MEMBERS_EDIT)
    statement = (
        select(Member, other)
        .join(
            other,
            and_(
                col(other.name_folded) == col(Member.name_folded),
                col(other.birth_on) == col(Member.birth_on),
                col(other.id) > col(Member.id),
            ),
        )
        .where(
            col(Member.branch_id).in_(branches),
            col(other.branch_id).in_(branches),
            col(Member.state).in_(PRESENT),
            col(other.state).in_(PRESENT),
            or_(col(Member.card_hash).is_(None), col(other.card_hash).is_(None)),
            ~exists().where(col(TwoPeople.member_id) == col(Member.id), col(TwoPeople.other_id) == col(other.id)),
        )
    )
    return paginate(
        session,
        statement,
        keys=(col(Member.name_key), col(Member.id), col(other.id)),
        key_of=lambda pair: (pair[0].name_key, pair[0].id, pair[1].id),
        page=page,
    )


def tell_apart(session: Session, member_id: UUID, other_id: UUID, *, two_people: bool) -> None:
    """Keep, once, that two cards are of two people, or forget it."""
    first, second = sorted((member_id, other_id))
    if two_people:
        add_once(session, TwoPeople(member_id=first, other_id=second))
    else:
        pair = (col(TwoPeople.member_id) == first, col(TwoPeople.other_id) == second)
        session.exec(delete(TwoPeople).where(*pair))


def hand_over(session: Session, drop_id: UUID, keep_id: UUID) -> None:
    """Cards merged earlier and open requests follow to the card that stays."""
    session.exec(update(Member).where(col(Member.merged_into_id) == drop_id).values(merged_into_id=keep_id))
    session.exec(update(DataRequest).where(col(DataRequest.member_id) == drop_id).values(member_id=keep_id))
