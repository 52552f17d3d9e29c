"""Charging attempts to budgets. Charged before the proof is looked at, so that guesses at once cannot pass together."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from api.kit import audit, clock
from api.kit.actors import Actor
from api.rooms.signin import repository
from api.rooms.signin.errors import TooManyAttempts
from api.rooms.signin.models import Account
from api.rooms.signin.throttle import Allowance, Kind, allowance
from api.rooms.signin.tokens import fingerprint
from api.rooms.signin.visitors import Visitor


@dataclass(frozen=True, slots=True)
class Attempt:
    """What was charged, to be given back on success; `wait` is set when a budget was empty."""

    keys: tuple[bytes, ...]
    wait: int | None = None

    def allowed(self) -> None:
        """Raise `TooManyAttempts` when a budget was empty. Apart from charging, which has to be committed."""
        if self.wait is not None:
            raise TooManyAttempts(seconds=self.wait, retry_after=self.wait)


def charge_password(session: Session, visitor: Visitor, login: str, account: Account | None) -> Attempt:
    """Charge a known device's own budget, else those of the address and of the account, which need not exist."""
    pepper = visitor.settings.pepper
    device = None
    if account is not None and visitor.device_token:
        device = repository.find_device(session, fingerprint(visitor.device_token), account.id)
    if device is not None:
        allowances = [allowance(Kind.DEVICE_PASSWORD, str(device.id), pepper)]
    else:
        allowances = [
            allowance(Kind.ADDRESS_PASSWORD, visitor.network, pepper),
            allowance(Kind.ACCOUNT_PASSWORD, str(account.id) if account else login, pepper),
        ]
    return _charge(session, allowances, account.id if account else None)


def charge_own_password(session: Session, visitor: Visitor, actor: Actor) -> Attempt:
    """Charge what somebody signed in has for typing the present password."""
    allowances = [allowance(Kind.DEVICE_PASSWORD, str(actor.device_id), visitor.settings.pepper)]
    return _charge(session, allowances, actor.account_id)


def charge_one_time(session: Session, visitor: Visitor, actor: Actor) -> Attempt:
    """Charge the device's budget if a second factor was ever given on it, else the account's.

    Who knows the password could otherwise make himself a new device, and a new budget, every five guesses.
    """
    pepper = visitor.settings.pepper
    if actor.device_id is not None and repository.strong_before(session, actor.device_id):
        allowances = [allowance(Kind.DEVICE_ONE_TIME, str(actor.device_id), pepper)]
    else:
        allowances = [allowance(Kind.ACCOUNT_ONE_TIME, str(actor.account_id), pepper)]
    return _charge(session, allowances, actor.account_id)


def charge_address(session: Session, visitor: Visitor, kind: Kind) -> Attempt:
    """Charge only where the request comes from."""
    return _charge(session, [allowance(kind, visitor.network, visitor.settings.pepper)], None)


def give_back(session: Session, attempt: Attempt) -> None:
    """Nothing was guessed: the attempt does not count."""
    repository.refund(session, attempt.keys)


def _charge(session: Session, allowances: Sequence[Allowance], account_id: UUID | None) -> Attempt:
    charged: list[bytes] = []
    for one in allowances:
        spent, until = repository.charge(session, one.key, clock.now() + one.window)
        charged.append(one.key)
        if spent > one.most:
            _tell(session, one, spent, account_id)
            return Attempt(tuple(charged), wait=max(1, math.ceil((until - clock.now()).total_seconds())))
    return Attempt(tuple(charged))


def _tell(session: Session, one: Allowance, spent: int, account_id: UUID | None) -> None:
    """Leave one entry in the audit for each budget spent, not one for each attempt after it."""
    if spent == one.most + 1:
        audit.note(
            session, None, "signin.budget_spent", subject_kind="account", subject_id=account_id, budget=one.kind.name
        )
