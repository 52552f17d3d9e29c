"""Films for a browser's camera: what somebody holds before it, as motion JPEG."""

import io
from pathlib import Path

from PIL import Image, ImageFilter

_SIZE = (1280, 720)
_GREY = (150, 150, 150)
_FRAMES = 24


def write_film(path: Path, picture: bytes) -> Path:
    """A picture held before a camera by an unsteady hand, a little out of focus."""
    shown = Image.open(io.BytesIO(picture)).convert("RGB").resize((520, 520), Image.Resampling.BICUBIC)
    with path.open("wb") as film:
        for number in range(_FRAMES):
            held = shown.rotate(number % 7 - 3, expand=True, fillcolor=_GREY, resample=Image.Resampling.BICUBIC)
            frame = Image.new("RGB", _SIZE, _GREY)
            sway = 6 * (number % 5)
            frame.paste(held, ((_SIZE[0] - held.width) // 2 + sway, (_SIZE[1] - held.height) // 2))
            frame.filter(ImageFilter.GaussianBlur(1)).save(film, "JPEG", quality=85)
    return path
