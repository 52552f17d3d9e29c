"""Tesseract's TSV as lines."""

import csv
from collections import defaultdict
from statistics import median
from typing import Any

POINTS_PER_PIXEL = 72 / 300
LEAST_CONFIDENCE = 25
_WORD = "5"
_BODY_SIZE = 12.0
_LARGE = 1.25
_LIKE_D = str.maketrans("Ðð", "Đđ")
"""Tesseract writes the Icelandic letter for the Vietnamese one now and then."""


def lines(tsv: str) -> tuple[float, list[dict[str, Any]]]:
    """The page's height in points and its lines; words Tesseract itself doubts are left out."""
    rows = list(csv.DictReader(tsv.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    height = max((float(row["height"]) for row in rows if row["level"] == "1"), default=0.0)
    words = defaultdict[tuple[int, ...], list[dict[str, str]]](list)
    for row in rows:
        if row["level"] == _WORD and row["text"].strip() and float(row["conf"]) >= LEAST_CONFIDENCE:
            words[tuple(int(row[name]) for name in ("block_num", "par_num", "line_num"))].append(row)
    found = [(key[0], group) for key, group in sorted(words.items())]
    usual = median(_letter_height(group) for _, group in found) if found else 1.0
    return height * POINTS_PER_PIXEL, [_line(part, group, usual) for part, group in found]


def _line(part: int, words: list[dict[str, str]], usual: float) -> dict[str, Any]:
    boxes = [tuple(int(word[name]) for name in ("left", "top", "width", "height")) for word in words]
    tops = sorted(top for _, top, _, _ in boxes)
    bottoms = sorted(top + height for _, top, _, height in boxes)
    times_larger = _letter_height(words) / usual
    return {
        "text": " ".join(word["text"] for word in words).translate(_LIKE_D),
        "left": boxes[0][0] * POINTS_PER_PIXEL,
        "top": tops[len(tops) // 2] * POINTS_PER_PIXEL,
        "right": (boxes[-1][0] + boxes[-1][2]) * POINTS_PER_PIXEL,
        "bottom": bottoms[len(bottoms) // 2] * POINTS_PER_PIXEL,
        # how high letters are depends on what is written; only much larger ones are another size
        "size": round(_BODY_SIZE * times_larger, 1) if times_larger >= _LARGE else _BODY_SIZE,
        "part": part,
    }


def _letter_height(words: list[dict[str, str]]) -> float:
    heights = sorted(int(word["height"]) for word in words)
    return float(heights[len(heights) * 3 // 4])
