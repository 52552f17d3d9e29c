"""The push service's HTTP/2 for benchmarks, where h2 would take longer to read a message than the house to send it.

As much of RFC 9113 as a sender sees; whether the house speaks it rightly is what `push_http2` is for.
"""

import asyncio
from struct import Struct
from typing import Any

from hpack import Decoder

from tests.support.push_service import HANG, PushService

_HEAD = Struct(">BHBBI")
_DATA, _HEADERS, _SETTINGS, _WINDOW_UPDATE = 0, 1, 4, 8
_ACK, _LAST = 0x1, 0x5
_PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
_WINDOW = bytes.fromhex("7fff0000")
"""So much that no benchmark comes to its end."""


class Quick(asyncio.Protocol):
    """One connection; answers each stream as `PushService.answer` says."""

    ALPN = "h2"

    def __init__(self, service: PushService) -> None:
        self._service = service
        self._rest = b""
        self._greeted = False
        self._decoder = Decoder()
        self._streams: dict[int, dict[str, str]] = {}

    def connection_made(self, transport: Any) -> None:
        self._transport = transport
        self._service.connections += 1
        self._service.open.add(transport)
        transport.write(_HEAD.pack(0, 0, _SETTINGS, 0, 0) + _HEAD.pack(0, 4, _WINDOW_UPDATE, 0, 0) + _WINDOW)

    def connection_lost(self, error: Exception | None) -> None:
        self._service.open.discard(self._transport)
        if error is not None and not isinstance(error, OSError):
            self._service.wrong.append(repr(error))

    def data_received(self, data: bytes) -> None:
        data, at, out = self._rest + data, 0, bytearray()
        if not self._greeted and data.startswith(_PREFACE):
            self._greeted, at = True, len(_PREFACE)
        while self._greeted and len(data) - at >= _HEAD.size:
            _, length, kind, flags, stream = _HEAD.unpack_from(data, at)
            end = at + _HEAD.size + length
            if end > len(data):
                break
            out += self._read(kind, flags, stream, data[at + _HEAD.size : end])
            at = end
        self._rest = data[at:]
        if out:
            self._transport.write(bytes(out))

    def _read(self, kind: int, flags: int, stream: int, content: bytes) -> bytes:
        if kind == _HEADERS:
            found = self._decoder.decode(content, raw=True)
            self._streams[stream] = {name.decode(): value.decode() for name, value in found}
        elif kind == _DATA:
            headers = self._streams.pop(stream)
            answer = self._service.answer(headers[":path"], headers, content)
            return b"" if answer == HANG else _answer(stream, answer)
        elif kind == _SETTINGS and not flags & _ACK:
            return _HEAD.pack(0, 0, _SETTINGS, _ACK, 0)
        return b""


def _answer(stream: int, answer: str) -> bytes:
    """`:status` and `retry-after` are numbers 8 and 53 of the static table."""
    status, _, retry_after = answer.partition(":")
    block = b"\x08\x03" + status.encode()
    if retry_after:
        block += b"\x0f\x26" + bytes([len(retry_after)]) + retry_after.encode()
    return _HEAD.pack(0, len(block), _HEADERS, _LAST, stream) + block
