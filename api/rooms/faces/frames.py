"""Pictures in a request: parts `frames` of a form, kept in memory and nowhere else.

Starlette writes parts of more than a megabyte into temporary files; here a part is refused long before that.
"""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import Depends, Request
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from api.kit.actors import CurrentActor
from api.kit.errors import RequestInvalid
from api.kit.web import MEGABYTE
from api.rooms.faces.errors import FramesMissing, PictureTooHeavy
from api.rooms.faces.liveness import MOST

HEAVIEST = 16 * MEGABYTE
"""One picture; a telephone's at 50 megapixels has twelve."""
HEAVIEST_BODY = 40 * MEGABYTE
"""All of one request; the limit of the address in `main.py`."""


class _InMemory(MultiPartParser):
    spool_max_size = HEAVIEST_BODY + MEGABYTE


async def _frames(request: Request, _: CurrentActor) -> Sequence[bytes]:
    """Read the body into memory; whoever is not signed in sends it to nobody."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise RequestInvalid(fields=[{"at": ["body"], "reason": "multipart"}])
    try:
        form = await _InMemory(request.headers, request.stream(), max_files=MOST, max_fields=4).parse()
    except (MultiPartException, KeyError, ValueError) as broken:
        raise RequestInvalid(fields=[{"at": ["body"], "reason": "multipart"}]) from broken
    try:
        return await _pictures(form.getlist("frames"))
    finally:
        await form.close()


async def _pictures(parts: Sequence[UploadFile | str]) -> Sequence[bytes]:
    files = [part for part in parts if isinstance(part, UploadFile)]
    if not files:
        raise FramesMissing(wanted=1)
    if any((file.size or 0) > HEAVIEST for file in files):
        raise PictureTooHeavy(most_megabytes=HEAVIEST // MEGABYTE)
    return [await file.read() for file in files]


Frames = Annotated[Sequence[bytes], Depends(_frames)]


def documented(fewest: int, most: int) -> dict[str, Any]:
    """The body as the contract tells of it."""
    frames = {
        "type": "array",
        "items": {"type": "string", "format": "binary"},
        "minItems": fewest,
        "maxItems": most,
        "description": "JPEG, PNG, WebP or HEIC; one part `frames` for each.",
    }
    schema = {"type": "object", "properties": {"frames": frames}, "required": ["frames"]}
    return {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": schema}}}}
