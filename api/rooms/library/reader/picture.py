"""Pictures: checked by decoding them once, redrawn for the screen without what a camera adds about place and time."""

import warnings
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

from api.rooms.library.reader.frames import without_frames
from api.rooms.library.reader.refusals import Refused

MOST_PIXELS = 80_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
_AFTER = (b"%PDF-", b"PK\x03\x04", b"PK\x05\x06", b"<html", b"<script", b"<?php", b"<svg", b"<!doctype")
_ENDS = {"PNG": b"IEND\xaeB`\x82", "JPEG": b"\xff\xd9"}
_TAIL = 1024 * 1024


def inspect(path: Path) -> dict[str, Any]:
    """One page; its text is only known after recognition."""
    image = _open(path)
    _end(path, image.format or "")
    return {"pages": 1, "first": []}


def text(path: Path) -> dict[str, Any]:  # noqa: ARG001 - the commands of all kinds take the same
    """No text layer."""
    return {"pages": [None], "pictured": True}


def render(path: Path, number: str, width: str, target: str) -> dict[str, Any]:  # noqa: ARG001 - see above
    """Redraw it at most `width` pixels wide, upright."""
    image = _upright(path, width)
    image.convert("RGB").save(target, quality=80)
    return {"width": image.width, "height": image.height}


def scan(path: Path, number: str, width: str, target: str) -> dict[str, Any]:  # noqa: ARG001 - see above
    """Redraw it for recognition, in the format that the name of `target` says."""
    image = without_frames(_upright(path, width))
    image.save(target)
    return {"width": image.width, "height": image.height}


def _upright(path: Path, width: str) -> Image.Image:
    image = ImageOps.exif_transpose(_open(path))
    image.thumbnail((int(width), 2 * int(width)))
    return image


def _open(path: Path) -> Image.Image:
    register_heif_opener()
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        image = Image.open(path, formats=FORMATS)
        image.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused("too_complex") from error
    except (UnidentifiedImageError, OSError, SyntaxError) as error:
        raise Refused("damaged") from error
    return image


def _end(path: Path, kind: str) -> None:
    """Something else behind the picture makes it two files in one."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL))
        tail = file.read().lower()
    mark = _ENDS.get(kind)
    behind = tail[tail.find(mark.lower()) + len(mark) :] if mark and mark.lower() in tail else b""
    if any(sign.lower() in behind for sign in _AFTER):
        raise Refused("mismatch")
