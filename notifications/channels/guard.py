"""Which addresses a phone may make this server speak to: push services, never the network it stands in.

Asked when a phone subscribes, and again at each sending: names may lead elsewhere tomorrow.
"""

import ipaddress
import socket
import time
from urllib.parse import SplitResult, urlsplit

from api.settings import Settings
from notifications.channels.requesting import Place

HTTPS = 443
_LOOK_AGAIN_SECONDS = 300
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_GIVEN_OUT = ipaddress.IPv6Network("2000::/3")
"""All that is routed in the internet (RFC 4291 §2.4); what lies beside it leads inside in one dress or another."""


class Unsafe(Exception):
    """An address that is no push service's."""


class Unknown(Exception):
    """A name that cannot be resolved now."""


def split(address: str, settings: Settings) -> SplitResult:
    """The parts of an https address without a user in it, of a host that may be spoken to."""
    try:
        parts = urlsplit(address)
        port = parts.port or HTTPS
    except ValueError as error:
        raise Unsafe from error
    host = parts.hostname
    odd = not (address.isascii() and address.isprintable()) or " " in address
    if odd or parts.scheme != "https" or not host or parts.username is not None or parts.password is not None:
        raise Unsafe
    own = own_services(settings)
    if own and f"{host}:{port}" not in own:
        raise Unsafe
    if not own and port != HTTPS:
        raise Unsafe
    return parts


def own_services(settings: Settings) -> frozenset[str]:
    """The push services of a closed network, as `host:port`; empty where the public ones are used."""
    return frozenset(name.strip() for name in settings.push_hosts.split(",") if name.strip())


def resolve(host: str, port: int, settings: Settings) -> tuple[str, ...]:
    """The addresses behind a name, every one of them public unless the service is the network's own."""
    numbers = look_up(host, port)
    if not own_services(settings) and not all(is_public(number) for number in numbers):
        raise Unsafe
    return numbers


def look_up(host: str, port: int) -> tuple[str, ...]:
    """What the name leads to now."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unknown from error
    return tuple(dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in found))


def is_public(number: str) -> bool:
    """Whether an IP address is out in the internet, also when it is wrapped into a newer one."""
    address = ipaddress.ip_address(number)
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(str(address.ipv4_mapped))
        if address in _NAT64:
            return is_public(str(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)))
        if address not in _GIVEN_OUT or address.sixtofour is not None or address.teredo is not None:
            return False
    return address.is_global and not address.is_multicast


class Places:
    """Resolved names, each looked at again after five minutes."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._kept: dict[tuple[str, int], tuple[float, tuple[str, ...]]] = {}

    def pinned(self, parts: SplitResult) -> Place:
        """The connection goes where was looked, not where the name leads later."""
        host, port = parts.hostname or "", parts.port or HTTPS
        until, numbers = self._kept.get((host, port), (0.0, ()))
        if until < time.monotonic():
            numbers = resolve(host, port, self._settings)
            self._kept[host, port] = (time.monotonic() + _LOOK_AGAIN_SECONDS, numbers)
        return Place(parts.netloc, host, port, numbers)
