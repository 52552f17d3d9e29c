"""Tesseract's TSV as lines."""

import csv
from collections import defaultdict
from typing import Any

POINTS_PER_PIXEL = 72 / 300
LEAST_CONFIDENCE = 25
_WORD = "5"


def lines(tsv: str) -> tuple[float, list[dict[str, Any]]]:
    """The page's height in points and its lines; words Tesseract itself doubts are left out."""
    rows = list(csv.DictReader(tsv.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    height = max((float(row["height"]) for row in rows if row["level"] == "1"), default=0.0)
    words = defaultdict[tuple[int, ...], list[dict[str, str]]](list)
    for row in rows:
        if row["level"] == _WORD and row["text"].strip() and float(row["conf"]) >= LEAST_CONFIDENCE:
            words[tuple(int(row[name]) for name in ("block_num", "par_num", "line_num"))].append(row)
    return height * POINTS_PER_PIXEL, [_line(group) for _, group in sorted(words.items())]


def _line(words: list[dict[str, str]]) -> dict[str, Any]:
    boxes = [tuple(int(word[name]) for name in ("left", "top", "width", "height")) for word in words]
    tops = sorted(top for _, top, _, _ in boxes)
    bottoms = sorted(top + height for _, top, _, height in boxes)
    top, bottom = tops[len(tops) // 2], bottoms[len(bottoms) // 2]
    return {
        "text": " ".join(word["text"] for word in words),
        "left": boxes[0][0] * POINTS_PER_PIXEL,
        "top": top * POINTS_PER_PIXEL,
        "right": (boxes[-1][0] + boxes[-1][2]) * POINTS_PER_PIXEL,
        "bottom": bottom * POINTS_PER_PIXEL,
        # letters' heights vary with what is written; one size for all keeps them from looking like headings
        "size": 12.0,
    }
