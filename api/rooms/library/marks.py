"""Secrecy marks on the first page: MẬT, TỐI MẬT, TUYỆT MẬT (Law 117/2025/QH15; such papers stay off the internet).

A mark stands by itself, in capitals, usually framed, near the head of the paper. The same word inside a sentence or a
title ("bảo mật", "QUY CHẾ BẢO VỆ BÍ MẬT") is no mark. When in doubt about letters (a scan, look-alike letters of other
alphabets), the mark is seen: refusing a harmless paper can be mended, publishing a secret one cannot.
"""

import re
import unicodedata
from collections.abc import Sequence

from api.kit.folding import fold

HEAD_LINES = 40
MARKS = {"MẬT": "MẬT", "TỐIMẬT": "TỐI MẬT", "TUYỆTMẬT": "TUYỆT MẬT"}
_FOLDED = {fold(squeezed.lower()): mark for squeezed, mark in MARKS.items()}
_DEGREE = re.compile(r"độ\s*mật\W+(tuyệt\s*mật|tối\s*mật|mật)\W*", re.IGNORECASE)
_BESIDE = re.compile(
    r"(?P<head>.*(?:/\s?[A-ZĐ]{1,12}|\bVIỆT NAM|\bSố\b.*\d|\*))\s+(?P<mark>(?:TUYỆT\s+|TỐI\s+)?M\s?Ậ\s?T)\W*"
)
_PARTS_OF_WORDS = ("bao", "bi", "co", "than", "tham", "an")
"""What makes another word of a following MẬT when a title is broken over two lines: BẢO MẬT, BÍ MẬT, CƠ MẬT …"""
_LOOK_ALIKE = str.maketrans(
    "МТОІЕУАΜΤΟΙΕΥΑмтоіеуаÐð",
    "MTOIEYAMTOIEYAmtoieyaĐđ",  # Cyrillic and Greek letters to Latin ones
)


def find(lines: Sequence[str], *, recognized: bool = False) -> str | None:
    """The mark on a first page given by its lines, or None. `recognized`: read by OCR, so tone marks may be wrong."""
    head = [_readable(line) for line in lines[:HEAD_LINES]]
    for place, line in enumerate(head):
        before = head[place - 1] if place else ""
        mark = _alone(line, recognized=recognized)
        if mark == "MẬT" and _ends_in_part_of_word(before):
            continue
        if mark is not None:
            joined = _alone(before + line, recognized=recognized)
            return joined or mark
        if degree := _DEGREE.fullmatch(line):
            return _squeezed_mark(degree[1].upper())
        if beside := _BESIDE.fullmatch(line):
            return _squeezed_mark(beside["mark"])
    return None


def _readable(line: str) -> str:
    """Composed, full-width and look-alike letters made plain, invisible ones gone."""
    plain = unicodedata.normalize("NFKD", line).translate(_LOOK_ALIKE)
    plain = "".join(character for character in plain if unicodedata.category(character) != "Cf")
    return unicodedata.normalize("NFC", plain).strip()


def _alone(line: str, *, recognized: bool) -> str | None:
    letters = "".join(character for character in line if character.isalpha())
    if letters != letters.upper() or sum(character.isdigit() for character in line) > 1:
        return None
    if letters in MARKS:
        return MARKS[letters]
    return _FOLDED.get(fold(letters.lower())) if recognized else None


def _squeezed_mark(words: str) -> str:
    return MARKS["".join(words.split())]


def _ends_in_part_of_word(line: str) -> bool:
    words = fold(line.lower()).split()
    return bool(words) and words[-1].strip("(“\"'") in _PARTS_OF_WORDS
