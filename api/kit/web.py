"""What every HTTP answer has in common: request id, security headers, same-origin writes, bounded bodies."""

import re
import time
from collections.abc import MutableMapping
from random import getrandbits
from typing import Any

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.kit.errors import BodyTooLarge, ForeignOrigin, RequestInvalid, as_response, broken
from api.kit.logging import logger, request_id

MEGABYTE = 1024 * 1024
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
CSRF_HEADER = "x-handbook"

_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
"""As JSON writes it; after an even number of backslashes it is none."""
_LONGEST_NUL = 64

_FILE_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
_HEADERS = (
    *_FILE_HEADERS,
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(self), geolocation=(self), microphone=(), payment=(), usb=()"),
)
_HTTPS = (b"strict-transport-security", b"max-age=31536000; includeSubDomains")
_PARTS_OF_PAGES = "/_app/immutable/"
_POLICY = b"content-security-policy"
_API_POLICY = b"default-src 'none'; frame-ancestors 'none'; sandbox"
_PAGE_POLICY = b"frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'"


class RequestFrame:
    """Outermost layer: gives each request an id, writes one log line, sets the headers, answers what went wrong."""

    def __init__(self, app: ASGIApp, *, https: bool) -> None:
        self.app = app
        more = (_HTTPS,) if https else ()
        self._of_api = (*_HEADERS, (_POLICY, _API_POLICY), (b"cache-control", b"no-store"), *more)
        self._of_pages = (*_HEADERS, (_POLICY, _PAGE_POLICY), *more)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Frame HTTP requests, pass everything else on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        number = f"{getrandbits(128):032x}"  # a name for the log, no secret: the system's source costs a turn
        token = request_id.set(number)
        started, status, begun = time.perf_counter(), 500, False

        async def framed(message: Message) -> None:
            nonlocal status, begun
            if message["type"] == "http.response.start":
                status, begun = message["status"], True
                self._dress(message, scope["path"], number)
            await send(message)

        try:
            await self.app(scope, receive, framed)
        except Exception as error:
            if begun:  # half an answer cannot be taken back: the connection ends
                raise
            await as_response(broken(error))(scope, receive, framed)
        finally:
            milliseconds = round((time.perf_counter() - started) * 1000, 1)
            logger.info("request", extra={"method": scope["method"], "status": status, "ms": milliseconds})
            request_id.reset(token)

    def _dress(self, message: MutableMapping[str, Any], path: str, number: str) -> None:
        """Add our headers to those it has; what it says itself stands."""
        ours: tuple[tuple[bytes, bytes], ...]
        if path.startswith(_PARTS_OF_PAGES):
            # policies are the page's; repeated on its twenty parts they would cost a slow line 8 kB
            ours = _FILE_HEADERS
        else:
            ours = (*(self._of_api if path.startswith("/api/") else self._of_pages), (b"x-request-id", number.encode()))
        said = {name for name, _ in message["headers"]}
        message["headers"] = [*message["headers"], *(header for header in ours if header[0] not in said)]


class SameOriginWrites:
    """Refuses unsafe API requests that our own pages did not make.

    A page of another site can neither set the header without a preflight, which we never answer, nor hide
    `Sec-Fetch-Site`. Together with SameSite cookies this replaces tokens in forms.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let safe methods and our own writes through."""
        if scope["type"] == "http" and scope["method"] not in SAFE_METHODS:
            headers = Headers(scope=scope)
            foreign = headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}
            if foreign or CSRF_HEADER not in headers:
                await as_response(ForeignOrigin())(scope, receive, send)
                return
        await self.app(scope, receive, send)


class NoNul:
    """Refuses U+0000 in addresses, queries and JSON: nobody types it, and PostgreSQL keeps no text that has it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Look at what is written, not at files."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if "\0" in scope["path"] or b"%00" in scope["query_string"]:
            await as_response(RequestInvalid(fields=[]))(scope, receive, send)
            return
        if "json" not in Headers(scope=scope).get("content-type", ""):
            await self.app(scope, receive, send)
            return
        end = b""

        async def looked_at() -> Message:
            nonlocal end
            message = await receive()
            seen = end + message.get("body", b"")
            if _NUL.search(seen):
                raise RequestInvalid(fields=[])
            end = seen[-_LONGEST_NUL:]
            return message

        await self.app(scope, looked_at, send)


class BoundedBody:
    """Refuses bodies over the limit of their address, declared or not, before they fill memory."""

    def __init__(self, app: ASGIApp, *, most: int, exceptions: dict[str, int]) -> None:
        self.app = app
        self.most = most
        self.exceptions = exceptions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count what arrives; `exceptions` maps path prefixes to their own limit in bytes."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        most = next(
            (n for prefix, n in self.exceptions.items() if scope["path"].startswith(prefix)),
            self.most,
        )
        declared = Headers(scope=scope).get("content-length", "0")
        if not declared.isdigit() or int(declared) > most:
            await as_response(BodyTooLarge(most_bytes=most))(scope, receive, send)
            return
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > most:
                raise BodyTooLarge(most_bytes=most)
            return message

        await self.app(scope, counted, send)
