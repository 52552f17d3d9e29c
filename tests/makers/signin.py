"""Makers of the room `signin`: accounts and people already signed in."""

from datetime import timedelta

from fastapi.testclient import TestClient
from sqlmodel import select

from api.kit import clock
from api.rooms.members.models import Member
from api.rooms.signin.models import Account, AccountState, Device, SignInSession
from api.rooms.signin.service import create_account
from api.rooms.signin.tokens import fingerprint, new_token
from tests.support.house import House


def an_account(house: House, *, member: Member | None = None, display_name: str | None = None, login=None) -> Account:
    """An active account, of a member or of somebody who is none; the member's own when there is one already."""
    with house.database.writing() as session:
        account = None
        if member is not None:
            account = session.exec(select(Account).where(Account.member_id == member.id)).first()
        if account is None:
            name = None if member else display_name or "Quầy đón tiếp"
            account = create_account(session, member_id=member.id if member else None, display_name=name, login=login)
        account.state = AccountState.ACTIVE
        account.activated_at = account.activated_at or clock.now()
        session.flush()
        session.expunge(account)
    return account


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
        signed = SignInSession(
            account_id=account.id,
            device_id=device.id,
            token_hash=fingerprint(token),
            expires_at=clock.now() + timedelta(days=house.settings.session_days),
            second_factor_at=clock.now() if second_factor else None,
        )
        session.add(signed)
    return house.client(token)
