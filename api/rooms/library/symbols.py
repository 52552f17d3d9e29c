"""Number-symbols of documents, `05-NQ/ĐU`: number, hyphen, type, slash, organisation (HD 05-HD/VPTW).

People write them in many ways (`5-NQ/DU`, `05 NQ-ĐU`, `QĐi` for `QĐ`), so they are read leniently and compared by key.
"""

import re
from dataclasses import dataclass

from api.kit.folding import compose, fold

_TOKENS = re.compile(r"\d+|[^\W\d_]+")
_SYMBOL = re.compile(
    r"(?<![\w/-])(?P<number>\d{1,5})\s{0,2}[-–—/]\s{0,2}(?P<type>[A-Za-zĐđ]{1,4}i?)\s{0,2}[-–—/]\s{0,2}"
    r"(?P<organ>[A-ZĐ][A-ZĐa-zđ]{0,11}(?:[-.][A-ZĐ]{1,8})?)(?!\w)"
)
_ONE_MEANING = {"qdi": "qd", "qđi": "qđ"}


@dataclass(frozen=True)
class Symbol:
    """A number-symbol taken apart; `text` as it was written."""

    text: str
    number: int
    type: str
    organ: str


def tokens(text: str) -> list[tuple[str, int, int]]:
    """The words and numbers of composed text, in lower case, with start and end.

    Numbers lose leading zeros and `QĐi` becomes `QĐ`, so that number-symbols meet whatever their spelling.
    """
    return [(_normal(match[0].lower()), match.start(), match.end()) for match in _TOKENS.finditer(text)]


def key(number_symbol: str) -> str:
    """The form in which two spellings of one number-symbol are equal: `5 nq du`."""
    return " ".join(fold(word) for word, _, _ in tokens(compose(number_symbol)))


def find(text: str) -> Symbol | None:
    """The first number-symbol in a text."""
    match = _SYMBOL.search(compose(text))
    if match is None:
        return None
    written = re.sub(r"\s", "", match[0])
    return Symbol(written, int(match["number"]), match["type"], match["organ"])


def _normal(word: str) -> str:
    if word[0].isdigit():
        return word.lstrip("0") or "0"
    return _ONE_MEANING.get(word, word)
