"""Trying a phone out: one message on the spot, with what happened at each step."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from sqlmodel import Session

from api.kit.actors import Actor
from api.kit.ids import new_id
from api.settings import Settings
from notifications import mailbox, retries
from notifications.channels import Answer, Notice, Outgoing, guard
from notifications.channels.choosing import open_senders
from notifications.errors import SubscriptionNotFound, TestsBusy
from notifications.models import Kind, PushSubscription, Urgency
from notifications.schemas import SelfTestRead, SelfTestStepRead
from notifications.texts import TITLES

_AT_ONCE = 4
_places = threading.BoundedSemaphore(_AT_ONCE)
"""Each test may take as long as the slowest push service, and keeps a thread of the server."""
_TTL_SECONDS = 60
_TOO_MANY = 429


def find_phone(session: Session, actor: Actor, subscription_id: UUID) -> PushSubscription:
    """One of my phones, also one that ended."""
    subscription = mailbox.find_subscription(session, actor.account_id, subscription_id)
    if subscription is None:
        raise SubscriptionNotFound
    return subscription


def try_phone(subscription: PushSubscription, settings: Settings) -> SelfTestRead:
    """Send a test to a phone and say how far it came. Nobody may hold the database meanwhile."""
    with _a_place():
        return SelfTestRead(steps=list(_steps(subscription, settings)))


@contextmanager
def _a_place() -> Iterator[None]:
    if not _places.acquire(blocking=False):
        raise TestsBusy(retry_after=5)
    try:
        yield
    finally:
        _places.release()


def _steps(subscription: PushSubscription, settings: Settings) -> Iterator[SelfTestStepRead]:
    """Each step only after the one before succeeded."""
    if subscription.ended_at is not None:
        yield SelfTestStepRead(step="subscribed", ok=False, code="ended", status=None)
        return
    yield SelfTestStepRead(step="subscribed", ok=True, code="ok", status=None)
    reachable = _reach(subscription, settings)
    yield reachable
    if reachable.ok:
        status = _send(subscription, settings)
        yield SelfTestStepRead(step="accepted", ok=retries.is_accepted(status), code=_meaning(status), status=status)


def _reach(subscription: PushSubscription, settings: Settings) -> SelfTestStepRead:
    code: Any = "ok"
    if subscription.public_key is not None:
        try:
            parts = guard.split(subscription.address, settings)
            guard.resolve(parts.hostname or "", parts.port or guard.HTTPS, settings)
        except guard.Unsafe:
            code = "address_unsafe"
        except guard.Unknown:
            code = "name_unknown"
    return SelfTestStepRead(step="reachable", ok=code == "ok", code=code, status=None)


def _send(subscription: PushSubscription, settings: Settings) -> int:
    answers: list[Answer] = []
    said = Notice(
        message_id=new_id(),
        title=TITLES["test"],
        link="/thong-bao/cai-dat",
        kind=Kind.TEST,
        urgency=Urgency.HIGH,
        topic=None,
        ttl=_TTL_SECONDS,
    )
    notice = Outgoing(
        said=said,
        target_id=str(subscription.id),
        address=subscription.address,
        badge=0,
        public_key=subscription.public_key or b"",
        auth=subscription.auth or b"",
    )
    for channel, sender in open_senders(settings):
        if channel is subscription.channel:
            sender.send([notice], lambda *told: answers.extend(told), lambda: False)
    return answers[0].status if answers else 0


def _meaning(status: int) -> Any:
    if retries.is_accepted(status):
        return "ok"
    if status in retries.GONE:
        return "gone"
    if status == 0:
        return "no_answer"
    if status == _TOO_MANY:
        return "too_many"
    return "trouble" if retries.is_worth_repeating(status) else "refused"
