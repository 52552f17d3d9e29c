"""One TLS connection to a push service; what is said over it is `http2`'s and `http1`'s matter."""

import asyncio
import contextlib
import ssl
import time
from collections import deque
from typing import Any

from notifications.channels.http1 import Http1
from notifications.channels.http2 import Http2
from notifications.channels.requesting import Broken, Place, Request, Talk

VERSIONS = ["h2", "http/1.1"]
CONNECT_SECONDS = 5.0
_MOST_UNREAD = 2**20
"""Bytes a service may leave lying: one that asks for ever more answers and reads none would fill the memory."""


class Line(asyncio.Protocol):
    """Carries requests to one place. Whatever comes of them is put into `ended`, and `unseen` for what begins again."""

    def __init__(self, place: Place, first: Request, ended: deque[Request], unseen: deque[Request]) -> None:
        self.is_closed = False
        self._place, self._first = place, first
        self._ended, self._unseen = ended, unseen
        self._talk: Talk | None = None
        self._heard_at = 0.0

    @property
    def is_new(self) -> bool:
        """Whether it will soon be known which HTTP is spoken; one that takes long is not waited for."""
        return self._talk is None and not self._first.aside

    @property
    def is_of_one(self) -> bool:
        """Whether it carries one request at a time."""
        return isinstance(self._talk, Http1)

    def room(self) -> int:
        """How many more requests it takes now."""
        return 0 if self._talk is None or self.is_closed else self._talk.room()

    def connect(self, loop: asyncio.AbstractEventLoop, context: ssl.SSLContext) -> None:
        """Connect, and send the first request; to each address of the place in turn, and to no other."""
        self._connecting = loop.create_task(self._connect(loop, context))

    async def _connect(self, loop: asyncio.AbstractEventLoop, context: ssl.SSLContext) -> None:
        numbers, port, host = self._place.numbers, self._place.port, self._place.host
        for number in numbers:
            with contextlib.suppress(OSError):  # which time-outs and certificates of somebody else are, too
                async with asyncio.timeout(CONNECT_SECONDS / len(numbers)):
                    await loop.create_connection(lambda: self, number, port, ssl=context, server_hostname=host)
                return
        self.close()

    def begin(self, request: Request) -> None:
        """Take a request where there is room; `flush` writes it."""
        if self._talk is not None:
            self._talk.begin(request)

    def flush(self) -> None:
        """Write what waits, in one go."""
        if self._talk is not None and self._talk.out:
            self._transport.write(bytes(self._talk.out))
            self._talk.out.clear()
            if self._transport.get_write_buffer_size() > _MOST_UNREAD:
                self.close()

    def drop(self, request: Request) -> None:
        """Wait no longer for an answer. Where nothing at all came since it was asked, nothing will."""
        if self.is_closed:
            return  # an earlier one closed it, and that was the end of this one too
        if self._talk is None or not self._talk.drop(request):
            self.close()
            return
        self._ended.append(request)
        if self._heard_at < request.begun_at:
            self.close()
        else:
            self.flush()

    def close(self) -> None:
        """No request is left without an end."""
        if self.is_closed:
            return
        self.is_closed = True
        if self._talk is None:
            self._connecting.cancel()
            self._ended.append(self._first)
            return
        self._transport.abort()
        for request in self._talk.left():
            (self._unseen if self._talk.is_untouched(request) else self._ended).append(request)

    def connection_made(self, transport: Any) -> None:
        """asyncio: the connection stands, and is the host's."""
        self._transport: asyncio.Transport = transport
        if transport.get_extra_info("ssl_object").selected_alpn_protocol() == VERSIONS[0]:
            self._talk = Http2(self._place, self._ended.append, self._unseen.append)
        else:
            self._talk = Http1(self._place, self._ended.append)
        self._talk.begin(self._first)
        self.flush()

    def data_received(self, data: bytes) -> None:
        """asyncio: something came."""
        if self._talk is None or self.is_closed:
            return
        self._heard_at = time.monotonic()
        try:
            self._talk.receive(data)
        except Broken:
            self.close()
        else:
            self.flush()

    def connection_lost(self, _: Exception | None) -> None:
        """asyncio: the connection is no more."""
        self.close()
