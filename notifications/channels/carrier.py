"""Many https requests at once over few connections: libcurl's multi interface in one thread.

Requests that take long do not hold the places of the others: after a second each stands aside, up to a bound, until its
answer or its time-out.
"""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import NamedTuple

import pycurl

from api.kit import clock

CONNECT_SECONDS = 5
ANSWER_SECONDS = 10
_AT_ONCE = 48
_ASIDE_AFTER_SECONDS = 1.0
_MOST_ASIDE = 400
_WAIT_SECONDS = 0.05
_GATHER_SECONDS = 0.004
"""Answers are fetched by the handful: looking at all that is under way for each single one costs a third more."""
_MOST_ANSWER_BYTES = 16_384


class Post(NamedTuple):
    """One request. `pin` says where the name leads; see `guard.Places`."""

    url: str
    pin: str
    headers: tuple[str, ...]
    body: bytes


class Reply(NamedTuple):
    """The status (0: none) and what `Retry-After` asked for, in seconds."""

    status: int
    retry_after: float | None


class Carrier:
    """Connections that stay open between calls; used by one thread at a time."""

    def __init__(self, ca_file: Path | None) -> None:
        self._multi = pycurl.CurlMulti()
        self._multi.setopt(pycurl.M_PIPELINING, pycurl.PIPE_MULTIPLEX)
        # counts those under way too: with fewer, each answer would close the connection it came by
        self._multi.setopt(pycurl.M_MAXCONNECTS, _AT_ONCE + _MOST_ASIDE)
        self._ca_file = ca_file
        self._idle: list[_Request] = []
        self._running: dict[pycurl.Curl, _Request] = {}
        self._begun: deque[_Request] = deque()
        self._met: set[str] = set()
        """Pins of services that answered, or took too long to be waited for."""
        self._aside = 0

    def carry(self, posts: Iterable[tuple[Post, Callable[[Reply], None]]], stopping: Callable[[], bool]) -> None:
        """Send each and tell its reply. When `stopping` turns true the rest is left and what is out gets its time."""
        waiting: Iterator[tuple[Post, Callable[[Reply], None]]] = iter(posts)
        following = next(waiting, None)
        while following is not None or self._running:
            while following is not None and self._has_room(following[0].pin):
                if not stopping():
                    self._begin(*following)
                following = None if stopping() else next(waiting, None)
            self._multi.perform()
            self._collect()
            self._put_aside()
            if self._running:
                self._multi.select(_WAIT_SECONDS)
                time.sleep(_GATHER_SECONDS)

    def _has_room(self, pin: str) -> bool:
        """The first request to a service goes alone: only its answer tells whether one connection carries many."""
        if pin not in self._met and any(request.pin == pin for request in self._running.values()):
            return False
        return len(self._running) - self._aside < _AT_ONCE and self._aside < _MOST_ASIDE

    def _begin(self, post: Post, tell: Callable[[Reply], None]) -> None:
        request = self._idle.pop() if self._idle else _Request(self._ca_file)
        request.load(post, tell)
        self._running[request.curl] = request
        self._begun.append(request)
        self._multi.add_handle(request.curl)

    def _collect(self) -> None:
        left = 1
        while left:
            left, done, failed = self._multi.info_read()
            for curl in (*done, *(curl for curl, _, _ in failed)):
                self._end(curl)

    def _end(self, curl: pycurl.Curl) -> None:
        request = self._running.pop(curl)
        self._multi.remove_handle(curl)
        self._aside -= request.aside
        request.aside = False
        self._met.add(request.pin)
        tell, reply = request.tell, request.reply()
        self._idle.append(request)
        tell(reply)

    def _put_aside(self) -> None:
        """Requests end in another order than they begin; those that ended are passed over."""
        late = time.monotonic() - _ASIDE_AFTER_SECONDS
        while self._begun and (self._begun[0].curl not in self._running or self._begun[0].begun_at < late):
            request = self._begun.popleft()
            if request.curl in self._running and request.begun_at < late and not request.aside:
                request.aside = True
                self._met.add(request.pin)
                self._aside += 1


class _Request:
    """A libcurl handle, used again and again."""

    def __init__(self, ca_file: Path | None) -> None:
        self.curl = curl = pycurl.Curl()
        self.tell: Callable[[Reply], None] = lambda _: None
        self.begun_at = 0.0
        self.aside = False
        self._headers: tuple[str, ...] = ()
        self.pin = ""
        self._retry_after: str | None = None
        self._taken = 0
        curl.setopt(pycurl.POST, 1)
        curl.setopt(pycurl.HTTP_VERSION, pycurl.CURL_HTTP_VERSION_2TLS)
        curl.setopt(pycurl.PROTOCOLS, pycurl.PROTO_HTTPS)
        curl.setopt(pycurl.FOLLOWLOCATION, 0)
        curl.setopt(pycurl.PROXY, "")  # a proxy from the environment would look names up by itself
        curl.setopt(pycurl.NOSIGNAL, 1)
        curl.setopt(pycurl.CONNECTTIMEOUT, CONNECT_SECONDS)
        curl.setopt(pycurl.TIMEOUT, ANSWER_SECONDS)
        curl.setopt(pycurl.WRITEFUNCTION, self._take)
        curl.setopt(pycurl.HEADERFUNCTION, self._read_header)
        if ca_file is not None:
            curl.setopt(pycurl.CAINFO, str(ca_file))

    def load(self, post: Post, tell: Callable[[Reply], None]) -> None:
        """Make it the next request."""
        self.tell, self.begun_at, self.aside = tell, time.monotonic(), False
        self._retry_after, self._taken = None, 0
        curl = self.curl
        curl.setopt(pycurl.URL, post.url)
        if post.pin != self.pin:
            curl.setopt(pycurl.RESOLVE, [post.pin])
            self.pin = post.pin
        if post.headers != self._headers:
            curl.setopt(pycurl.HTTPHEADER, list(post.headers))
            self._headers = post.headers
        curl.setopt(pycurl.POSTFIELDS, post.body)

    def reply(self) -> Reply:
        """What came back. A status is an answer also when what should follow it never comes, or never ends."""
        return Reply(int(self.curl.getinfo(pycurl.RESPONSE_CODE)), seconds_of(self._retry_after))

    def _take(self, piece: bytes) -> int:
        """Nobody reads what push services say beside the status; one that does not stop is cut off."""
        self._taken += len(piece)
        return len(piece) if self._taken <= _MOST_ANSWER_BYTES else 0

    def _read_header(self, line: bytes) -> None:
        if line[:12].lower() == b"retry-after:":
            self._retry_after = line[12:].decode("latin-1").strip()


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
