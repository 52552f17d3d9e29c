"""HTTP/2 (RFC 9113) as far as sending small messages needs it: many requests on one connection, written in one go.

Written out because it decides how fast a province is told: a library that keeps every state of the protocol, or one
that writes each request by itself, takes longer for a message than its encryption does. Tests speak with h2.
Headers go out as plain literals that change no table (RFC 7541 §6.2.3), so what all messages share is made once; a body
is never larger than one frame and is begun only where the windows have room for all of it.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from struct import Struct

from hpack import Decoder, Encoder, HPACKError
from hpack.hpack import encode_integer

from notifications.channels.requesting import MOST_ANSWER_BYTES, Broken, Headers, Place, Request

_HEAD = Struct(">BHBBI")
"""Length (in two parts), kind, flags, stream."""
_HEAD_BYTES = 9
_SETTING = Struct(">HI")
_NUMBER = Struct(">I")
_DATA, _HEADERS, _RST_STREAM, _SETTINGS, _PUSH_PROMISE, _PING, _GOAWAY, _WINDOW_UPDATE, _CONTINUATION = (
    *(0, 1, 3, 4, 5, 6, 7, 8, 9),
)
_ACK = _END_STREAM = 0x1
_END_HEADERS, _PADDED, _PRIORITY = 0x4, 0x8, 0x20
_PRIORITY_BYTES = 5
_ENABLE_PUSH, _MOST_STREAMS, _FIRST_WINDOW = 2, 3, 4
_REFUSED_STREAM, _CANCEL = 7, 8
_MOST_FRAME = 16_384
_MOST_HEADERS = 65_536
_LAST_STREAM = 2**31 - 1
_WINDOW = 65_535
_MOST_BODY = 4096
"""What push services have to take (RFC 8030 §7.2)."""
_STREAMS_AT_FIRST = 100
"""Until its settings came; services are asked to allow no fewer (RFC 9113 §6.5.2)."""
_CONTINUES = range(100, 200)
_PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"


class Http2:
    """`Talk` over one connection; `ended` hears of each whole answer, `unseen` of what has to be sent once more."""

    def __init__(self, place: Place, ended: Callable[[Request], None], unseen: Callable[[Request], None]) -> None:
        self.out = bytearray(_PREFACE + _frame(_SETTINGS, 0, 0, _SETTING.pack(_ENABLE_PUSH, 0)))
        self._ended, self._unseen = ended, unseen
        self._start = _literals(((":method", "POST"), (":scheme", "https"), (":authority", place.authority)))
        self._headers: Headers = ()
        self._shared = b""
        self._decoder = Decoder()
        self._open: dict[int, Request] = {}
        self._next = 1
        self._most, self._window = _STREAMS_AT_FIRST, _WINDOW
        self._taken = 0
        self._closing = False
        self._rest = b""
        self._begun_headers: tuple[int, int, bytes] | None = None
        """Stream, flags and first part of a header block that goes on in the next frame."""

    def room(self) -> int:
        """As `Talk` promises."""
        if self._closing:
            return 0
        return max(0, min(self._most - len(self._open), self._window // _MOST_BODY))

    def begin(self, request: Request) -> None:
        """As `Talk` promises."""
        post, stream = request.post, self._next
        if post.headers is not self._headers:
            self._headers, self._shared = post.headers, _literals(post.headers)
        target, body = post.target.encode("ascii"), post.body
        parts = (self._start, _path_of(len(target)), target, self._shared, _length_of(len(body)))
        head = b"".join(parts)
        frames = (
            *(_HEAD.pack(0, len(head), _HEADERS, _END_HEADERS, stream), head),
            *(_HEAD.pack(0, len(body), _DATA, _END_STREAM, stream), body),
        )
        self.out += b"".join(frames)
        request.stream = stream
        self._open[stream] = request
        self._window -= len(body)
        self._next += 2
        self._closing = self._closing or self._next >= _LAST_STREAM

    def receive(self, data: bytes) -> None:
        """As `Talk` promises."""
        data, at = self._rest + data, 0
        while len(data) - at >= _HEAD_BYTES:
            high, low, kind, flags, stream = _HEAD.unpack_from(data, at)
            if high or low > _MOST_FRAME:
                raise Broken
            start, end = at + _HEAD_BYTES, at + _HEAD_BYTES + low
            if end > len(data):
                break
            self._read(kind, flags, stream & _LAST_STREAM, data[start:end])
            at = end
        self._rest = data[at:]
        if self._closing and not self._open:
            raise Broken
        if self._taken > _WINDOW // 2:
            self.out += _frame(_WINDOW_UPDATE, 0, 0, _NUMBER.pack(self._taken))
            self._taken = 0

    def drop(self, request: Request) -> bool:
        """As `Talk` promises."""
        self._open.pop(request.stream)
        self._cancel(request.stream)
        return True

    def left(self) -> list[Request]:
        """As `Talk` promises."""
        return list(self._open.values())

    def is_untouched(self, _: Request) -> bool:
        """As `Talk` promises: only a service that says so, in `GOAWAY` or when it refuses a stream."""
        return False

    def _read(self, kind: int, flags: int, stream: int, content: bytes) -> None:
        if (self._begun_headers is not None) != (kind == _CONTINUATION):
            raise Broken
        if kind == _HEADERS:
            self._read_headers(flags, stream, _unpadded(flags, content)[_PRIORITY_BYTES * bool(flags & _PRIORITY) :])
        elif kind == _CONTINUATION and self._begun_headers is not None:
            begun, first, part = self._begun_headers
            if begun != stream:
                raise Broken
            self._read_headers(first | flags, stream, part + content)
        elif kind == _DATA:
            self._read_data(flags, stream, content)
        elif kind == _RST_STREAM:
            self._read_reset(stream, content)
        else:
            self._read_about_connection(kind, flags, stream, content)

    def _read_headers(self, flags: int, stream: int, block: bytes) -> None:
        if len(block) > _MOST_HEADERS:
            raise Broken
        if not flags & _END_HEADERS:
            self._begun_headers = stream, flags, block
            return
        self._begun_headers = None
        try:
            found = self._decoder.decode(block, raw=True)
            request = self._open.get(stream)
            if request is not None:
                _hear(request, found)
        except (HPACKError, ValueError) as error:
            raise Broken from error
        if flags & _END_STREAM:
            self._end(stream)

    def _read_data(self, flags: int, stream: int, content: bytes) -> None:
        self._taken += len(content)
        request = self._open.get(stream)
        if request is not None:
            request.taken += len(content)
            if request.taken > MOST_ANSWER_BYTES and not flags & _END_STREAM:
                self._cancel(stream)
                self._end(stream)
        if flags & _END_STREAM:
            self._end(stream)

    def _read_reset(self, stream: int, content: bytes) -> None:
        if _number(content) == _REFUSED_STREAM and stream in self._open:
            self._unseen(self._open.pop(stream))
        else:
            self._end(stream)

    def _read_about_connection(self, kind: int, flags: int, stream: int, content: bytes) -> None:
        if kind == _SETTINGS and not flags & _ACK:
            self._read_settings(content)
        elif kind == _PING and not flags & _ACK:
            self.out += _frame(_PING, _ACK, 0, content)
        elif kind == _WINDOW_UPDATE and stream == 0:
            self._window += _number(content)
        elif kind == _GOAWAY:
            self._closing = True
            for unseen in [number for number in self._open if number > _number(content)]:
                self._unseen(self._open.pop(unseen))
        elif kind == _PUSH_PROMISE:
            raise Broken

    def _read_settings(self, content: bytes) -> None:
        if len(content) % _SETTING.size:
            raise Broken
        for name, value in _SETTING.iter_unpack(content):
            if name == _MOST_STREAMS:
                self._most = value
            elif name == _FIRST_WINDOW and value < _MOST_BODY:
                raise Broken
        self.out += _frame(_SETTINGS, _ACK, 0, b"")

    def _end(self, stream: int) -> None:
        request = self._open.pop(stream, None)
        if request is not None:
            self._ended(request)

    def _cancel(self, stream: int) -> None:
        self.out += _frame(_RST_STREAM, 0, stream, _NUMBER.pack(_CANCEL))


def _hear(request: Request, headers: Iterable[tuple[bytes, bytes]]) -> None:
    for name, value in headers:
        if name == b":status":
            status = int(value)
            request.status = 0 if status in _CONTINUES else status
        else:
            request.hear(name, value)


def _frame(kind: int, flags: int, stream: int, content: bytes) -> bytes:
    return _HEAD.pack(0, len(content), kind, flags, stream) + content


def _literals(headers: Headers) -> bytes:
    """Never indexed: the same bytes are right whatever was sent before."""
    return Encoder().encode([(name, value, True) for name, value in headers], huffman=False)


@lru_cache(maxsize=1024)
def _path_of(size: int) -> bytes:
    """What stands before a `:path` of so many bytes: its number in the static table (RFC 7541), and how many."""
    return b"\x04" + bytes(encode_integer(size, 7))


@lru_cache(maxsize=1024)
def _length_of(size: int) -> bytes:
    """`content-length` of so many bytes; its number in the static table is 28."""
    digits = b"%d" % size
    return b"\x0f\x0d" + bytes([len(digits)]) + digits


def _unpadded(flags: int, content: bytes) -> bytes:
    if not flags & _PADDED:
        return content
    if not content or content[0] >= len(content):
        raise Broken
    return content[1 : len(content) - content[0]]


def _number(content: bytes) -> int:
    """The first 31 bits."""
    if len(content) < _NUMBER.size:
        raise Broken
    number: int = _NUMBER.unpack_from(content)[0]
    return number & _LAST_STREAM
