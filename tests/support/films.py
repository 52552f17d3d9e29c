"""Films for a browser's camera: what somebody holds before it, as motion JPEG."""

import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from PIL import Image, ImageFilter

_SIZE = (1280, 720)
_GREY = (150, 150, 150)
_FRAMES = 24


def write_film(path: Path, picture: bytes, *, height: int = 520, swing: int = 3) -> Path:
    """A picture so many pixels high before a camera, a little out of focus, in a hand that turns it by `swing`°."""
    return _write(path, _held(_shown(picture, height), swing))


def write_scenes(path: Path, pictures: Iterable[bytes], *, each: int = 7) -> Path:
    """Pictures that fill the height of the camera, one after the other, so many frames (30 a second) of each."""
    placed = [_placed(_shown(picture, _SIZE[1]), 0) for picture in pictures]
    return _write(path, (frame for frame in placed for _ in range(each)))


def _held(shown: Image.Image, swing: int) -> Iterator[Image.Image]:
    for number in range(_FRAMES):
        turn = number % (2 * swing + 1) - swing
        held = shown.rotate(turn, expand=True, fillcolor=_GREY, resample=Image.Resampling.BICUBIC)
        yield _placed(held, 6 * (number % 5)).filter(ImageFilter.GaussianBlur(1))


def _shown(picture: bytes, height: int) -> Image.Image:
    shown = Image.open(io.BytesIO(picture)).convert("RGB")
    return shown.resize((round(shown.width * height / shown.height), height), Image.Resampling.BICUBIC)


def _placed(shown: Image.Image, sway: int) -> Image.Image:
    frame = Image.new("RGB", _SIZE, _GREY)
    frame.paste(shown, ((_SIZE[0] - shown.width) // 2 + sway, (_SIZE[1] - shown.height) // 2))
    return frame


def _write(path: Path, frames: Iterable[Image.Image]) -> Path:
    with path.open("wb") as film:
        for frame in frames:
            frame.save(film, "JPEG", quality=85)
    return path
