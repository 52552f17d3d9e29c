"""The month's overview as an Excel sheet, written row by row."""

import io
from collections.abc import Iterable
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill

from api.kit import clock
from api.rooms.meetings.paper_words import month_words, sentence, words
from api.rooms.meetings.schemas.reports import BranchReportRead, ReportsRead

_WIDTHS = (6, 42, 42, 16, 18, 12, 12, 12, 12, 12, 14, 18, 14, 40)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_xlsx(found: ReportsRead) -> bytes:
    """One row a branch, totals on top."""
    said = words()["sheet"]
    book = Workbook(write_only=True)
    page = book.create_sheet(said["tab"])
    page.freeze_panes = "C5"
    for index, width in enumerate(_WIDTHS):
        page.column_dimensions[chr(ord("A") + index)].width = width
    page.append([bold_cell(page, said["title"].format(month=month_words(found.month)), size=14)])
    page.append([bold_cell(page, found.organization.name)])
    page.append([_totals(found)])
    page.append([head_cell(page, said[key]) for key in said["columns"]])
    bands = {band.code: band.title for band in found.bands}
    for number, branch in enumerate(found.branches, start=1):
        page.append([number, *map(safe, _row(branch, bands))])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _totals(found: ReportsRead) -> str:
    figures = found.totals
    shown = {name: "–" if value is None else value for name, value in figures.model_dump().items()}
    text: str = words()["sheet"]["totals"]
    return text.format(**shown)


def _row(branch: BranchReportRead, bands: dict[str, str]) -> Iterable[Any]:
    said = words()["sheet"]
    yield branch.name
    yield branch.under.name if branch.under.id != branch.id else ""
    yield said["registered" if branch.meeting_id else "not_registered"]
    yield branch.starts_at.astimezone(clock.LOCAL).strftime("%d/%m/%Y %H:%M") if branch.starts_at else ""
    yield branch.summoned
    yield branch.present
    yield branch.counted
    yield branch.attendance
    yield branch.score
    yield bands.get(branch.band or "", "")
    yield branch.reported_at.astimezone(clock.LOCAL).strftime("%d/%m/%Y %H:%M") if branch.reported_at else ""
    state = said["states"].get(branch.report_state.value, "") if branch.report_state else said["no_report"]
    yield f"{state} ({said['late']})" if branch.late else sentence(state)
    yield branch.remark


def safe(value: Any) -> Any:
    """A name that begins like a formula stays a name."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def bold_cell(page: Any, text: str, size: int = 11) -> Any:
    """A cell in bold letters."""
    cell = WriteOnlyCell(page, value=safe(text))
    cell.font = Font(bold=True, size=size)
    return cell


def head_cell(page: Any, text: str) -> Any:
    """A cell of the head of a table."""
    cell = bold_cell(page, text)
    cell.fill = PatternFill("solid", start_color="F3E3D3")
    cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
    return cell
