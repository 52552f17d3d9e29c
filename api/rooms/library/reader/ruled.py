"""Tables of a PDF, where lines are drawn around their cells.

A table without lines stays lines of text: where its columns end could only be guessed.
"""

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from operator import itemgetter
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

MOST_EDGES = 3_000
"""Looked at on one page: a drawing of more is no table worth reading."""
MOST_OF_ALL = 300_000
"""Looked at in one paper."""
_MOST_CROSSINGS = 40_000
_SHORTEST = 6.0
_NEAR = 3.0
"""Points between strokes that are meant to touch, or to be one."""
_FEWEST = 3
"""Strokes each way: two rows, two columns."""

Edge = tuple[tuple[float, float], tuple[float, float]]


class Stroke(NamedTuple):
    """A straight line along one of the page's edges: its distance from the other edge, and from where to where."""

    at: float
    start: float
    end: float


class _Grid(NamedTuple):
    across: list[Stroke]
    down: list[Stroke]


class Tables:
    """The tables of one paper, page by page."""

    def __init__(self) -> None:
        self._left = MOST_OF_ALL

    def of(self, page: pypdfium2.PdfPage) -> list[dict[str, Any]]:
        """Each table's place (points from the top left) and the words of its cells, row by row.

        A cell that spans others has its words in the first of them; the rest are empty.
        """
        edges = list(islice(_edges(page), min(MOST_EDGES + 1, self._left)))
        self._left -= len(edges)
        if len(edges) > MOST_EDGES or self._left <= 0:
            return []
        grids = _grids(*_strokes(edges))
        if not grids:
            return []
        textpage = page.get_textpage()
        found = [_table(textpage, page.get_height(), grid) for grid in grids]
        textpage.close()
        return [table for table in found if len(table["rows"]) > 1]


def _edges(page: pypdfium2.PdfPage) -> Iterator[Edge]:
    """The straight pieces of everything drawn on the page itself, in the page's points."""
    for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=1):
        matrix = drawn.get_matrix()
        begin = before = (0.0, 0.0)
        for number in range(pdfium.FPDFPath_CountSegments(drawn)):
            segment = pdfium.FPDFPath_GetPathSegment(drawn, number)
            x, y = ctypes.c_float(), ctypes.c_float()
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            point = matrix.on_point(x.value, y.value)
            if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
                begin = point
            else:
                yield before, point
            if pdfium.FPDFPathSegment_GetClose(segment):
                yield point, begin
            before = point


def _strokes(edges: Iterable[Edge]) -> tuple[list[Stroke], list[Stroke]]:
    """Lines across and down the page, those that continue each other as one."""
    across, down = [], []
    for (ax, ay), (bx, by) in edges:
        if abs(ay - by) <= 1 < abs(ax - bx):
            across.append(Stroke(ay, min(ax, bx), max(ax, bx)))
        elif abs(ax - bx) <= 1 < abs(ay - by):
            down.append(Stroke(ax, min(ay, by), max(ay, by)))
    return _merged(across), _merged(down)


def _merged(strokes: Iterable[Stroke]) -> list[Stroke]:
    merged: list[Stroke] = []
    for beside in _side_by_side(strokes):
        last: Stroke | None = None
        for stroke in sorted(beside, key=itemgetter(1)):
            if last is not None and stroke.start <= last.end + _NEAR:
                last = Stroke(last.at, last.start, max(last.end, stroke.end))
                merged[-1] = last
            else:
                last = stroke
                merged.append(last)
    return [stroke for stroke in merged if stroke.end - stroke.start >= _SHORTEST]


def _side_by_side(strokes: Iterable[Stroke]) -> Iterator[list[Stroke]]:
    """Strokes at about the same distance from the edge: the two sides of one thick line, too."""
    beside: list[Stroke] = []
    for stroke in sorted(strokes):
        if beside and stroke.at - beside[0].at > _NEAR:
            yield beside
            beside = []
        beside.append(stroke)
    if beside:
        yield beside


def _grids(across: list[Stroke], down: list[Stroke]) -> list[_Grid]:
    """Strokes that touch, directly or by others, belong together; a grid has two rows and two columns at least."""
    grids: list[_Grid] = []
    if len(across) * len(down) > _MOST_CROSSINGS:
        return grids
    for stroke in down:
        touched = [one for one in across if _touch(one, stroke)]
        own = [grid for grid in grids if any(one in grid.across for one in touched)]
        joined = _Grid(list(touched), [stroke])
        for grid in own:
            joined.across.extend(one for one in grid.across if one not in joined.across)
            joined.down.extend(grid.down)
            grids.remove(grid)
        grids.append(joined)
    return [grid for grid in grids if min(len(_places(grid.across)), len(_places(grid.down))) >= _FEWEST]


def _touch(across: Stroke, down: Stroke) -> bool:
    return across.start - _NEAR <= down.at <= across.end + _NEAR and down.start - _NEAR <= across.at <= down.end + _NEAR


def _places(strokes: Iterable[Stroke]) -> list[float]:
    """Where strokes are, those side by side once."""
    return [beside[0].at for beside in _side_by_side(strokes)]


def _table(textpage: pypdfium2.PdfTextPage, height: float, grid: _Grid) -> dict[str, Any]:
    # PDF counts from the foot of the page; rows are read from the top
    edges, sides = _places(grid.across)[::-1], _places(grid.down)
    rows: list[list[str]] = []
    covered: set[tuple[int, int]] = set()
    for row in range(len(edges) - 1):
        cells = []
        for column in range(len(sides) - 1):
            if (row, column) in covered:
                cells.append("")
                continue
            below, right = _reach(grid, edges, sides, row, column)
            covered.update((a, b) for a in range(row, below) for b in range(column, right))
            words = textpage.get_text_bounded(sides[column], edges[below], sides[right], edges[row], errors="replace")
            cells.append(" ".join(words.split()))
        rows.append(cells)
    return {
        "left": round(sides[0], 1),
        "top": round(height - edges[0], 1),
        "right": round(sides[-1], 1),
        "bottom": round(height - edges[-1], 1),
        "rows": [row for row in rows if any(row)],
    }


def _reach(grid: _Grid, edges: Sequence[float], sides: Sequence[float], row: int, column: int) -> tuple[int, int]:
    """The edge and the side at which a cell that begins here ends."""
    middle_y, middle_x = (edges[row] + edges[row + 1]) / 2, (sides[column] + sides[column + 1]) / 2
    right = next((at for at in range(column + 1, len(sides)) if _is_drawn(grid.down, sides[at], middle_y)), None)
    below = next((at for at in range(row + 1, len(edges)) if _is_drawn(grid.across, edges[at], middle_x)), None)
    return below or row + 1, right or column + 1


def _is_drawn(strokes: Iterable[Stroke], at: float, where: float) -> bool:
    return any(abs(stroke.at - at) <= _NEAR and stroke.start <= where <= stroke.end for stroke in strokes)
