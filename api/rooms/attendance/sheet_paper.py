"""The attendance sheet on paper (PDF in the layout of party papers) and as an Excel sheet."""

import io
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from api.kit import clock, pdf
from api.rooms.attendance.schemas.sheets import SheetRead, SheetRowRead
from api.rooms.meetings.paper_words import figure, moment_words

_HERE = Path(__file__).parent
_WIDTHS = (6, 32, 16, 18, 28, 18, 18, 24, 40)
_NUMBER, _NAME, _STATE, _STATUS, _METHOD, _CAME, _LEFT, _SITE, _NOTE = range(9)
_SHARES = {_NUMBER: 2, _NAME: 9, _STATE: 5, _STATUS: 5, _METHOD: 6, _CAME: 3, _LEFT: 3, _SITE: 5, _NOTE: 6}
_CENTRED = frozenset({_NUMBER, _STATE, _STATUS, _CAME, _LEFT})


@dataclass(frozen=True)
class Signs:
    """Where and when it was made, and who signs."""

    place_and_date: str
    left: str
    left_name: str
    right: str
    right_name: str


def as_pdf(sheet: SheetRead, signs: Signs) -> bytes:
    """A4, margins 20/20/30/15 mm; columns in which nothing stands are left out."""
    said = words()
    rows = [list(_cells(row, "%H:%M")) for row in sheet.rows]
    shown = [column for column in _SHARES if column not in {_LEFT, _SITE} or any(row[column] for row in rows)]
    return pdf.render(
        _typst(),
        asdict(signs)
        | {
            "party": said["party"],
            "above": sheet.above,
            "organization": sheet.organization,
            "title": said["title"],
            "about": sheet.title,
            "when": said["when"].format(**moment_words(sheet.starts_at)),
            "lines": list(_lines(sheet)),
            "head": [said["columns"][column] for column in shown],
            "shares": [_SHARES[column] for column in shown],
            "centred": [at for at, column in enumerate(shown) if column in _CENTRED],
            "rows": [[str(row[column]) for column in shown] for row in rows],
            "sign_note": said["sign_note"],
        },
    )


def as_xlsx(sheet: SheetRead) -> bytes:
    """One row a person, the totals on top."""
    from openpyxl import Workbook  # noqa: PLC0415 - api/decisions/0008

    from api.rooms.meetings.sheet import bold_cell, head_cell, safe  # noqa: PLC0415 - api/decisions/0008

    said = words()
    book = Workbook(write_only=True)
    page = book.create_sheet(said["tab"])
    page.freeze_panes = "C6"
    for index, width in enumerate(_WIDTHS):
        page.column_dimensions[chr(ord("A") + index)].width = width
    page.append([bold_cell(page, f"{said['title']}: {sheet.title}", size=14)])
    page.append([bold_cell(page, sheet.organization)])
    page.append([said["when"].format(**moment_words(sheet.starts_at))])
    page.append([" ".join(_lines(sheet))])
    page.append([head_cell(page, text) for text in said["columns"]])
    for row in sheet.rows:
        page.append([safe(cell) for cell in _cells(row, "%d/%m/%Y %H:%M")])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _lines(sheet: SheetRead) -> Iterator[str]:
    said, counts = words(), sheet.counts
    if sheet.place:
        yield said["place"].format(place=sheet.place)
    yield said["counts"].format(**counts.model_dump())
    if counts.percent is not None and sheet.target_percent is not None:
        yield said["rate"].format(
            percent=figure(counts.percent), target=figure(sheet.target_percent), citation=sheet.target_citation
        )


def _cells(row: SheetRowRead, form: str) -> Iterator[Any]:
    said = words()
    yield row.number
    yield row.name
    yield said["states"].get(row.state.value, row.state.value)
    yield said["statuses"][row.status.value] if row.status else said["nobody"]
    method = said["methods"][row.method.value] if row.method else ""
    yield said["by"].format(method=method, name=row.marked_by) if row.marked_by else method
    yield _moment(row.came_at, form)
    yield _moment(row.left_at, form)
    yield row.site or ""
    yield row.reason


def _moment(at: datetime | None, form: str) -> str:
    return at.astimezone(clock.LOCAL).strftime(form) if at else ""


@cache
def words() -> dict[str, Any]:
    """What is printed."""
    read: dict[str, Any] = json.loads((_HERE / "sheet_words.json").read_text(encoding="utf-8"))
    return read


@cache
def _typst() -> str:
    return (_HERE / "sheet.typ").read_text(encoding="utf-8")
