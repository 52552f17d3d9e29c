"""Words as search compares them, and number-symbols of documents.

A number-symbol, `05-NQ/ĐU`, is number, hyphen, type, slash, organisation (HD 05-HD/VPTW). People write it in many ways
(`5-NQ/DU`, `05 NQ-ĐU`, `QĐi` for `QĐ`), so it is compared word by word.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from api.kit.folding import compose, fold

_WORDS = re.compile(r"[0-9]+|[^\W\d_]+")
_SYMBOL = re.compile(
    r"(?<![\w/-])(?P<number>\d{1,5})\s{0,2}[-–—/]\s{0,2}(?P<type>[A-Za-zĐđ]{1,4}i?)\s{0,2}[-–—/]\s{0,2}"
    r"(?P<organ>[A-ZĐ][A-ZĐa-zđ]{0,11}(?:[-.][A-ZĐ]{1,8})?)(?!\w)"
)
_ONE_MEANING = {"qdi": "qd", "qđi": "qđ"}
SHORTENED = frozenset(_ONE_MEANING.values())
"""Words that may be written with an `i` at the end."""


@dataclass(frozen=True)
class Symbol:
    """A number-symbol taken apart; `text` as it was written, without spaces."""

    text: str
    number: int
    type: str
    organ: str


@lru_cache(maxsize=65_536)
def normal(word: str) -> tuple[str, str]:
    """A word or number as it is compared: exact (lower case) and folded.

    Numbers lose leading zeros and `QĐi` becomes `QĐ`, so that number-symbols meet whatever their spelling.
    """
    if word[0] in "0123456789":
        number = word.lstrip("0") or "0"
        return number, number
    lower = "".join(letter for letter in word.lower() if letter.isalpha())
    lower = _ONE_MEANING.get(lower, lower)
    return lower, fold(lower)


def words(text: str) -> tuple[list[str], list[str]]:
    """The words of composed text in order, exact and folded."""
    pairs = [normal(word) for word in _WORDS.findall(text)]
    return [exact for exact, _ in pairs if exact], [folded for exact, folded in pairs if exact]


def key(number_symbol: str) -> str:
    """The form in which two spellings of one number-symbol are equal: `5 nq du`."""
    return " ".join(words(compose(number_symbol))[1])


def find(text: str) -> Symbol | None:
    """The first number-symbol in a text."""
    match = _SYMBOL.search(compose(text))
    if match is None:
        return None
    written = re.sub(r"\s", "", match[0])
    return Symbol(written, int(match["number"]), match["type"], match["organ"])
