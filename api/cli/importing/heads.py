"""Guesses the head of a paper from its first lines; a person can correct it at the publishing desk."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from api.kit.folding import fold, tidy
from api.rooms.library import symbols

UNKNOWN_TYPE = "TL"
_HEAD_BLOCKS = 14
_TITLE_BLOCKS = 3
_LONGEST_TITLE = 300
_SHORTEST_TITLE = 8
_NUMBER = re.compile(r"(?<!\w)Số\s*[:.]?\s*(\d.*)")
_LETTERHEAD = "cong san viet nam"


@dataclass(frozen=True, slots=True)
class Head:
    """What could be told."""

    title: str
    type: str
    number_symbol: str | None


def guess(blocks: Sequence[Mapping[str, str]], file_name: str, types: Mapping[str, str]) -> Head:
    """The head of a paper: `blocks` are its first ones (kind and text), `types` the catalogue by code.

    A number-symbol counts only after "Số" with a capital: in a sentence ("theo Nghị quyết số …") it is another paper's.
    The title is what follows the type's name in capitals, else the first heading below the letterhead, else a short
    first block, else the file's name.
    """
    texts = [*_lines(blocks[:_HEAD_BLOCKS])]
    numbered = (symbols.find(match[1]) for _, text in texts if (match := _NUMBER.search(text)))
    symbol = next((found for found in numbered if found is not None), None)
    named = _type_line(texts, types)
    code = _code_of(symbol.type, types) if symbol else None
    if named is not None:
        index, type_code = named
        return Head(_title_after(texts, index, types[type_code]), code or type_code, symbol.text if symbol else None)
    headings = [text for kind, text in texts if kind == "heading"]
    first = next((text for text in [*headings, *(text for _, text in texts[:1])] if _may_be_title(text)), None)
    return Head(first or _from_name(file_name), code or UNKNOWN_TYPE, symbol.text if symbol else None)


def _lines(blocks: Sequence[Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """Kind and text of each line; a letterhead is often a table without borders, cell beside cell."""
    for block in blocks:
        for line in re.split(r"[\n\t]", block["text"]):
            if text := tidy(line):
                yield block["kind"], text


def _type_line(texts: Sequence[tuple[str, str]], types: Mapping[str, str]) -> tuple[int, str] | None:
    """Where a type stands by its name in capitals, as in every paper's head."""
    for index, (_, text) in enumerate(texts):
        for code, names in types.items():
            if any(text.startswith(name.strip().upper()) for name in names.split(",")):
                return index, code
    return None


def _title_after(texts: Sequence[tuple[str, str]], index: int, names: str) -> str:
    """The type's name and the subject below it, up to the line that begins the body."""
    text = texts[index][1]
    name = next(name.strip() for name in names.split(",") if text.startswith(name.strip().upper()))
    parts = [text[len(name) :]]
    for kind, following in texts[index + 1 : index + 1 + _TITLE_BLOCKS]:
        if any(parts) and kind != "heading":
            break
        if not following.strip("-–—_ *") or len(following) > _LONGEST_TITLE:
            break
        parts.append(following)
        if kind != "heading":
            break
    subject = tidy(" ".join(parts)).strip("-–—_* ")
    return f"{name.capitalize()} {subject}".strip()[:_LONGEST_TITLE]


def _code_of(written: str, types: Mapping[str, str]) -> str | None:
    return next((code for code in types if fold(code) == fold(written.removesuffix("i"))), None)


def _may_be_title(text: str) -> bool:
    return _SHORTEST_TITLE <= len(text) <= _LONGEST_TITLE and _LETTERHEAD not in fold(text)


def _from_name(file_name: str) -> str:
    words = tidy(re.sub(r"[-_.]+", " ", file_name.rpartition(".")[0] or file_name))
    return words[:1].upper() + words[1:]
