"""What the phone shows about who is signed in."""

from sqlmodel import Session

from api.kit import clock
from api.kit.actors import PERMISSIONS, Actor, Permission
from api.rooms.signin import repository, rosters
from api.rooms.signin.models import Account
from api.rooms.signin.schemas import HeldPositionRead, PlaceRead, SessionRead
from api.rooms.signin.service.sessions import is_stale
from api.rooms.signin.states import Means, SecondFactor
from api.settings import Settings


def read_session(session: Session, settings: Settings, actor: Actor) -> tuple[SessionRead, bool]:
    """Show who is signed in, where he belongs, which positions he holds and what this session may do with them.

    Also says whether it is time to note that the session is in use.
    """
    signed_in, account = repository.own_session(session, actor)
    means = means_of(session, account)
    name, branch = rosters.name_and_branch(session, account)
    read = SessionRead(
        account_id=account.id,
        member_id=account.member_id,
        device_id=actor.device_id,
        login=account.login,
        display_name=name,
        branch=PlaceRead(id=actor.branch_id, name=branch) if actor.branch_id and branch else None,
        positions=[
            HeldPositionRead(organization_id=place, organization_name=called, role=role, title=title)
            for place, called, role, title in rosters.held_positions(
                session, account.member_id, account.id, clock.today()
            )
        ],
        permissions=_permissions(actor),
        second_factor=_second_factor(actor, means),
        second_factor_means=means,
        server_time=clock.now(),
        demo=settings.demo,
    )
    return read, is_stale(signed_in)


def means_of(session: Session, account: Account) -> list[Means]:
    """Return the second factors an account has."""
    has = {
        Means.PASSKEY: bool(repository.passkeys_of(session, account.id)),
        Means.TOTP: account.totp_secret is not None,
    }
    return [means for means, present in has.items() if present]


def _permissions(actor: Actor) -> list[Permission]:
    held = {permission for grant in actor.grants for permission in PERMISSIONS[grant.role]}
    return sorted(held)


def _second_factor(actor: Actor, means: list[Means]) -> SecondFactor:
    if not actor.second_factor_missing:
        return SecondFactor.OK
    return SecondFactor.MISSING if means else SecondFactor.MUST_ENROL
