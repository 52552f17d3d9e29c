"""How many attempts whom: budgets that stop guessing and cannot be spent for somebody else.

A device on which the account was used before shows its cookie and has a budget of its own; nobody else can spend it.
All unknown devices together share the account's second budget and the budget of their address, so a stranger's failures
shut out strangers. Whoever must sign in on a new device meanwhile uses a passkey or a recovery code, which no budget of
the account limits. (OWASP: "Slow Down Online Guessing Attacks with Device Cookies".)
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from ipaddress import IPv6Address, ip_address


class Kind(Enum):
    """What is counted: how many failures are forgiven in how many minutes. Many phones can share one address."""

    DEVICE_PASSWORD = (10, 15)
    ACCOUNT_PASSWORD = (11, 15)
    ADDRESS_PASSWORD = (200, 15)
    DEVICE_ONE_TIME = (5, 15)
    ACCOUNT_ONE_TIME = (6, 60)
    ADDRESS_CODE = (300, 15)
    ADDRESS_CHALLENGE = (1000, 15)


@dataclass(frozen=True, slots=True)
class Allowance:
    """One budget an attempt is charged to."""

    kind: Kind
    key: bytes

    @property
    def most(self) -> int:
        """How many attempts it holds."""
        return self.kind.value[0]

    @property
    def window(self) -> timedelta:
        """After how long it is full again."""
        return timedelta(minutes=self.kind.value[1])


def allowance(kind: Kind, who: str, pepper: bytes) -> Allowance:
    """Return the budget of `who`; its key is a keyed hash, so the table tells no logins and no addresses."""
    key = hmac.digest(pepper, f"attempts:{kind.name}:{who}".encode(), hashlib.sha256)
    return Allowance(kind=kind, key=key)


def network_of(address: str) -> str:
    """Return what one household or office shares: an IPv4 address, or the first 64 bits of an IPv6 one."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(IPv6Address(int(parsed) >> 64 << 64))
    return str(parsed)
