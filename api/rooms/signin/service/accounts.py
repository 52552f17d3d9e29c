"""Accounts: made when the first code is printed, closed when somebody leaves."""

from uuid import UUID

from sqlmodel import Session

from api.rooms.members import service as members
from api.rooms.signin import logins, repository
from api.rooms.signin.errors import LoginTaken, MemberUnknown
from api.rooms.signin.models import Account


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


def name_of(session: Session, account: Account) -> str:
    """Return what the holder is called."""
    return account.display_name or _name_of(session, account.member_id)


def _name_of(session: Session, member_id: UUID | None) -> str:
    member = members.get_member(session, member_id) if member_id else None
    if member is None:
        raise MemberUnknown
    return member.full_name
