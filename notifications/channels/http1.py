"""HTTP/1.1 (RFC 9112): one request at a time on a connection that stays open."""

from collections.abc import Callable

import httptools

from notifications.channels.requesting import MOST_ANSWER_BYTES, Broken, Headers, Place, Request

_CONTINUES = range(100, 200)


class Http1:
    """`Talk` over one connection; `ended` hears of each whole answer."""

    def __init__(self, place: Place, ended: Callable[[Request], None]) -> None:
        self.out = bytearray()
        self._ended = ended
        self._parser = httptools.HttpResponseParser(self)
        self._start = f" HTTP/1.1\r\nhost: {place.authority}\r\n"
        self._headers: Headers = ()
        self._lines = ""
        self._asked: Request | None = None
        self._used = self._heard = False

    def room(self) -> int:
        """As `Talk` promises."""
        return int(self._asked is None)

    def begin(self, request: Request) -> None:
        """As `Talk` promises."""
        self._asked, self._heard = request, False
        post = request.post
        if post.headers is not self._headers:
            self._headers = post.headers
            self._lines = "".join(f"{name}: {value}\r\n" for name, value in post.headers)
        head = f"POST {post.target}{self._start}{self._lines}content-length: {len(post.body)}\r\n\r\n"
        self.out += head.encode("ascii") + post.body

    def receive(self, data: bytes) -> None:
        """As `Talk` promises."""
        request = self._asked
        if request is None:
            raise Broken
        self._heard = True
        request.taken += len(data)
        try:
            self._parser.feed_data(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade) as error:
            raise Broken from error
        if self._asked is request and request.taken > MOST_ANSWER_BYTES:
            raise Broken

    def drop(self, _: Request) -> bool:
        """As `Talk` promises."""
        return False

    def left(self) -> list[Request]:
        """As `Talk` promises."""
        return [] if self._asked is None else [self._asked]

    def is_untouched(self, _: Request) -> bool:
        """A connection that was kept and is closed without a word was closed before the request came."""
        return self._used and not self._heard

    def on_header(self, name: bytes, value: bytes) -> None:
        """The parser read a header."""
        if self._asked is not None:
            self._asked.hear(name.lower(), value)

    def on_headers_complete(self) -> None:
        """The parser read all headers."""
        status = self._parser.get_status_code()
        if self._asked is not None and status not in _CONTINUES:
            self._asked.status = status

    def on_message_complete(self) -> None:
        """The parser read a whole answer."""
        if self._asked is None or not self._asked.status:
            return
        request, self._asked, self._used = self._asked, None, True
        self._ended(request)
        if not self._parser.should_keep_alive():
            raise Broken
