"""The own means of signing in: passkeys, password, one-time codes, devices.

Once an account has a second factor, its means are changed only in a session in which it was given: a stolen password
alone must not be enough to add a passkey of the thief's.
"""

from typing import Any
from uuid import UUID

from sqlmodel import Session, col

from api.kit import clock
from api.kit.actors import Actor
from api.kit.pages import PageRequest, paginate
from api.rooms.signin import one_time, passkeys, qr, repository
from api.rooms.signin.errors import (
    DeviceNotFound,
    LastMeans,
    NoOneTimeCodes,
    PasskeyNotFound,
    PasswordWrong,
    SecondFactorMissing,
    SecondFactorNeeded,
)
from api.rooms.signin.models import Account, ChallengePurpose, Device, Passkey, SignInSession
from api.rooms.signin.schemas import MeansRead, OneTimeSetupRead, PasskeyRead, PasskeyRequest
from api.rooms.signin.service.accounts import name_of, note
from api.rooms.signin.service.activation import add_passkey, set_password
from api.rooms.signin.service.actors import needs_second_factor
from api.rooms.signin.service.attempts import give_back
from api.rooms.signin.service.proofs import PasswordAttempt, new_challenge, use_one_time_code
from api.rooms.signin.service.sessions import SignedIn, raise_session
from api.rooms.signin.visitors import Visitor


def list_means(session: Session, actor: Actor) -> MeansRead:
    """Show how one can sign in to the own account."""
    account = session.get_one(Account, actor.account_id)
    return MeansRead(
        login=account.login,
        has_password=account.password_hash is not None,
        has_totp=account.totp_secret is not None,
        passkeys=[PasskeyRead.model_validate(one) for one in repository.passkeys_of(session, account.id)],
    )


def list_devices(session: Session, actor: Actor, page: PageRequest) -> tuple[list[Device], str | None]:
    """Show where the own account is signed in."""
    return paginate(
        session,
        repository.devices_in_use(actor),
        keys=[col(Device.id)],
        key_of=lambda device: (device.id,),
        page=page,
        descending=True,
    )


def revoke_device(session: Session, actor: Actor, device_id: UUID) -> None:
    """Sign a device out and make it unknown; its key proves nothing from now on."""
    device = repository.own_device(session, actor, device_id)
    if device is None:
        raise DeviceNotFound
    device.revoked_at = clock.now()
    session.add(device)
    repository.end_sessions(session, device_id=device.id)
    note(session, actor, session.get_one(Account, actor.account_id), "signin.device_revoked", device_id=str(device_id))


def offer_another_passkey(session: Session, visitor: Visitor, actor: Actor) -> dict[str, Any]:
    """Return options for one more passkey of the own account."""
    account = _changeable(session, actor)
    return passkeys.creation_options(
        visitor.settings,
        new_challenge(session, ChallengePurpose.ADD, account.id),
        passkeys.Owner(account_id=account.id, login=account.login, name=name_of(session, account)),
        known=[one.credential_id for one in repository.passkeys_of(session, account.id)],
    )


def keep_another_passkey(
    session: Session, visitor: Visitor, actor: Actor, request: PasskeyRequest
) -> tuple[Passkey, SignedIn]:
    """Keep one more passkey; the person was verified while making it, so the second factor is given."""
    account = _changeable(session, actor)
    passkey = add_passkey(session, visitor, account, ChallengePurpose.ADD, request)
    note(session, actor, account, "signin.passkey_added", passkey_id=str(passkey.id))
    return passkey, raise_session(session, actor)


def rename_passkey(session: Session, actor: Actor, passkey_id: UUID, label: str) -> Passkey:
    """Call a passkey something else; the name is only a reminder, so it may be changed in any session of the own."""
    account = session.get_one(Account, actor.account_id)
    passkey = next((one for one in repository.passkeys_of(session, account.id) if one.id == passkey_id), None)
    if passkey is None:
        raise PasskeyNotFound
    if passkey.label != label:
        passkey.label = label
        session.add(passkey)
        note(session, actor, account, "signin.passkey_renamed", passkey_id=str(passkey_id))
    return passkey


def remove_passkey(session: Session, actor: Actor, passkey_id: UUID) -> None:
    """Remove a passkey and end every other session, one of which it may have started."""
    account = _changeable(session, actor)
    mine = repository.passkeys_of(session, account.id)
    passkey = next((one for one in mine if one.id == passkey_id), None)
    if passkey is None:
        raise PasskeyNotFound
    if len(mine) == 1 and account.password_hash is None:
        raise LastMeans
    if len(mine) == 1 and account.totp_secret is None and needs_second_factor(session, account):
        raise SecondFactorNeeded
    session.delete(passkey)
    repository.end_sessions(session, account_id=account.id, keep=actor.session_id)
    note(session, actor, account, "signin.passkey_removed", passkey_id=str(passkey_id))


def change_password(session: Session, actor: Actor, proven: PasswordAttempt, new_password: str) -> None:
    """Set or change the password; every other session ends."""
    account = _changeable(session, actor)
    if account.password_hash != proven.password_hash:
        raise PasswordWrong
    set_password(session, account, new_password)
    give_back(session, proven.attempt)
    repository.end_sessions(session, account_id=account.id, keep=actor.session_id)
    note(session, actor, account, "signin.password_changed")


def begin_one_time_codes(session: Session, visitor: Visitor, actor: Actor) -> OneTimeSetupRead:
    """Show a new key for an authenticator app; the one in use stays until the new one has given its first code."""
    account = _changeable(session, actor)
    secret = one_time.new_secret()
    account.totp_pending = one_time.seal(secret, account.id, visitor.settings.secret(one_time.KEY))
    session.add(account)
    address = one_time.uri(secret, account.login)
    return OneTimeSetupRead(uri=address, secret=secret, qr_svg=qr.as_svg(address))


def confirm_one_time_codes(session: Session, visitor: Visitor, actor: Actor, typed: str) -> SignedIn:
    """Take the new key into use by its first code; the second factor is given with it."""
    account = _changeable(session, actor)
    if account.totp_pending is None:
        raise NoOneTimeCodes
    secret = one_time.unseal(account.totp_pending, account.id, visitor.settings.secret(one_time.KEY))
    account.totp_used_step = None
    use_one_time_code(session, account, secret, typed)
    account.totp_secret, account.totp_pending = account.totp_pending, None
    repository.end_sessions(session, account_id=account.id, keep=actor.session_id)
    note(session, actor, account, "signin.one_time_codes_set_up")
    return raise_session(session, actor)


def remove_one_time_codes(session: Session, actor: Actor) -> None:
    """Do without one-time codes; who needs a second factor keeps the last one."""
    account = _changeable(session, actor)
    if account.totp_secret is None:
        raise NoOneTimeCodes
    if needs_second_factor(session, account) and not repository.passkeys_of(session, account.id):
        raise SecondFactorNeeded
    account.totp_secret = account.totp_pending = account.totp_used_step = None
    session.add(account)
    note(session, actor, account, "signin.one_time_codes_removed")


def _changeable(session: Session, actor: Actor) -> Account:
    """The own account, locked; `SecondFactorMissing` when it has a second factor that this session has not seen."""
    account = repository.lock_account(session, actor.account_id)
    has_one = account.totp_secret is not None or bool(repository.passkeys_of(session, account.id))
    if has_one and session.get_one(SignInSession, actor.session_id).second_factor_at is None:
        raise SecondFactorMissing
    return account
