"""Vietnamese without its marks: the form in which names and texts are compared and searched.

The table is one character to one character (đ to d, tone marks off), so an offset in the folded text is
the same offset in the original and highlights need no second search.
"""

import re
import unicodedata

_LATIN = (*range(0xC0, 0x250), *range(0x1EA0, 0x1F00))


def _base_letters() -> dict[int, str]:
    table = {}
    for code in _LATIN:
        letter = chr(code)
        base = "".join(c for c in unicodedata.normalize("NFD", letter) if not unicodedata.combining(c))
        if len(base) == 1 and base != letter:
            table[code] = base.lower()
    table |= {ord("đ"): "d", ord("Đ"): "d"}
    return table | {code: chr(code).lower() for code in range(ord("A"), ord("Z") + 1)}


_TABLE = _base_letters()
PAIRS = "".join(map(chr, _TABLE)), "".join(_TABLE.values())
"""The same table as two texts: each letter of the first becomes the one at its place in the second."""


def compose(text: str) -> str:
    """Return the text in NFC, whatever input method typed it (some phones send NFD)."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Return composed `text` in lower case without diacritics: "Đảng ủy" becomes "dang uy".

    For text that `compose` has seen, the result has exactly its length.
    """
    return text.translate(_TABLE)


def has_marks(text: str) -> bool:
    """Whether somebody typed diacritics, and so wants exactly these letters."""
    composed = compose(text).lower()
    return fold(composed) != composed


_SPACES = re.compile(r"\s+")


def tidy(text: str) -> str:
    """Compose, trim and join runs of white space: how names and titles are stored."""
    return _SPACES.sub(" ", compose(text)).strip()
