"""Accounts: made when the first code is printed, closed when somebody leaves."""

from uuid import UUID

from sqlmodel import Session

from api.rooms.members.models import Member
from api.rooms.signin import logins
from api.rooms.signin.errors import LoginTaken, MemberUnknown
from api.rooms.signin.models import Account
from api.rooms.signin.repository import AccountRepository


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
    accounts = AccountRepository(session)
    if login is not None and accounts.login_exists(login):
        raise LoginTaken(login=login)
    name = display_name if member_id is None else _name_of(session, member_id)
    if login is None:
        login = logins.suggest(name or "")
        while accounts.login_exists(login):
            login = logins.suggest(name or "")
    account = Account(member_id=member_id, display_name=display_name, organization_id=organization_id, login=login)
    session.add(account)
    session.flush()
    return account


def _name_of(session: Session, member_id: UUID) -> str:
    member = session.get(Member, member_id)
    if member is None:
        raise MemberUnknown
    return member.full_name
