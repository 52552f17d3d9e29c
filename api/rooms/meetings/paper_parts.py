"""What a paper is made of: sections that people may edit, tables that follow the record. Pure."""

from collections.abc import Iterable, Sequence
from typing import Final, Literal

from pydantic import BaseModel

PARTS: Final = 1
POINTS: Final = 2
_ROMAN = (("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1))


class Table(BaseModel):
    """A table of the record; `shares` are the widths of its columns, relative."""

    head: list[str]
    shares: list[int]
    rows: list[list[str]]


class Section(BaseModel):
    """A piece of a paper. `level` 0 has no heading, 1 is a part (I, II …), 2 a point (1, 2 …) of the part before."""

    key: str
    level: Literal[0, 1, 2]
    title: str = ""
    text: str = ""
    """Paragraphs, one a line."""
    table: Table | None = None
    edited: bool = False
    """Somebody changed the text that was generated."""
    generated: str | None = None
    """What would be generated now, when that differs from the edited text."""


class Signature(BaseModel):
    """One block at the end: whose signature, in which office."""

    label: str
    office: str = ""
    name: str


class PaperText(BaseModel):
    """A paper as people edit it: sections in order, and who signs."""

    sections: list[Section]
    left: Signature
    right: Signature


def refreshed(kept: Iterable[Section], fresh: Sequence[Section]) -> list[Section]:
    """The newly generated sections, with the texts people edited in their place.

    An edited section stays as it is and shows beside it what would be generated now; edited sections whose part of the
    record is gone stay at the end rather than disappear.
    """
    edited = {section.key: section for section in kept if section.edited}
    merged = []
    for section in fresh:
        own = edited.pop(section.key, None)
        if own is None:
            merged.append(section)
            continue
        other = section.text if section.text != own.text else None
        merged.append(section.model_copy(update={"text": own.text, "edited": True, "generated": other}))
    return [*merged, *(section.model_copy(update={"generated": ""}) for section in edited.values())]


def changed(kept: Iterable[Section], texts: dict[str, str]) -> list[Section]:
    """The sections with these texts, by key; what differs from before is marked as edited."""
    return [
        section.model_copy(update={"text": texts[section.key], "edited": True, "generated": None})
        if section.key in texts and texts[section.key] != section.text
        else section
        for section in kept
    ]


def numbered(sections: Sequence[Section]) -> list[str]:
    """The headings with their numbers: Roman for parts, Arabic for the points of each."""
    part = point = 0
    headings = []
    for section in sections:
        if section.level == PARTS:
            part, point = part + 1, 0
            headings.append(f"{roman(part)}. {section.title}")
        elif section.level == POINTS:
            point += 1
            headings.append(f"{point}. {section.title}")
        else:
            headings.append("")
    return headings


def roman(number: int) -> str:
    """1 to 39 in Roman numerals."""
    text = ""
    for letters, value in _ROMAN:
        while number >= value:
            text, number = text + letters, number - value
    return text


def paragraphs(text: str) -> list[str]:
    """The lines that hold something."""
    return [line.strip() for line in text.splitlines() if line.strip()]
