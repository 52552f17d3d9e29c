"""Serves the built PWA: pre-compressed, hashed files for ever, every other address the app's shell."""

import mimetypes
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

_ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
_FOR_EVER = "public, max-age=31536000, immutable"
_ASK_EACH_TIME = "no-cache"
_FALLBACK = "/200.html"


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    media_type: str
    encodings: tuple[str, ...]


class Shell:
    """An ASGI app over a folder that does not change while it runs; nothing outside the list is ever opened."""

    def __init__(self, folder: Path) -> None:
        self.files = dict(_files(folder))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer GET and HEAD; addresses with a file extension that is unknown are 404, others the shell."""
        response = self._answer(scope)
        await response(scope, receive, send)

    def _answer(self, scope: Scope) -> Response:
        if scope["method"] not in {"GET", "HEAD"}:
            return PlainTextResponse("", status_code=405, headers={"Allow": "GET, HEAD"})
        path = scope["path"]
        file = self.files.get(path)
        if file is None and not Path(path).suffix:
            path, file = _FALLBACK, self.files.get(_FALLBACK)
        if file is None:
            return PlainTextResponse("", status_code=404)
        return _respond(file, path, Headers(scope=scope))


def _respond(file: _File, path: str, request: Headers) -> Response:
    accepted = request.get("accept-encoding", "")
    encoding = next((name for name in file.encodings if name in accepted), None)
    headers = {
        "Cache-Control": _FOR_EVER if "/immutable/" in path else _ASK_EACH_TIME,
        "Vary": "Accept-Encoding",
    }
    real = file.path
    if encoding:
        headers["Content-Encoding"] = encoding
        real = file.path.with_name(file.path.name + dict(_ENCODINGS)[encoding])
    if path == "/service-worker.js":
        headers["Service-Worker-Allowed"] = "/"
    return FileResponse(real, media_type=file.media_type, headers=headers)


def _files(folder: Path) -> Iterator[tuple[str, _File]]:
    known = {path for path in folder.rglob("*") if path.is_file()}
    for path in known:
        if path.suffix in {".br", ".gz"} and path.with_suffix("") in known:
            continue
        encodings = tuple(name for name, end in _ENCODINGS if path.with_name(path.name + end) in known)
        yield f"/{path.relative_to(folder).as_posix()}", _File(path, _media_type(path), encodings)


def _media_type(path: Path) -> str:
    known = {
        ".webmanifest": "application/manifest+json",
        ".wasm": "application/wasm",
        ".js": "text/javascript",
    }
    return known.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
