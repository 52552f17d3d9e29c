"""The contract of every address that takes a file, here and in rooms whose files are kept like the library's."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from fastapi import Request

from api.kit import storage, workspace
from api.kit.storage import Stored
from api.kit.web import MEGABYTE
from api.rooms.library import errors

BYTES = "application/octet-stream"
NOT_SOUND = (
    errors.FormatMismatch,
    errors.FileActive,
    errors.FileDamaged,
    errors.FileEncrypted,
    errors.FileTooComplex,
)
"""Refusals of a file that is looked at before it is kept."""
REFUSED = (*NOT_SOUND, errors.FileTooLarge, errors.FileEmpty, errors.FormatUnknown, errors.SecretRefused)
"""All refusals of a file that may be any kind of paper."""


def takes(media_type: str) -> dict[str, Any]:
    """The `openapi_extra` of an address whose body is a file."""
    schema = {"schema": {"type": "string", "format": "binary"}}
    return {"requestBody": {"required": True, "content": {media_type: schema}}}


@asynccontextmanager
async def received(request: Request) -> AsyncIterator[tuple[Path, Stored]]:
    """The body as a local file that is gone afterwards. Raises `FileTooLarge`."""
    most = request.app.state.settings.upload_megabytes * MEGABYTE
    with workspace.folder() as folder:
        path = folder / "upload"
        try:
            stored = await storage.receive(request.stream(), path, most=most)
        except storage.TooLarge as error:
            raise errors.FileTooLarge(most_bytes=most) from error
        yield path, stored
