"""Accounts: made when the first code is printed, closed when somebody leaves."""

from typing import Any
from uuid import UUID

from sqlmodel import Session, col

from api.kit import audit, clock
from api.kit.actors import Actor, Permission
from api.kit.errors import NotAllowed
from api.kit.folding import tidy
from api.kit.pages import PageRequest, paginate
from api.rooms.members import service as members
from api.rooms.signin import logins, repository, rosters
from api.rooms.signin.errors import AccountNotFound, LoginTaken, MemberUnknown, OrganizationUnknown, OwnAccount
from api.rooms.signin.models import Account, AccountState
from api.rooms.signin.schemas import AccountRead, AccountRequest


def create_account(
    session: Session,
    *,
    member_id: UUID | None = None,
    display_name: str | None = None,
    organization_id: UUID | None = None,
    login: str | None = None,
) -> Account:
    """Make the account of a member, or of somebody who is none (`display_name`, and where he works).

    Without `login` one is made from the name. `LoginTaken` when it exists, `MemberUnknown` without that member.
    """
    if login is not None and repository.login_exists(session, login):
        raise LoginTaken(login=login)
    name = display_name or _name_of(session, member_id)
    while login is None:
        suggested = logins.suggest(name)
        login = None if repository.login_exists(session, suggested) else suggested
    account = Account(member_id=member_id, display_name=display_name, organization_id=organization_id, login=login)
    session.add(account)
    session.flush()
    return account


def open_account(session: Session, actor: Actor, request: AccountRequest) -> AccountRead:
    """Make an account for somebody who is no member; a code for it is printed afterwards."""
    if not rosters.sees(session, actor, request.organization_id):
        raise OrganizationUnknown
    actor.require(session, Permission.ACCOUNTS_MANAGE, organization_id=request.organization_id)
    account = create_account(
        session,
        display_name=tidy(request.display_name),
        organization_id=request.organization_id,
        login=request.login,
    )
    note(session, actor, account, "signin.account_opened")
    return _as_read(account, None, account.organization_id)


def list_accounts(
    session: Session, actor: Actor, typed: str | None, state: AccountState | None, page: PageRequest
) -> tuple[list[AccountRead], str | None]:
    """Show the accounts the actor manages, in the order of their logins."""
    if not actor.places_with(Permission.ACCOUNTS_MANAGE):
        raise NotAllowed(permission=Permission.ACCOUNTS_MANAGE)
    rows, cursor = paginate(
        session,
        rosters.accounts_seen(actor, typed, state),
        keys=[col(Account.login)],
        key_of=lambda row: (row[0].login,),
        page=page,
    )
    return [_as_read(*row) for row in rows], cursor


def close_account(session: Session, actor: Actor, account_id: UUID) -> AccountRead:
    """Take every means, session and waiting code away; what the holder did stays. Closing twice changes nothing."""
    account, name, place = _managed(session, actor, account_id)
    if account.id == actor.account_id:
        raise OwnAccount
    close(session, actor, account)
    return _as_read(account, name, place)


def close(session: Session, actor: Actor | None, account: Account) -> None:
    """Close an account unless it is. Checks nothing: for callers that did."""
    if account.state is AccountState.CLOSED:
        return
    take_everything_back(session, account)
    repository.revoke_codes(session, [account.id])
    account.state, account.closed_at = AccountState.CLOSED, clock.now()
    session.add(account)
    note(session, actor, account, "signin.account_closed")


def reopen_account(session: Session, actor: Actor, account_id: UUID) -> AccountRead:
    """Let a closed account be activated by a new code. Opening an open one changes nothing."""
    account, name, place = _managed(session, actor, account_id)
    if account.state is AccountState.CLOSED:
        account.state, account.closed_at = AccountState.INVITED, None
        session.add(account)
        note(session, actor, account, "signin.account_reopened")
    return _as_read(account, name, place)


def take_everything_back(session: Session, account: Account) -> None:
    """Remove every means of signing in and end every session; the account itself stays."""
    account.password_hash = account.totp_secret = account.totp_pending = account.totp_used_step = None
    session.add(account)
    repository.forget_passkeys(session, account.id)
    repository.revoke_devices(session, account.id)
    repository.end_sessions(session, account_id=account.id)


def name_of(session: Session, account: Account) -> str:
    """Return what the holder is called."""
    return account.display_name or _name_of(session, account.member_id)


def note(session: Session, actor: Actor | None, account: Account, action: str, **details: Any) -> None:
    """Write into the audit what happened to an account, readable where its holder belongs."""
    place = members.branch_of(session, account.member_id) if account.member_id else account.organization_id
    note_at(session, actor, account, place, action, **details)


def note_at(
    session: Session, actor: Actor | None, account: Account, place: UUID | None, action: str, **details: Any
) -> None:
    """Write into the audit what happened to an account whose holder belongs to `place`."""
    audit.note(session, actor, action, subject_kind="account", subject_id=account.id, organization_id=place, **details)


def _name_of(session: Session, member_id: UUID | None) -> str:
    member = members.get_member(session, member_id) if member_id else None
    if member is None:
        raise MemberUnknown
    return member.full_name


def _managed(session: Session, actor: Actor, account_id: UUID) -> tuple[Account, str | None, UUID | None]:
    if not actor.places_with(Permission.ACCOUNTS_MANAGE):
        raise NotAllowed(permission=Permission.ACCOUNTS_MANAGE)
    found = rosters.find_account(session, actor, account_id)
    if found is None:
        raise AccountNotFound
    _, name, place = found
    return repository.lock_account(session, account_id), name, place


def _as_read(account: Account, member_name: str | None, place: UUID | None) -> AccountRead:
    return AccountRead(
        id=account.id,
        member_id=account.member_id,
        display_name=account.display_name or member_name or "",
        organization_id=place,
        login=account.login,
        state=account.state,
        activated_at=account.activated_at,
        closed_at=account.closed_at,
    )
