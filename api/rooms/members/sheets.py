"""Writes Excel sheets: the template to fill in, and the list of what to mend. No cell is ever a formula."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from api.rooms.members.words import words

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BOLD = Font(bold=True)


def harmless(text: str) -> str:
    """Text that no spreadsheet program takes for a formula, whatever somebody typed into a name."""
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text


def template() -> bytes:
    """An empty list with heads, and a second sheet that explains each column by an example."""
    said = words()["import"]
    book = Workbook(write_only=True)
    _sheet(book, said["sheet"], list(said["heads"].values()), (), widths=(28, 14, 12, 16, 16, 20, 24, 28, 22, 16, 26))
    guide = [[said["heads"][name], said["example"][name], said["notes"][name]] for name in said["heads"]]
    _sheet(book, said["guide"], said["guide_heads"], guide, widths=(24, 28, 70))
    return _bytes(book)


def problem_list(problems: Iterable[tuple[str, str, str | None, str, dict[str, Any]]]) -> bytes:
    """Cell, column, value and what to mend, from (cell, field, value, reason, params)."""
    said = words()["import"]
    rows = (
        [cell, said["heads"][name].removesuffix(" *"), value or "", said["reasons"][reason].format(**params)]
        for cell, name, value, reason, params in problems
    )
    book = Workbook(write_only=True)
    _sheet(book, said["problems"], said["problem_heads"], rows, widths=(10, 24, 36, 60))
    return _bytes(book)


def _sheet(
    book: Workbook, title: str, heads: Sequence[str], rows: Iterable[Sequence[str]], *, widths: Sequence[int]
) -> None:
    sheet = book.create_sheet(title)
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"
    cells = [WriteOnlyCell(sheet, value=head) for head in heads]
    for cell in cells:
        cell.font = _BOLD
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.append(cells)
    for row in rows:
        sheet.append([harmless(value) for value in row])


def _bytes(book: Workbook) -> bytes:
    target = BytesIO()
    book.save(target)
    return target.getvalue()
