"""For whom a message is, as selects of account ids: the database turns them into inboxes in one statement."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, not_, or_, true
from sqlalchemy.orm import aliased
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from api.kit import clock, scope
from api.kit.actors import Role
from api.rooms.library import audiences
from api.rooms.library.models import Document
from api.rooms.meetings.models import Decision, Invitation, InvitedAs, Meeting, Summons
from api.rooms.meetings.service.summons import NOT_CALLED
from api.rooms.members.models import Member, State
from api.rooms.members.states import PRESENT
from api.rooms.organizations.models import Organization, Position
from api.rooms.signin.models import Account, AccountState

_COMMITTEE = frozenset({Role.SECRETARY, Role.DEPUTY, Role.COMMITTEE_MEMBER})
_LEADERS = frozenset({Role.SECRETARY, Role.DEPUTY})


def accounts(*conditions: ColumnElement[bool]) -> SelectOfScalar[UUID]:
    """Accounts, unless closed, of present members and of staff who are none.

    Also those not yet activated: who signs in for the first time tomorrow finds today's notices.
    """
    return (
        select(col(Account.id))
        .join(Member, col(Member.id) == col(Account.member_id), isouter=True)
        .where(
            col(Account.state) != AccountState.CLOSED,
            or_(col(Account.member_id).is_(None), col(Member.state).in_(PRESENT)),
            *conditions,
        )
    )


def the_account(account_id: UUID) -> SelectOfScalar[UUID]:
    """One account."""
    return accounts(col(Account.id) == account_id)


def of_members(member_ids: Collection[UUID] | SelectOfScalar[UUID]) -> SelectOfScalar[UUID]:
    """Those members; a card merged into another stands for its keeper."""
    named = select(col(Member.merged_into_id)).where(col(Member.id).in_(member_ids))
    return accounts(or_(col(Member.id).in_(member_ids), col(Member.id).in_(named)))


def invited(meeting: Meeting) -> SelectOfScalar[UUID]:
    """Who is asked to come to a meeting, leads it or writes it down.

    The list of a meeting is brought up to date when it opens: who was suspended or went to another branch meanwhile
    stands in it until then, and is not called any more.
    """
    called = col(Invitation.invited_as) == InvitedAs.SUMMONED
    here = col(Member.branch_id) == meeting.organization_id if meeting.summons is Summons.BRANCH else true()
    may_come = col(Member.state).not_in(NOT_CALLED)
    return any_of(
        of_members(_asked(meeting, called)).where(here, may_come),
        of_members(_asked(meeting, not_(called))).where(may_come),
        of_members([one for one in (meeting.chair_id, meeting.clerk_id) if one]).where(may_come),
    )


def _asked(meeting: Meeting, *conditions: ColumnElement[bool]) -> SelectOfScalar[UUID]:
    return (
        select(Member.id)
        .join(Invitation, col(Invitation.member_id) == col(Member.id))
        .where(Invitation.meeting_id == meeting.id, col(Invitation.removed_at).is_(None), *conditions)
    )


def expected(meeting: Meeting) -> SelectOfScalar[UUID]:
    """Whoever is invited, without those whose absence was approved."""
    excused = of_members(_asked(meeting, col(Invitation.decision) == Decision.APPROVED))
    return invited(meeting).where(col(Account.id).not_in(excused))


def unanswered(meeting: Meeting) -> SelectOfScalar[UUID]:
    """Who is asked to come and said nothing."""
    silent = of_members(_asked(meeting, col(Invitation.answer).is_(None)))
    return silent.where(col(Account.id).in_(invited(meeting)))


def any_of(*selects: SelectOfScalar[UUID]) -> SelectOfScalar[UUID]:
    """Whoever is in one of them, once."""
    return accounts(or_(*(col(Account.id).in_(part) for part in selects)))


def holders(roles: Collection[Role], organization_ids: Collection[UUID] | SelectOfScalar[UUID]) -> SelectOfScalar[UUID]:
    """Who holds one of these positions today at one of these organisations."""
    return accounts(_holds(roles, col(Position.organization_id).in_(organization_ids)))


def readers(document: Document) -> SelectOfScalar[UUID]:
    """To whom a document is addressed: the inverse of `library.sight`, without those who only manage it."""
    return people(document.audience_organization_id, audiences.as_kinds(document.audience_kinds))


def people(organization_id: UUID, kinds: Collection[audiences.Kind]) -> SelectOfScalar[UUID]:
    """Members below an organisation and those who hold a reading position there, of these kinds; none: of all."""
    places = scope.below([organization_id])
    there = or_(
        col(Member.branch_id).in_(places),
        _holds(audiences.READING_ROLES, col(Position.organization_id).in_(places)),
    )
    if not kinds:
        return accounts(there)
    return accounts(there, or_(*(_IS[kind]() for kind in kinds)))


def _holds(roles: Collection[Role], where: ColumnElement[bool]) -> ColumnElement[bool]:
    """The condition on an account that its holder has such a position today."""
    today = clock.today()
    card = aliased(Member)
    held = (
        select(col(Position.id))
        .join(Organization, col(Organization.id) == col(Position.organization_id))
        .where(
            col(Position.role).in_(roles),
            where,
            col(Position.from_on) <= today,
            or_(col(Position.to_on).is_(None), col(Position.to_on) > today),
            or_(col(Organization.ended_on).is_(None), col(Organization.ended_on) > today),
        )
    )
    by_card = (
        select(func.coalesce(card.merged_into_id, card.id))
        .join(Position, col(Position.member_id) == card.id)
        .where(col(Position.id).in_(held))
    )
    by_account = select(col(Position.account_id)).where(col(Position.id).in_(held))
    return or_(col(Account.member_id).in_(by_card), col(Account.id).in_(by_account))


_IS = {
    audiences.Kind.OFFICIAL: lambda: and_(col(Account.member_id).is_not(None), col(Member.state) != State.PROBATIONARY),
    audiences.Kind.PROBATIONARY: lambda: col(Member.state) == State.PROBATIONARY,
    audiences.Kind.COMMITTEE: lambda: _holds(_COMMITTEE, true()),
    audiences.Kind.SECRETARY: lambda: _holds(_LEADERS, true()),
}
