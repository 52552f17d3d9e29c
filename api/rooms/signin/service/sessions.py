"""Signing in, and what a session is."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlmodel import Session

from api.kit import clock
from api.kit.actors import Actor
from api.kit.outbox import record
from api.rooms.signin import device_keys, repository
from api.rooms.signin.errors import SignInRefused
from api.rooms.signin.events import SignedInOnNewDevice
from api.rooms.signin.models import Account, AccountState, Device, SignInSession
from api.rooms.signin.schemas import DeviceRequest
from api.rooms.signin.service.accounts import note
from api.rooms.signin.service.actors import actor_of
from api.rooms.signin.states import Means
from api.rooms.signin.tokens import fingerprint, new_token
from api.rooms.signin.visitors import Visitor

_TOUCH_AFTER = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new session: who acts in it and what the browser has to keep. A known device keeps the cookie it has."""

    actor: Actor
    token: str
    device_token: str | None


def start_session(
    session: Session, visitor: Visitor, account: Account, device: DeviceRequest | None, means: Means | None
) -> SignedIn:
    """Sign the holder of a locked account in; `SignInRefused` when closed or when the member has left.

    Always a new token, and the session the browser came with ends: nobody can plant one. A passkey counts as a
    second factor.
    """
    if account.state is not AccountState.ACTIVE:
        raise SignInRefused
    if visitor.session_token:
        repository.end_session(session, fingerprint(visitor.session_token))
    used, device_token = _device(session, visitor, account, device or DeviceRequest())
    token = new_token()
    started = SignInSession(
        account_id=account.id,
        device_id=used.id,
        token_hash=fingerprint(token),
        expires_at=clock.now() + timedelta(days=visitor.settings.session_days),
        second_factor_at=clock.now() if means is Means.PASSKEY else None,
    )
    session.add(started)
    session.flush()
    actor = actor_of(session, started, account)
    if actor is None:
        raise SignInRefused
    note(session, actor, account, "signin.session_started", means=means or "password", new_device=bool(device_token))
    return SignedIn(actor=actor, token=token, device_token=device_token)


def raise_session(session: Session, actor: Actor) -> SignedIn:
    """Note that the second factor was given; the session gets a new token, whoever saw the old one has nothing."""
    signed_in = session.get_one(SignInSession, actor.session_id)
    account = session.get_one(Account, actor.account_id)
    token = new_token()
    signed_in.token_hash = fingerprint(token)
    signed_in.second_factor_at = clock.now()
    session.add(signed_in)
    session.flush()
    raised = actor_of(session, signed_in, account)
    if raised is None:
        raise SignInRefused
    return SignedIn(actor=raised, token=token, device_token=None)


def sign_out(session: Session, actor: Actor) -> None:
    """End this session. The device stays known, so that nobody can shut its owner out."""
    signed_in = session.get_one(SignInSession, actor.session_id)
    signed_in.revoked_at = clock.now()
    session.add(signed_in)
    note(session, actor, session.get_one(Account, actor.account_id), "signin.session_ended")


def is_stale(signed_in: SignInSession) -> bool:
    """Whether it is time to note that the session is in use."""
    return signed_in.last_seen_at + _TOUCH_AFTER <= clock.now()


def touch(session: Session, session_id: UUID, days: int) -> None:
    """Note that a session is in use: it lives another `days` from now."""
    signed_in = session.get_one(SignInSession, session_id)
    signed_in.last_seen_at = clock.now()
    signed_in.expires_at = clock.now() + timedelta(days=days)
    session.add(signed_in)
    if signed_in.device_id is not None:
        device = session.get_one(Device, signed_in.device_id)
        device.last_seen_at = clock.now()
        session.add(device)


def _device(session: Session, visitor: Visitor, account: Account, request: DeviceRequest) -> tuple[Device, str | None]:
    """The known device, or a new one with its token. Another key makes another device: what it signed stays its own."""
    key = device_keys.read(request.public_key_spki_b64) if request.public_key_spki_b64 else None
    known = repository.find_device(session, fingerprint(visitor.device_token or ""), account.id)
    if known is not None and (key is None or known.public_key in {None, key}):
        known.public_key = key or known.public_key
        known.label = request.label or known.label
        known.last_seen_at = clock.now()
        session.add(known)
        repository.end_sessions(session, device_id=known.id)
        return known, None
    if known is not None:
        known.revoked_at = clock.now()
        session.add(known)
        repository.end_sessions(session, device_id=known.id)
    token = new_token()
    device = Device(
        account_id=account.id,
        token_hash=fingerprint(token),
        public_key=key,
        label=request.label or visitor.browser,
    )
    session.add(device)
    session.flush()
    if known is None:
        record(session, SignedInOnNewDevice(account_id=account.id, device_id=device.id))
    return device, token
