"""HTTP/1.1 written by hand: a client that costs little beside the server it measures."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import cast
from urllib.parse import urlsplit

_END = b"\r\n\r\n"
_LENGTH = b"content-length: "


class Line(asyncio.Protocol):
    """One kept-alive connection; one question at a time."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._heard = b""
        self._waiting: deque[asyncio.Future[tuple[int, bytes]]] = deque()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """Put parts together until an answer is whole."""
        self._heard += data
        head, end, rest = self._heard.partition(_END)
        if not end:
            return
        length = int(head.lower().partition(_LENGTH)[2].partition(b"\r\n")[0] or b"0")
        if len(rest) >= length:
            self._heard = rest[length:]
            waiting = self._waiting.popleft()
            if not waiting.done():
                waiting.set_result((int(head[9:12]), rest[:length]))

    def connection_lost(self, exc: Exception | None) -> None:
        """Whoever waits hears that the line is gone."""
        while self._waiting:
            waiting = self._waiting.popleft()
            if not waiting.done():
                waiting.set_exception(ConnectionResetError(str(exc)))

    async def ask(self, request: bytes) -> tuple[int, bytes]:
        """Send a whole request; status and body of the answer. Raises ConnectionError."""
        if self._transport is None or self._transport.is_closing():
            raise ConnectionResetError
        waiting: asyncio.Future[tuple[int, bytes]] = asyncio.get_running_loop().create_future()
        self._waiting.append(waiting)
        self._transport.write(request)
        return await waiting

    def close(self) -> None:
        """Hang up."""
        if self._transport is not None:
            self._transport.close()


async def connect(address: str) -> Line:
    """A line to a server. Raises OSError."""
    parts = urlsplit(address)
    _, line = await asyncio.get_running_loop().create_connection(Line, str(parts.hostname), parts.port or 80)
    return line


@asynccontextmanager
async def lines(address: str, number: int) -> AsyncIterator[list[Line]]:
    """So many lines for the length of the block."""
    opened = [await connect(address) for _ in range(number)]
    try:
        yield opened
    finally:
        for line in opened:
            line.close()


def post(path: str, cookie: str, body: bytes) -> bytes:
    """A request as a phone sends it."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\nX-Handbook: 1\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
