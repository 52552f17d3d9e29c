"""Files in and out of the room's addresses: bodies that stream in, answers that are bytes."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from fastapi import Request, Response
from fastapi.responses import StreamingResponse

from api.kit import storage
from api.kit.storage import Stored
from api.kit.web import MEGABYTE
from api.rooms.library import errors, formats
from api.rooms.library import service as library

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BYTES = "application/octet-stream"
NOT_SOUND = (
    errors.FormatMismatch,
    errors.FileActive,
    errors.FileDamaged,
    errors.FileEncrypted,
    errors.FileTooComplex,
)
"""Refusals of a file that is looked at before it is kept."""


def a_file(*media_types: str) -> dict[int | str, dict[str, Any]]:
    """What an address answers that gives out a file."""
    content = {one: {"schema": {"type": "string", "format": "binary"}} for one in media_types}
    return {200: {"description": "The file.", "content": content}}


def takes(media_type: str) -> dict[str, Any]:
    """The `openapi_extra` of an address whose body is a file."""
    schema = {"schema": {"type": "string", "format": "binary"}}
    return {"requestBody": {"required": True, "content": {media_type: schema}}}


@asynccontextmanager
async def received(request: Request) -> AsyncIterator[tuple[Path, Stored]]:
    """The body as a local file that is gone afterwards. Raises `FileTooLarge`."""
    most = request.app.state.settings.upload_megabytes * MEGABYTE
    with tempfile.TemporaryDirectory(prefix="handbook-") as folder:
        path = Path(folder) / "upload"
        try:
            stored = await storage.receive(request.stream(), path, most=most)
        except storage.TooLarge as error:
            raise errors.FileTooLarge(most_bytes=most) from error
        yield path, stored


def sent(content: bytes, name: str, media_type: str, *, sha256: str | None = None) -> Response:
    """A file made here, to be kept under its name."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-cache"}
    if sha256:
        headers["ETag"] = f'"{sha256}"'
    return Response(content, media_type=media_type, headers=headers)


def streamed(piece: library.Piece, known: str | None) -> Response:
    """A file that somebody brought in; 304 when the phone has it."""
    headers = {"ETag": f'"{piece.sha256}"', "Cache-Control": "private, no-cache"}
    if known is not None and piece.sha256 in known:
        return Response(status_code=304, headers=headers)
    headers |= {
        "Content-Disposition": formats.disposition(piece.name),
        "Content-Length": str(piece.size),
        "Content-Encoding": "identity",
    }
    return StreamingResponse(piece.chunks, media_type=piece.media_type, headers=headers)
