"""Lines of printed pages made into headings, paragraphs and list items that a phone can break anew.

A printed line ends where the paper ends. What belongs together is told by distance, indent, how far a line reaches and
by what it begins with. A table is one where lines are drawn around its cells; others stay lines of text: guessing
columns would mix figures up.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from operator import itemgetter
from statistics import median
from typing import Any

from api.kit.folding import compose

_PAGE_NUMBER = re.compile(r"\W*(trang\s*)?\d{1,4}(\s*/\s*\d{1,4})?\W*", re.IGNORECASE)
_ITEM = re.compile(r"(?P<mark>[-–—•*+▪●○]|[a-zđ]\)|\d{1,2}\)|\d{1,2}(\.\d{1,2})*\.)\s+\S")
_CHAPTER = re.compile(r"(PHẦN|CHƯƠNG|Phần|Chương)\s+(thứ\s+)?([IVXLC]+|\d+|[A-ZĐ]\w+)\b")
_SECTION = re.compile(r"(MỤC|Mục)\s+([IVXLC]+|\d+)\b|[IVXLC]{1,5}\s*[.\-–]\s*\S")
_ARTICLE = re.compile(r"(ĐIỀU|Điều)\s+\d+\s*[.:]?")
_RULE = re.compile(r"[*_\-–—]+")
"""The stroke or star under a letterhead."""
_ENDED = (".", ";", ":", "!", "?", "…", ".”", '."')
_EDGE = 0.09
_SIDE_BY_SIDE = 0.6


@dataclass(frozen=True)
class Line:
    """A printed line; places in points from the page's top left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    bold: bool = False
    broken: bool = False
    part: int = 0
    """Lines of different parts of a page (columns, captions) never belong together."""


@dataclass(frozen=True)
class Table:
    """Cells with lines around them, and where they are."""

    left: float
    top: float
    right: float
    bottom: float
    rows: list[list[str]]

    def holds(self, line: Line) -> bool:
        """Whether the middle of a line is inside."""
        across, down = (line.left + line.right) / 2, (line.top + line.bottom) / 2
        return self.left <= across <= self.right and self.top <= down <= self.bottom

    def is_whole(self, lines: list[Line]) -> bool:
        """Whether no letter of the lines inside is missing in its cells: better lines of text than words lost."""
        return _letters("".join(map("".join, self.rows))) >= sum(
            _letters(line.text) for line in lines if self.holds(line)
        )


@dataclass(frozen=True)
class Sheet:
    """A page's lines, also those that stand in its tables."""

    height: float
    lines: list[Line]
    tables: list[Table] = field(default_factory=list)


def sheet(height: float, lines: Iterable[dict[str, Any]], tables: Iterable[dict[str, Any]] = ()) -> Sheet:
    """A page from what the reader program printed, texts composed."""
    return Sheet(
        height,
        [Line(**{**line, "text": compose(line["text"])}) for line in lines],
        [Table(**{**table, "rows": [[compose(cell) for cell in row] for row in table["rows"]]}) for table in tables],
    )


def running_lines(sheets: Iterable[Sheet]) -> set[str]:
    """Headers and footers: what stands at the edge of at least three pages, numbers apart."""
    seen = Counter(
        shape for page in sheets for shape in {_shape(line.text) for line in page.lines if _at_edge(line, page)}
    )
    return {shape for shape, times in seen.items() if times >= 3}  # noqa: PLR2004 - two may be chance


def blocks(page: Sheet, running: set[str]) -> list[dict[str, Any]]:
    """The page's text as blocks {kind, level, text, rows}."""
    lines = [line for line in page.lines if not _is_running(line, page, running) and not _RULE.fullmatch(line.text)]
    if not lines:
        return []
    whole = [table for table in page.tables if table.is_whole(lines)]
    tables = [next((table for table in whole if table.holds(line)), None) for line in lines]
    body = _Body.of([line for line, table in zip(lines, tables, strict=True) if table is None] or lines)
    found: list[dict[str, Any]] = []
    for table, run in groupby(zip(lines, tables, strict=True), key=itemgetter(1)):
        if table is None:
            found += [_block(group, body) for group in _groups([line for line, _ in run], body)]
        elif table in whole:
            found.append(table_block(table.rows))
            whole.remove(table)  # what stands beside it may part its lines
    return found


def table_block(rows: list[list[str]]) -> dict[str, Any]:
    """A table as a block: its text has a line for each row, the cells parted by tabs."""
    return {"kind": "table", "level": 0, "text": "\n".join(map("\t".join, rows)), "rows": rows}


def join_pages(pages: Iterable[list[dict[str, Any]]]) -> Iterator[tuple[int, dict[str, Any]]]:
    """All blocks with their page (from 1); a paragraph or table cut by the end of a page is one block again."""
    held: tuple[int, dict[str, Any]] | None = None
    for number, page in enumerate(pages, 1):
        for place, block in enumerate(page):
            if held is not None and place == 0 and _goes_on(held[1], block):
                held = (held[0], {**held[1], "text": f"{held[1]['text']} {block['text']}"})
                continue
            if held is not None and place == 0 and (rows := _rows_going_on(held[1], block)) is not None:
                held = (held[0], table_block(rows))
                continue
            if held is not None:
                yield held
            held = (number, block)
    if held is not None:
        yield held


@dataclass(frozen=True)
class _Body:
    """What is usual on a page: edges of the text, distance of lines, size of letters."""

    left: float
    right: float
    pitch: float
    size: float

    @classmethod
    def of(cls, lines: list[Line]) -> "_Body":
        pitches = [b.top - a.top for a, b in pairwise(lines) if b.top - a.top > 1]
        weight = Counter[float]()
        for line in lines:
            weight[line.size] += len(line.text)
        return cls(
            left=min(line.left for line in lines),
            right=max(line.right for line in lines),
            pitch=median(pitches) if pitches else 1.0,
            size=weight.most_common(1)[0][0],
        )


def _letters(text: str) -> int:
    return sum(character.isalnum() for character in text)


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", text.lower())


def _at_edge(line: Line, page: Sheet) -> bool:
    return line.bottom < page.height * _EDGE or line.top > page.height * (1 - _EDGE)


def _is_running(line: Line, page: Sheet, running: set[str]) -> bool:
    return _at_edge(line, page) and (_PAGE_NUMBER.fullmatch(line.text) is not None or _shape(line.text) in running)


def _groups(lines: list[Line], body: _Body) -> Iterator[list[Line]]:
    group = [lines[0]]
    for before, line in pairwise(lines):
        if _begins(group, before, line, body):
            yield group
            group = []
        group.append(line)
    yield group


def _begins(group: list[Line], before: Line, line: Line, body: _Body) -> bool:
    """Whether a new block begins at `line`."""
    if before.broken:
        return False
    reaches = before.right > body.right - 0.15 * (body.right - body.left)
    indented = line.left > body.left + 0.8 * body.size and line.left > before.left + 0.5 * body.size
    heading, was_heading = _heading_level(line, body), _heading_level(group[0], body)
    return (
        line.top - before.top > 1.7 * body.pitch
        or line.top < before.top - body.pitch
        or abs(line.top - before.top) < _SIDE_BY_SIDE * body.size
        or line.right <= before.left
        or line.left >= before.right
        or line.part != before.part
        or line.bold != before.bold
        or abs(line.size - before.size) > 0.12 * body.size
        or _ITEM.match(line.text) is not None
        or _marked_level(line.text) > 0
        or (heading > 0) != (was_heading > 0)
        or (not was_heading and not reaches and before.text.endswith(_ENDED))
        or (not was_heading and indented and _starts_large(line.text) and (before.text.endswith(_ENDED) or not reaches))
    )


def _block(group: list[Line], body: _Body) -> dict[str, Any]:
    text = _joined(group)
    level = _heading_level(group[0], body)
    if level and len(text) <= 300:  # noqa: PLR2004 - nobody titles longer
        return {"kind": "heading", "level": level, "text": text, "rows": None}
    item = _ITEM.match(text)
    if item is not None:
        return {"kind": "item", "level": 2 if item["mark"] in "+*○" else 1, "text": text, "rows": None}
    return {"kind": "paragraph", "level": 0, "text": text, "rows": None}


def _joined(group: list[Line]) -> str:
    text = ""
    for before, line in zip([None, *group], group, strict=False):
        text += line.text if before is None or before.broken else f" {line.text}"
    return text


def _heading_level(line: Line, body: _Body) -> int:
    """1 to 3, 0 for ordinary text. Marks count when set off by bold or capitals: `1. …` begins many a sentence."""
    set_off = line.bold or line.size > 1.15 * body.size or _capitals(line.text)
    if not set_off or not any(character.isalpha() for character in line.text):
        return 0
    if marked := _marked_level(line.text):
        return marked
    if _ITEM.match(line.text):
        return 3 if line.bold else 0
    return 1 if line.size > 1.15 * body.size or _capitals(line.text) else 2


def _marked_level(text: str) -> int:
    if _CHAPTER.match(text):
        return 1
    if _SECTION.match(text):
        return 2
    return 3 if _ARTICLE.match(text) else 0


def _capitals(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    return len(letters) > 3 and all(character.isupper() for character in letters)  # noqa: PLR2004 - `TW` is no title


def _starts_large(text: str) -> bool:
    return text[:1].isupper() or not text[:1].isalpha()


def _goes_on(block: dict[str, Any], following: dict[str, Any]) -> bool:
    return (
        block["kind"] in {"paragraph", "item"}
        and following["kind"] == "paragraph"
        and not block["text"].endswith(_ENDED)
        and following["text"][:1].islower()
    )


def _rows_going_on(block: dict[str, Any], following: dict[str, Any]) -> list[list[str]] | None:
    """Both parts' rows, without the head that a following page repeats; None where it is another table."""
    if block["kind"] != "table" or following["kind"] != "table":
        return None
    head, *rest = following["rows"]
    if len(head) != len(block["rows"][0]):
        return None
    return [*block["rows"], *([] if head == block["rows"][0] else [head]), *rest]
