"""Password, passkey and one-time code: who gives one is the holder of the account."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import Session

from api.kit import clock
from api.kit.actors import Actor
from api.rooms.signin import logins, one_time, passkeys, repository
from api.rooms.signin.errors import NoOneTimeCodes, OneTimeCodeRefused, PasskeyRefused, SignInRefused
from api.rooms.signin.models import Account, Challenge, ChallengePurpose
from api.rooms.signin.schemas import DeviceRequest
from api.rooms.signin.service.accounts import note
from api.rooms.signin.service.attempts import Attempt, charge_own_password, charge_password, give_back
from api.rooms.signin.service.sessions import SignedIn, raise_session, start_session
from api.rooms.signin.states import Means
from api.rooms.signin.visitors import Visitor


@dataclass(frozen=True, slots=True)
class PasswordAttempt:
    """A charged attempt and the hash to compare with; for an unknown login there is none, which takes as long."""

    attempt: Attempt
    account_id: UUID | None
    password_hash: str | None


def begin_password(session: Session, visitor: Visitor, typed: str) -> PasswordAttempt:
    """Charge an attempt and look up what to compare with; the slow comparison happens outside any transaction."""
    login = logins.normalise(typed)
    account = repository.find_by_login(session, login, logins.as_phone(typed))
    attempt = charge_password(session, visitor, login, account)
    return PasswordAttempt(
        attempt=attempt,
        account_id=account.id if account else None,
        password_hash=account.password_hash if account else None,
    )


def begin_own_password(session: Session, visitor: Visitor, actor: Actor) -> PasswordAttempt:
    """Charge an attempt at the own password, which somebody signed in types before changing it."""
    account = session.get_one(Account, actor.account_id)
    return PasswordAttempt(charge_own_password(session, visitor, actor), account.id, account.password_hash)


def sign_in_with_password(
    session: Session, visitor: Visitor, proven: PasswordAttempt, device: DeviceRequest | None
) -> SignedIn:
    """Start a session for a password that was right, unless it was changed in this very moment."""
    if proven.account_id is None:
        raise SignInRefused
    account = repository.lock_account(session, proven.account_id)
    if account.password_hash != proven.password_hash:
        raise SignInRefused
    give_back(session, proven.attempt)
    return start_session(session, visitor, account, device, None)


def new_challenge(session: Session, purpose: ChallengePurpose, account_id: UUID | None) -> bytes:
    """Return random bytes to be signed once, within five minutes, for this purpose and account only."""
    repository.sweep(session)
    challenge = Challenge(
        value=passkeys.new_challenge(),
        purpose=purpose,
        account_id=account_id,
        expires_at=clock.now() + passkeys.LIFE_OF_A_CHALLENGE,
    )
    session.add(challenge)
    return challenge.value


def offer_passkey_sign_in(session: Session, visitor: Visitor) -> dict[str, Any]:
    """Return options with which the browser finds a passkey by itself, the same for everybody."""
    return passkeys.request_options(visitor.settings, new_challenge(session, ChallengePurpose.SIGN_IN, None))


def check_passkey(session: Session, visitor: Visitor, credential: dict[str, Any]) -> UUID | None:
    """Return whose passkey answered its challenge, None when it is to be refused.

    Does not raise: that the challenge is used up, and a counter that went back, must be kept.
    """
    answer = passkeys.answer_of(credential)
    if not repository.take_challenge(session, answer.challenge, ChallengePurpose.SIGN_IN, None):
        return None
    found = repository.find_passkey(session, answer.credential_id)
    if found is None:
        return None
    passkey, account = found
    if answer.user_handle not in {None, account.id.bytes}:
        return None
    try:
        passkey.sign_count = passkeys.check_answer(
            visitor.settings,
            answer.challenge,
            credential,
            public_key=passkey.public_key,
            sign_count=passkey.sign_count,
        )
    except passkeys.SignCountWentBack:
        note(session, None, account, "signin.passkey_count_went_back", passkey_id=str(passkey.id))
        return None
    except PasskeyRefused:
        return None
    passkey.last_used_at = clock.now()
    session.add(passkey)
    return account.id


def sign_in_with_passkey(
    session: Session, visitor: Visitor, account_id: UUID, device: DeviceRequest | None
) -> SignedIn:
    """Start a session for the holder of a passkey that answered; it is both factors."""
    return start_session(session, visitor, repository.lock_account(session, account_id), device, Means.PASSKEY)


def give_one_time_code(session: Session, visitor: Visitor, actor: Actor, attempt: Attempt, typed: str) -> SignedIn:
    """Raise this session by a code of the authenticator app; each code works once."""
    account = repository.lock_account(session, actor.account_id)
    if account.totp_secret is None:
        raise NoOneTimeCodes
    secret = one_time.unseal(account.totp_secret, account.id, visitor.settings.secret(one_time.KEY))
    use_one_time_code(session, account, secret, typed)
    give_back(session, attempt)
    note(session, actor, account, "signin.second_factor_given", means=Means.TOTP)
    return raise_session(session, actor)


def use_one_time_code(session: Session, account: Account, secret: str, typed: str) -> None:
    """Accept a code and no code of its time or before ever again; `OneTimeCodeRefused` otherwise.

    The account is locked by the caller, so the same code sent twice at once passes once.
    """
    step = one_time.matching_step(secret, typed, clock.now())
    if step is None or (account.totp_used_step is not None and step <= account.totp_used_step):
        raise OneTimeCodeRefused
    account.totp_used_step = step
    session.add(account)
