"""Which phones may be woken: each tells it again at every start, so that what browsers lose comes back by itself."""

import base64
import hashlib
import hmac
import re
from typing import NamedTuple
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec
from sqlmodel import Session

from api.kit import clock
from api.kit.actors import Actor
from api.settings import Settings
from notifications import mailbox
from notifications.channels import guard, open_channels
from notifications.errors import AddressUnsafe, ChannelClosed, KeysMalformed, SubscriptionNotFound
from notifications.models import Channel, PushSubscription
from notifications.schemas import SubscriptionRead, SubscriptionRequest

MOST_PHONES = 10
"""Of one person; beyond them the one seen longest ago ends."""
_POINT_BYTES = 65
_AUTH_BYTES = 16
_TOKEN = re.compile(r"[!-~]+")


def address_hash(address: str) -> bytes:
    """By what a subscription's address is found: addresses are long, and secret."""
    return hashlib.sha256(address.encode()).digest()


class Checked(NamedTuple):
    """A subscription that may be kept."""

    channel: Channel
    address: str
    keys: tuple[bytes | None, bytes | None]


def check(request: SubscriptionRequest, settings: Settings) -> Checked:
    """What a phone says of itself, as far as it can be true.

    Looks its push service up, for which a network in trouble takes long: nobody may hold the database meanwhile.
    """
    channel = Channel(request.channel)
    if channel not in open_channels(settings):
        raise ChannelClosed
    keys = _keys(request, settings) if channel is Channel.WEB_PUSH else _no_keys(request)
    return Checked(channel, request.address, keys)


def subscribe(session: Session, actor: Actor, checked: Checked, settings: Settings) -> SubscriptionRead:
    """Keep this phone's address and keys. The same again only says that the phone is still there."""
    found = mailbox.live_at(session, address_hash(checked.address))
    same = found is not None and (found.account_id, found.public_key, found.auth) == (actor.account_id, *checked.keys)
    if found is not None and not same:
        _end(session, found, "replaced")
        found = None
    if found is None:
        found = _add(session, actor, checked)
    found.seen_at, found.device_id = clock.now(), actor.device_id
    return SubscriptionRead(id=found.id, receipt_token=receipt_token(found.id, settings.secret("receipts")))


def end_subscription(session: Session, actor: Actor, subscription_id: UUID) -> None:
    """This phone wants no more. Again changes nothing."""
    found = mailbox.find_subscription(session, actor.account_id, subscription_id)
    if found is None:
        raise SubscriptionNotFound
    if found.ended_at is None:
        _end(session, found, "unsubscribed")


def receipt_token(subscription_id: UUID, secret: bytes) -> str:
    """By what a service worker proves which phone it is on; made from the id, so nothing has to be kept."""
    mac = hmac.digest(secret, subscription_id.bytes, "sha256")[:16]
    return f"{subscription_id.hex}.{base64.urlsafe_b64encode(mac).decode().rstrip('=')}"


def _add(session: Session, actor: Actor, checked: Checked) -> PushSubscription:
    phones = mailbox.live_of(session, actor.account_id)
    for oldest in phones[: max(0, len(phones) - MOST_PHONES + 1)]:
        _end(session, oldest, "too_many")
    made = PushSubscription(
        account_id=actor.account_id,
        channel=checked.channel,
        address=checked.address,
        address_hash=address_hash(checked.address),
        public_key=checked.keys[0],
        auth=checked.keys[1],
    )
    session.add(made)
    session.flush()
    return made


def _end(session: Session, subscription: PushSubscription, because: str) -> None:
    subscription.ended_at, subscription.ended_because = clock.now(), because
    session.flush()


def _no_keys(request: SubscriptionRequest) -> tuple[None, None]:
    """Firebase encrypts by itself; its registration tokens are opaque, but always printable."""
    if not _TOKEN.fullmatch(request.address):
        raise AddressUnsafe
    return None, None


def _keys(request: SubscriptionRequest, settings: Settings) -> tuple[bytes, bytes]:
    """The keys of a browser, after everything that makes its address one we may speak to."""
    try:
        parts = guard.split(request.address, settings)
        guard.resolve(parts.hostname or "", parts.port or guard.HTTPS, settings)
    except guard.Unsafe as error:
        raise AddressUnsafe from error
    except guard.Unknown:
        pass  # the name may be unknown for a moment; each sending looks again
    try:
        point, auth = _bytes(request.p256dh), _bytes(request.auth)
        if len(point) != _POINT_BYTES or len(auth) != _AUTH_BYTES:
            raise KeysMalformed
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    except ValueError as error:
        raise KeysMalformed from error
    return point, auth


def _bytes(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
