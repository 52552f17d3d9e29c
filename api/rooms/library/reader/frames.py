"""Takes frames and table lines out of a scanned page: Tesseract skips framed words, and secrecy marks are framed."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

_DARK = 160
_LONGER_THAN_LETTERS = 150
"""Pixels at 300 dots an inch: half an inch; strokes of a title stay below."""
_EDGE = 2

Mask = NDArray[np.bool_]


def without_frames(page: Image.Image) -> Image.Image:
    """The page in greys, long straight lines painted over with white."""
    grey = np.array(page.convert("L"))
    dark = grey < _DARK
    lines = _long_runs(dark) | _long_runs(np.ascontiguousarray(dark.T)).T
    grey[_wider(lines)] = 255
    return Image.fromarray(grey)


def _long_runs(dark: Mask) -> Mask:
    """The pixels of each row that lie in an unbroken dark run of at least that length."""
    high, wide = dark.shape
    length = _LONGER_THAN_LETTERS
    if wide < length:
        return np.zeros_like(dark)
    sums = np.zeros((high, wide + 1), np.int32)
    np.cumsum(dark, axis=1, out=sums[:, 1:])
    begins = sums[:, length:] - sums[:, :-length] == length
    steps = np.zeros((high, wide + 1), np.int32)
    steps[:, : wide - length + 1] += begins
    steps[:, length:] -= begins
    covered: Mask = np.cumsum(steps, axis=1)[:, :wide] > 0
    return covered


def _wider(lines: Mask) -> Mask:
    """With the grey edge that a line has on a scan."""
    found = lines.copy()
    for by in range(1, _EDGE + 1):
        for axis in (0, 1):
            found |= np.roll(lines, by, axis) | np.roll(lines, -by, axis)
    return found
