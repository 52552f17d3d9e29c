"""Makers of the room `signin`: accounts, codes on paper, and people already signed in."""

from datetime import timedelta

from fastapi.testclient import TestClient
from sqlmodel import select

from api.kit import clock
from api.rooms.members.models import Member
from api.rooms.organizations.models import Organization
from api.rooms.signin import passwords
from api.rooms.signin.cookies import device_cookie
from api.rooms.signin.models import Account, AccountState, CodePurpose, Device, SignInSession
from api.rooms.signin.service import create_account, issue_code
from api.rooms.signin.tokens import fingerprint, new_token
from tests.support.house import COOKIE_DOMAIN, House


def an_account(  # noqa: PLR0913 - a maker takes what a row has, all by name
    house: House,
    *,
    member: Member | None = None,
    display_name: str = "Quầy đón tiếp",
    at: Organization | None = None,
    login: str | None = None,
    password: str | None = None,
    state: AccountState = AccountState.ACTIVE,
) -> Account:
    """An account of a member (his own when there is one already), or of somebody who is none, working `at` a place."""
    with house.database.writing() as session:
        account = None
        if member is not None:
            account = session.exec(select(Account).where(Account.member_id == member.id)).first()
        if account is None:
            account = create_account(
                session,
                member_id=member.id if member else None,
                display_name=None if member else display_name,
                organization_id=at.id if at else None,
                login=login,
            )
        account.state = state
        account.activated_at = clock.now() if state is AccountState.ACTIVE else None
        if password is not None:
            account.password_hash = passwords.hash_of(password)
        session.add(account)
    return account


def a_code(house: House, *, account: Account, purpose: CodePurpose = CodePurpose.ACTIVATION) -> str:
    """A code that waits for the account, without dashes."""
    with house.database.writing() as session:
        return issue_code(session, None, account, pepper=house.settings.pepper, purpose=purpose).code


def signed_in(
    house: House, *, member: Member | None = None, account: Account | None = None, second_factor: bool = True
) -> TestClient:
    """A browser on which the member (or the account's holder) has signed in, by a second factor unless told not to."""
    account = account or an_account(house, member=member)
    token, device_token = new_token(), new_token()
    with house.database.writing() as session:
        device = Device(account_id=account.id, token_hash=fingerprint(device_token), label="Android · Chrome")
        session.add(device)
        session.flush()
        session.add(
            SignInSession(
                account_id=account.id,
                device_id=device.id,
                token_hash=fingerprint(token),
                expires_at=clock.now() + timedelta(days=house.settings.session_days),
                second_factor_at=clock.now() if second_factor else None,
            )
        )
    client = house.client(token)
    client.cookies.set(device_cookie(house.settings), device_token, domain=COOKIE_DOMAIN)
    return client
