"""Vietnamese names in the order of a branch's roll: by given name, then family name, then the names between."""

import unicodedata
from functools import lru_cache

_LETTERS = {
    "a": "a1",
    "ă": "a2",
    "â": "a3",
    "d": "d1",
    "đ": "d2",
    "e": "e1",
    "ê": "e2",
    "o": "o1",
    "ô": "o2",
    "ơ": "o3",
    "u": "u1",
    "ư": "u2",
}
_TONES = {"\N{COMBINING GRAVE ACCENT}": "2", "\N{COMBINING HOOK ABOVE}": "3", "\N{COMBINING TILDE}": "4"}
_TONES |= {"\N{COMBINING ACUTE ACCENT}": "5", "\N{COMBINING DOT BELOW}": "6"}
_END, _LEVEL = "0", "1"


def name_key(full_name: str) -> str:
    """A key whose plain order is the order of names: letters a ă â … đ, then tones ngang huyền hỏi ngã sắc nặng.

    Lower-case letters and digits only, so that every collation of either database sorts it alike: a digit after a
    letter tells variants apart, 0 and a tone end a word.
    """
    words = full_name.split()
    return "".join(_word_key(word) for word in (*words[-1:], *words[:-1]))


@lru_cache(maxsize=4096)
def _word_key(word: str) -> str:
    """Remembered: a province's names are made of a few hundred words."""
    letters, tone = "", _LEVEL
    for mark_or_letter in unicodedata.normalize("NFD", word.lower()):
        if mark_or_letter in _TONES:
            tone = _TONES[mark_or_letter]
        else:
            letters += mark_or_letter
    key = "".join(_LETTERS.get(letter, letter) for letter in unicodedata.normalize("NFC", letters))
    return "".join(letter for letter in key if letter.isascii() and letter.isalnum()) + _END + tone
