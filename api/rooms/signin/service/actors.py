"""Who a session cookie belongs to."""

from uuid import UUID

from sqlmodel import Session, col, select

from api.kit import clock
from api.kit.actors import Actor, Grant
from api.rooms.members.models import Member
from api.rooms.organizations.models import Organization, OrganizationKind, Position
from api.rooms.signin.models import Account, SignInSession
from api.rooms.signin.repository import SessionRepository
from api.rooms.signin.tokens import fingerprint


def find_actor(session: Session, token: str) -> Actor | None:
    """Return the actor of a live session, None for anything else. Three statements, none of which writes."""
    found = SessionRepository(session).live(fingerprint(token), clock.now())
    return actor_of(session, *found) if found else None


def actor_of(session: Session, signed_in: SignInSession, account: Account) -> Actor:
    """Return who acts in this session; positions that need a second factor count only after it was given."""
    held = grants_of(session, account.member_id, account.id)
    strong = signed_in.second_factor_at is not None
    usable = tuple(grant for grant in held if strong or not grant.needs_second_factor)
    return Actor(
        account_id=account.id,
        session_id=signed_in.id,
        device_id=signed_in.device_id,
        member_id=account.member_id,
        branch_id=branch_of(session, account.member_id) if account.member_id else None,
        grants=usable,
        second_factor_missing=len(usable) < len(held),
    )


def branch_of(session: Session, member_id: UUID) -> UUID | None:
    return session.exec(select(Member.branch_id).where(col(Member.id) == member_id)).first()


def grants_of(session: Session, member_id: UUID | None, account_id: UUID) -> tuple[Grant, ...]:
    today = clock.today()
    statement = (
        select(Position.organization_id, Position.role, OrganizationKind.is_branch)
        .join(Organization, col(Organization.id) == Position.organization_id)
        .join(OrganizationKind, col(OrganizationKind.code) == Organization.kind)
        .where(
            (col(Position.member_id) == member_id) if member_id else (col(Position.account_id) == account_id),
            col(Position.from_on) <= today,
            col(Position.to_on).is_(None) | (col(Position.to_on) > today),
        )
    )
    return tuple(
        Grant(organization_id, role, at_branch) for organization_id, role, at_branch in session.exec(statement)
    )
