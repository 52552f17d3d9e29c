"""What is asked of a push service and what it says to that, whichever HTTP carries it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import NamedTuple, Protocol

from api.kit import clock

Headers = tuple[tuple[str, str], ...]
"""Names in small letters, as HTTP/2 wants them; the same object for all that share them."""
MOST_ANSWER_BYTES = 16_384


class Place(NamedTuple):
    """Where a service is: its name, and the addresses it was found at. Nothing else is ever spoken to."""

    authority: str
    """Host and port as the address has them."""
    host: str
    port: int
    numbers: tuple[str, ...]


class Post(NamedTuple):
    """One message on its way to a service."""

    place: Place
    target: str
    """Path and query."""
    headers: Headers
    body: bytes


class Reply(NamedTuple):
    """The status (0: none) and what `Retry-After` asked for, in seconds."""

    status: int
    retry_after: float | None


class Broken(Exception):
    """Nothing more comes of a connection: the service said so, or does not speak HTTP as it should."""


@dataclass(slots=True, eq=False)
class Request:
    """A post under way, and what was heard of it so far."""

    post: Post
    tell: Callable[[Reply], None]
    begun_at: float = 0.0
    status: int = 0
    taken: int = 0
    """Bytes of its answer. Nobody reads more than the first; a service that does not stop is cut off."""
    stream: int = 0
    aside: bool = False
    ended: bool = False
    unseen: int = 0
    """How often it was sent before over a connection that was closed without looking at it."""
    _retry_after: str | None = field(default=None)

    def hear(self, name: bytes, value: bytes) -> None:
        """A header of the answer, its name in small letters."""
        if name == b"retry-after":
            self._retry_after = value.decode("latin-1").strip()

    def reply(self) -> Reply:
        """What came back. A status is an answer also when what should follow it never comes, or never ends."""
        return Reply(self.status, seconds_of(self._retry_after))


class Talk(Protocol):
    """One version of HTTP over one connection: bytes in, bytes out, no socket."""

    out: bytearray
    """What is to be written to the connection."""

    def room(self) -> int:
        """How many more requests it takes now."""

    def begin(self, request: Request) -> None:
        """Put a request into `out`."""

    def receive(self, data: bytes) -> None:
        """Read what came. Raises `Broken`."""

    def drop(self, request: Request) -> bool:
        """Wait for it no longer; false when the connection cannot be used without its answer."""

    def left(self) -> list[Request]:
        """What has no whole answer yet."""

    def is_untouched(self, request: Request) -> bool:
        """Whether the service cannot have looked at it, should the connection close now."""


def seconds_of(retry_after: str | None) -> float | None:
    """`Retry-After` as seconds from now (RFC 9110 §10.2.3): a number or a date; None for neither."""
    if retry_after is None:
        return None
    if retry_after.isdigit():
        return float(retry_after[:9])
    try:
        at = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    return max(0.0, (at - clock.now()).total_seconds()) if at.tzinfo else None
