"""Films for a browser's camera: what somebody holds before it, as motion JPEG."""

import io
from pathlib import Path

from PIL import Image, ImageFilter

_SIZE = (1280, 720)
_GREY = (150, 150, 150)
_FRAMES = 24


def write_film(path: Path, picture: bytes, *, height: int = 520, swing: int = 3) -> Path:
    """A picture so many pixels high before a camera, a little out of focus, in a hand that turns it by `swing`°."""
    shown = Image.open(io.BytesIO(picture)).convert("RGB")
    shown = shown.resize((round(shown.width * height / shown.height), height), Image.Resampling.BICUBIC)
    with path.open("wb") as film:
        for number in range(_FRAMES):
            turn = number % (2 * swing + 1) - swing
            held = shown.rotate(turn, expand=True, fillcolor=_GREY, resample=Image.Resampling.BICUBIC)
            frame = Image.new("RGB", _SIZE, _GREY)
            sway = 6 * (number % 5)
            frame.paste(held, ((_SIZE[0] - held.width) // 2 + sway, (_SIZE[1] - held.height) // 2))
            frame.filter(ImageFilter.GaussianBlur(1)).save(film, "JPEG", quality=85)
    return path
