"""From bytes of anybody's making to a picture, or a word why not. Runs in the child; nothing is written anywhere.

The size is read from the header before anything is unpacked, so a bomb is refused for what it says of itself. JPEG is
unpacked at a fraction of its size, which keeps a picture of 50 megapixels within a few megabytes.
"""

import io
import warnings
from enum import StrEnum

import numpy as np
import pillow_heif
from PIL import Image, ImageOps

from api.rooms.faces.engine.faces import Picture

FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
MOST_PIXELS = 51_000_000
SMALLEST = 64
_ENOUGH = 1280
"""Longest side (px) that is looked at."""

pillow_heif.register_heif_opener(thumbnails=False)
Image.MAX_IMAGE_PIXELS = MOST_PIXELS


class Unusable(StrEnum):
    """Why bytes are no picture for us."""

    NOT_A_PICTURE = "not_a_picture"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_FEW_PIXELS = "too_few_pixels"
    DAMAGED = "damaged"


class UnusablePicture(Exception):
    """These bytes cannot be looked at."""

    def __init__(self, reason: Unusable) -> None:
        super().__init__(reason)
        self.reason = reason


def read(content: bytes) -> Picture:
    """The picture the right way up (EXIF), at most `_ENOUGH` px long. Raises `UnusablePicture`."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        opened = _opened(content)
    width, height = opened.size
    if width * height > MOST_PIXELS:
        raise UnusablePicture(Unusable.TOO_MANY_PIXELS)
    if min(width, height) < SMALLEST:
        raise UnusablePicture(Unusable.TOO_FEW_PIXELS)
    return _unpacked(opened)


def _opened(content: bytes) -> Image.Image:
    try:
        return Image.open(io.BytesIO(content), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise UnusablePicture(Unusable.TOO_MANY_PIXELS) from bomb
    except Exception as error:
        # the decoders raise whatever they like on strangers' bytes
        raise UnusablePicture(Unusable.NOT_A_PICTURE) from error


def _unpacked(opened: Image.Image) -> Picture:
    try:
        opened.draft("RGB", (_ENOUGH, _ENOUGH))
        opened.thumbnail((_ENOUGH, _ENOUGH), Image.Resampling.BILINEAR, reducing_gap=2.0)
        turned = ImageOps.exif_transpose(opened).convert("RGB")
    except Exception as error:
        # as above; a truncated file ends here too
        raise UnusablePicture(Unusable.DAMAGED) from error
    return np.ascontiguousarray(np.asarray(turned, np.uint8)[:, :, ::-1])
