"""Files on their way out of the room's addresses."""

from typing import Any

from fastapi import Response
from fastapi.responses import StreamingResponse

from api.rooms.library import formats
from api.rooms.library import service as library

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def a_file(*media_types: str) -> dict[int | str, dict[str, Any]]:
    """What an address answers that gives out a file."""
    content = {one: {"schema": {"type": "string", "format": "binary"}} for one in media_types}
    return {200: {"description": "The file.", "content": content}}


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
