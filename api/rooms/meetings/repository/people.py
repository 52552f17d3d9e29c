"""Queries about who may take part: members of a branch, officers, those on a list."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import and_, exists, not_, or_
from sqlmodel import Session, col, select

from api.kit import scope
from api.kit.actors import Actor, Role
from api.kit.scope import OrganizationClosure
from api.rooms.meetings.models import Invitation, InvitedAs, Meeting, MeetingState, Summons
from api.rooms.meetings.repository.schedule import holding
from api.rooms.members.models import Member, State
from api.rooms.members.states import PRESENT
from api.rooms.organizations.models import Organization, OrganizationKind, Position


def find_organization(session: Session, actor: Actor, organization_id: UUID) -> tuple[Organization, bool] | None:
    """An organisation the actor sees, and whether members belong to it."""
    statement = (
        select(Organization, OrganizationKind.is_branch)
        .join(OrganizationKind, col(OrganizationKind.code) == col(Organization.kind))
        .where(col(Organization.id) == organization_id, col(Organization.id).in_(scope.visible_organizations(actor)))
    )
    return session.exec(statement).first()


def members_below(session: Session, organization_id: UUID) -> Sequence[tuple[UUID, str]]:
    """Ids and names of those in the lists of an organisation's branches, in the order of names."""
    statement = (
        select(Member.id, Member.full_name)
        .where(col(Member.branch_id).in_(scope.below([organization_id])), col(Member.state).in_(PRESENT))
        .order_by(col(Member.name_key), col(Member.id))
    )
    return session.exec(statement).all()


def callable_members(session: Session, branch_id: UUID) -> Sequence[tuple[UUID, str]]:
    """Ids and states of those in a branch's list."""
    statement = select(Member.id, Member.state).where(
        col(Member.branch_id) == branch_id, col(Member.state).in_(PRESENT)
    )
    return session.exec(statement).all()


def unlike_their_lists(session: Session, after: datetime, not_called: Collection[State]) -> Sequence[UUID]:
    """Published meetings of whole branches from a moment on whose list lacks somebody of the branch, or has others.

    Unscoped: whoever comes to a branch is asked, whoever looks.
    """
    asked = and_(
        col(Invitation.meeting_id) == col(Meeting.id),
        col(Invitation.invited_as) == InvitedAs.SUMMONED,
        col(Invitation.removed_at).is_(None),
    )
    states = PRESENT - frozenset(not_called)
    here = and_(col(Member.branch_id) == col(Meeting.organization_id), col(Member.state).in_(states))
    on_list = exists().where(asked, col(Invitation.member_id) == col(Member.id))
    in_branch = exists().where(here, col(Member.id) == col(Invitation.member_id))
    statement = select(Meeting.id).where(
        col(Meeting.state) == MeetingState.PUBLISHED,
        col(Meeting.summons) == Summons.BRANCH,
        col(Meeting.starts_at) > after,
        scope.everything(),
        or_(exists().where(here, not_(on_list)), exists().where(asked, not_(in_branch))),
    )
    return session.exec(statement).all()


def present_below(session: Session, organization_id: UUID, member_ids: Collection[UUID]) -> set[UUID]:
    """Those of these members who stand in a list of the organisation's branches."""
    statement = select(Member.id).where(
        col(Member.id).in_(member_ids),
        col(Member.branch_id).in_(scope.below([organization_id])),
        col(Member.state).in_(PRESENT),
    )
    return set(session.exec(statement).all())


def committee_of(session: Session, organization_id: UUID, roles: Collection[Role], on: date) -> set[UUID]:
    """Members with one of these roles at an organisation on a day, who have not left."""
    statement = (
        select(Member.id)
        .join(Position, col(Position.member_id) == col(Member.id))
        .where(
            col(Position.organization_id) == organization_id,
            col(Position.role).in_(roles),
            col(Member.state).in_(PRESENT),
            *holding(Position, on),
        )
    )
    return set(session.exec(statement).all())


def superiors_of(session: Session, organization_id: UUID, on: date) -> Sequence[tuple[UUID, str, str, str]]:
    """Officers of the committees above: id, name, title, committee; the nearest committee first.

    Their names and offices are told to those below them, whose committee they are.
    """
    above = select(OrganizationClosure.ancestor_id).where(
        col(OrganizationClosure.descendant_id) == organization_id, col(OrganizationClosure.depth) > 0
    )
    leading = (Role.SECRETARY, Role.DEPUTY, Role.COMMITTEE_MEMBER)
    statement = (
        select(Member.id, Member.full_name, Position.title, Organization.name)
        .join(Position, col(Position.member_id) == col(Member.id))
        .join(Organization, col(Organization.id) == col(Position.organization_id))
        .join(OrganizationKind, col(OrganizationKind.code) == col(Organization.kind))
        .where(
            col(Position.organization_id).in_(above),
            col(Position.role).in_(leading),
            col(Member.state).in_(PRESENT),
            *holding(Position, on),
        )
        .order_by(col(OrganizationKind.level).desc(), col(Position.from_on), col(Member.name_key))
        .limit(100)
    )
    return [(row[0], row[1], row[2], row[3]) for row in session.execute(statement)]


def is_branch(session: Session, kind: str) -> bool:
    """Whether members belong to organisations of this kind."""
    return session.get_one(OrganizationKind, kind).is_branch
