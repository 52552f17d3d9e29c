"""A lane of its own for addresses that are asked thousands of times a second.

Finding one address among two hundred, resolving its dependencies and building its models costs several times what the
work itself costs. What comes in the plain form, a short JSON body of our own pages, is answered here. Everything else,
from a foreign origin to a body that cannot be read, goes the ordinary way with all that was read of it: the endpoint
of the same address refuses it, so every rule and every refusal stands in one place.
"""

import gzip
from collections.abc import Awaitable, Callable, Mapping

from starlette.datastructures import State
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.kit.errors import AppError, as_response

Answering = Callable[[State, Mapping[str, str], bytes], Awaitable[bytes | None]]
"""Answers a JSON body with JSON, by the app's state and the cookies; None when it cannot be read. Raises `AppError`."""

_OUR_PAGES = {None, b"same-origin", b"none"}
_NUL = rb"\u0000"
_WORTH_PACKING = 1000
"""Bytes, as for all other answers."""


class Express:
    """Answers POSTs to the addresses in `lanes` of at most `most` bytes by themselves."""

    def __init__(self, app: ASGIApp, *, lanes: Mapping[str, Answering], most: int) -> None:
        self.app = app
        self.lanes = lanes
        self.most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer it here, or pass it on as it came."""
        answering = self.lanes.get(scope["path"]) if scope["type"] == "http" else None
        if answering is None or scope["method"] != "POST":
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        if not self._is_plain(headers):
            await self.app(scope, receive, send)
            return
        messages = await _read(receive)
        body = b"".join(one.get("body", b"") for one in messages)
        try:
            answer = None if _has_nul(body) else await answering(scope["app"].state, _cookies(headers), body)
        except AppError as refusal:
            await as_response(refusal)(scope, receive, send)
            return
        if answer is None:
            await self.app(scope, _again(messages, receive), send)
        else:
            await _send(send, answer, headers)

    def _is_plain(self, headers: Mapping[bytes, bytes]) -> bool:
        length = headers.get(b"content-length", b"")
        return (
            headers.get(b"sec-fetch-site") in _OUR_PAGES
            and b"x-handbook" in headers
            and headers.get(b"content-type", b"").startswith(b"application/json")
            and length.isdigit()
            and int(length) <= self.most
        )


def _cookies(headers: Mapping[bytes, bytes]) -> dict[str, str]:
    return cookie_parser(headers.get(b"cookie", b"").decode("latin-1"))


def _has_nul(body: bytes) -> bool:
    return b"\\" in body and _NUL in body  # one character is found ten times as fast, and is seldom there


async def _read(receive: Receive) -> list[Message]:
    """The whole body, whose length was declared and is seen to by the server; or that its sender has left."""
    messages = [await receive()]
    while messages[-1].get("more_body", False):
        messages.append(await receive())
    return messages


def _again(messages: list[Message], receive: Receive) -> Receive:
    waiting = iter(messages)

    async def received() -> Message:
        return next(waiting, None) or await receive()

    return received


async def _send(send: Send, body: bytes, asked: Mapping[bytes, bytes]) -> None:
    headers = [(b"content-type", b"application/json"), (b"vary", b"Accept-Encoding")]
    if len(body) >= _WORTH_PACKING and b"gzip" in asked.get(b"accept-encoding", b""):
        body = gzip.compress(body, 5)
        headers.append((b"content-encoding", b"gzip"))
    headers.append((b"content-length", b"%d" % len(body)))
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})
