"""Using a code from paper: an account's first means of signing in, or new ones in place of all the old.

A recovery code is asked for because a phone is lost or a password forgotten, perhaps seen. So using it takes everything
back: password, passkeys, one-time codes, sessions and devices; only what is set up with the code remains.
"""

from typing import Any

from sqlmodel import Session

from api.kit import clock
from api.kit.outbox import record
from api.rooms.members import service as members
from api.rooms.signin import codes, passkeys, passwords, repository
from api.rooms.signin.errors import (
    CodeExpired,
    CodeReplaced,
    CodeUnknown,
    CodeUsed,
    PasskeyKnown,
    PasskeyRefused,
    PasswordTooEasy,
    PasswordTooShort,
)
from api.rooms.signin.events import AccountActivated
from api.rooms.signin.models import Account, AccountState, ActivationCode, ChallengePurpose, CodePurpose, Passkey
from api.rooms.signin.schemas import ActivationRequest, CodeRead, PasskeyRequest
from api.rooms.signin.service.accounts import name_of, note, take_everything_back
from api.rooms.signin.service.actors import needs_second_factor
from api.rooms.signin.service.attempts import Attempt, give_back
from api.rooms.signin.service.proofs import new_challenge
from api.rooms.signin.service.sessions import SignedIn, start_session
from api.rooms.signin.states import Means
from api.rooms.signin.visitors import Visitor


def check_code(session: Session, visitor: Visitor, attempt: Attempt, typed: str) -> CodeRead:
    """Say whose code this is, so that the holder of the paper sees it is his."""
    code, account = _waiting_code(session, visitor, typed)
    give_back(session, attempt)
    return CodeRead(
        display_name=name_of(session, account),
        organization=_place_of(session, account),
        login=account.login,
        purpose=code.purpose,
        second_factor_required=needs_second_factor(session, account),
    )


def offer_first_passkey(session: Session, visitor: Visitor, attempt: Attempt, typed: str) -> dict[str, Any]:
    """Return options for the passkey that is made with this code."""
    _, account = _waiting_code(session, visitor, typed)
    give_back(session, attempt)
    return passkeys.creation_options(
        visitor.settings,
        new_challenge(session, ChallengePurpose.ACTIVATE, account.id),
        passkeys.Owner(account_id=account.id, login=account.login, name=name_of(session, account)),
        known=[],
    )


def activate(session: Session, visitor: Visitor, attempt: Attempt, request: ActivationRequest) -> SignedIn:
    """Use the code, set up the password or passkey that came with it, and sign the holder in.

    Of two uses at once one succeeds; when anything else is refused the code is still good.
    """
    code, account = _waiting_code(session, visitor, request.code.get_secret_value())
    account = repository.lock_account(session, account.id)
    if not repository.use_code(session, code.id):
        raise CodeUsed
    kept = account.password_hash if _is_tried_out(visitor, code) else None
    take_everything_back(session, account)
    account.password_hash = kept
    if request.password is not None:
        set_password(session, account, request.password.get_secret_value())
        means = None
    else:
        first = PasskeyRequest(credential=request.passkey or {}, label=request.device.label or visitor.browser)
        add_passkey(session, visitor, account, ChallengePurpose.ACTIVATE, first)
        means = Means.PASSKEY
    account.state = AccountState.ACTIVE
    account.activated_at = account.activated_at or clock.now()
    session.add(account)
    session.flush()
    give_back(session, attempt)
    note(session, None, account, "signin.code_used", purpose=code.purpose, means=means or "password")
    record(session, AccountActivated(account_id=account.id, purpose=code.purpose))
    return start_session(session, visitor, account, request.device, means)


def set_password(session: Session, account: Account, password: str) -> None:
    """Keep a password, unless it is short or tried first by anybody: `PasswordTooShort`, `PasswordTooEasy`."""
    if len(password) < passwords.LEAST:
        raise PasswordTooShort(least=passwords.LEAST)
    if passwords.is_easy(password, account.login, name_of(session, account)):
        raise PasswordTooEasy
    account.password_hash = passwords.hash_of(password)
    session.add(account)


def add_passkey(
    session: Session, visitor: Visitor, account: Account, made_for: ChallengePurpose, request: PasskeyRequest
) -> Passkey:
    """Keep a passkey made for a challenge of this account and purpose; `PasskeyRefused`, `PasskeyKnown`."""
    challenge = passkeys.challenge_of(request.credential)
    if not repository.take_challenge(session, challenge, made_for, account.id):
        raise PasskeyRefused
    made = passkeys.check_new(visitor.settings, challenge, request.credential)
    if repository.find_passkey(session, made["credential_id"]):
        raise PasskeyKnown
    passkey = Passkey(account_id=account.id, label=request.label, **made)
    session.add(passkey)
    session.flush()
    return passkey


def _is_tried_out(visitor: Visitor, code: ActivationCode) -> bool:
    """In a demo the printed password stays good beside the printed code; a recovery code takes it back even there."""
    return visitor.settings.demo and code.purpose is CodePurpose.ACTIVATION


def _waiting_code(session: Session, visitor: Visitor, typed: str) -> tuple[ActivationCode, Account]:
    text = codes.read(typed)
    found = repository.find_code(session, codes.fingerprint(text, visitor.settings.pepper)) if text else None
    if found is None:
        raise CodeUnknown
    code, account = found
    if code.used_at is not None:
        raise CodeUsed
    if code.revoked_at is not None or account.state is AccountState.CLOSED:
        raise CodeReplaced
    if code.expires_at <= clock.now():
        raise CodeExpired(expired_at=code.expires_at.isoformat())
    return code, account


def _place_of(session: Session, account: Account) -> str | None:
    organization_id = members.branch_of(session, account.member_id) if account.member_id else account.organization_id
    return repository.organization_name(session, organization_id) if organization_id else None
