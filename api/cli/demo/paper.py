"""A demo paper as written in `papers/*.md`: a TOML head between `+++`, then headings, paragraphs, lists and tables."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("papers")


class Kind(StrEnum):
    """What a block of a paper is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Block:
    """One block; `rows` are a table's rows, a list's items or the one text, each a tuple of cells."""

    kind: Kind
    level: int
    rows: tuple[tuple[str, ...], ...]

    @property
    def text(self) -> str:
        """The text of a heading or a paragraph."""
        return self.rows[0][0]


@dataclass(frozen=True)
class Paper:
    """One paper: what its head says and its blocks."""

    name: str
    head: dict[str, Any]
    body: str

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The body, block by block."""
        return tuple(_blocks(self.body))


def read_papers() -> list[Paper]:
    """All papers, by file name."""
    return [_read(path) for path in sorted(FOLDER.glob("*.md"))]


def _read(path: Path) -> Paper:
    _, head, body = path.read_text("utf-8").split("+++\n", 2)
    return Paper(path.stem, tomllib.loads(head), body)


def _blocks(body: str) -> Iterator[Block]:
    for chunk in body.strip().split("\n\n"):
        lines = chunk.splitlines()
        if chunk.startswith("#"):
            marks, text = chunk.split(" ", 1)
            yield Block(Kind.HEADING, len(marks), ((text,),))
        elif chunk.startswith("- "):
            yield Block(Kind.LIST, 0, tuple((line.removeprefix("- "),) for line in lines))
        elif chunk.startswith("|"):
            yield Block(Kind.TABLE, 0, tuple(_cells(line) for line in lines))
        else:
            yield Block(Kind.PARAGRAPH, 0, ((" ".join(lines),),))


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip("|").split("|"))
