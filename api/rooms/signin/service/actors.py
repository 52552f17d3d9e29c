"""Who a session cookie belongs to."""

from sqlmodel import Session

from api.kit.actors import Actor, Grant
from api.rooms.members import service as members
from api.rooms.organizations import service as organizations
from api.rooms.signin import repository
from api.rooms.signin.models import Account, SignInSession
from api.rooms.signin.states import Live
from api.rooms.signin.tokens import fingerprint


def find_actor(session: Session, token: str) -> Actor | None:
    """Return the actor of a live session, None for anything else. Two statements, none of which writes."""
    found = repository.find_live(session, fingerprint(token))
    return _acting(session, found) if found else None


def actor_of(session: Session, signed_in: SignInSession, account: Account) -> Actor | None:
    """Return who acts in this session, None when the member has left."""
    branch_id = members.branch_of(session, account.member_id) if account.member_id else None
    known = (signed_in.id, signed_in.device_id, signed_in.second_factor_at)
    return _acting(session, Live(*known, account.id, account.member_id, branch_id))


def _acting(session: Session, live: Live) -> Actor | None:
    """Positions that need a second factor count only after it was given."""
    if live.member_id is not None and live.branch_id is None:
        return None
    held = organizations.grants_of(session, live.member_id, live.account_id)
    strong = live.second_factor_at is not None
    usable = tuple(grant for grant in held if strong or not grant.needs_second_factor)
    return Actor(
        account_id=live.account_id,
        session_id=live.id,
        device_id=live.device_id,
        member_id=live.member_id,
        branch_id=live.branch_id,
        grants=usable,
        second_factor_missing=len(usable) < len(held),
    )


def held_by(session: Session, account: Account) -> tuple[Grant, ...]:
    """Return every position held today, also those this session may not use yet."""
    return organizations.grants_of(session, account.member_id, account.id)


def needs_second_factor(session: Session, account: Account) -> bool:
    """Whether a position held today asks for one."""
    return any(grant.needs_second_factor for grant in held_by(session, account))
