"""The attendance sheet on paper (PDF in the layout of party papers) and as an Excel sheet."""

import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from api.kit import clock, pdf
from api.rooms.attendance.schemas.sheets import SheetGuestRead, SheetRead, SheetRowRead
from api.rooms.meetings.paper_words import figure, moment_words

_HERE = Path(__file__).parent
_TIME, _MOMENT = "%H:%M", "%d/%m/%Y %H:%M"
_NUMBER, _NAME, _STATE, _STATUS, _METHOD, _CAME, _LEFT, _SITE, _NOTE = range(9)
_GUEST_NUMBER, _GUEST_NAME, _UNIT, _SEAT, _GUEST_SITE, _GUEST_CAME, _GUEST_LEFT = range(7)


@dataclass(frozen=True)
class Form:
    """How a list is laid out: its head, widths of columns on A4 (shares) and in Excel (characters), what is centred."""

    head: str
    """The key of the columns' words."""
    shares: tuple[int, ...]
    widths: tuple[int, ...]
    centred: frozenset[int]
    may_be_empty: frozenset[int]
    """Columns that are left out on paper where nothing stands in them."""


_MEMBERS = Form(
    head="columns",
    shares=(2, 9, 5, 5, 6, 3, 3, 5, 6),
    widths=(6, 32, 16, 18, 28, 18, 18, 24, 40),
    centred=frozenset({_NUMBER, _STATE, _STATUS, _CAME, _LEFT}),
    may_be_empty=frozenset({_LEFT, _SITE}),
)
_GUESTS = Form(
    head="guest_columns",
    shares=(2, 9, 11, 4, 6, 4, 4),
    widths=(6, 32, 40, 12, 24, 18, 18),
    centred=frozenset({_GUEST_NUMBER, _SEAT, _GUEST_CAME, _GUEST_LEFT}),
    may_be_empty=frozenset({_SEAT, _GUEST_SITE, _GUEST_LEFT}),
)


@dataclass(frozen=True)
class Signs:
    """Where and when it was made, and who signs."""

    place_and_date: str
    left: str
    left_name: str
    right: str
    right_name: str


def as_pdf(sheet: SheetRead, signs: Signs) -> bytes:
    """A4, margins 20/20/30/15 mm; guests in a list of their own, where there are any."""
    said = words()
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
            "members": _on_paper(_MEMBERS, [list(_cells(row, sheet.starts_at)) for row in sheet.rows]),
            "guests_title": said["guests_title"],
            "guests": _on_paper(_GUESTS, [list(_guest_cells(row, sheet.starts_at)) for row in sheet.guests]),
            "sign_note": said["sign_note"],
        },
    )


def _on_paper(form: Form, rows: list[list[Any]]) -> dict[str, Any]:
    """A list without the columns in which nothing stands."""
    head = words()[form.head]
    shown = [at for at in range(len(head)) if at not in form.may_be_empty or any(row[at] for row in rows)]
    return {
        "head": [head[at] for at in shown],
        "shares": [form.shares[at] for at in shown],
        "centred": [place for place, at in enumerate(shown) if at in form.centred],
        "rows": [[str(row[at]) for at in shown] for row in rows],
    }


def as_xlsx(sheet: SheetRead) -> bytes:
    """One row a person, the totals on top; guests on a page of their own, where there are any."""
    from openpyxl import Workbook  # noqa: PLC0415 - api/decisions/0008

    said = words()
    book = Workbook(write_only=True)
    top = [sheet.organization, said["when"].format(**moment_words(sheet.starts_at)), " ".join(_lines(sheet))]
    title = f"{said['title']}: {sheet.title}"
    _write_page(book.create_sheet(said["tab"]), _MEMBERS, [title, *top], [_cells(row) for row in sheet.rows])
    if sheet.guests:
        page = book.create_sheet(said["guests_tab"])
        _write_page(page, _GUESTS, [said["guests_title"], *top], [_guest_cells(row) for row in sheet.guests])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _write_page(page: Any, form: Form, top: Sequence[str], rows: Iterable[Iterable[Any]]) -> None:
    """Title, whose meeting, when, figures; then the list."""
    from api.rooms.meetings.sheet import bold_cell, head_cell, safe  # noqa: PLC0415 - api/decisions/0008

    page.freeze_panes = "C6"
    for index, width in enumerate(form.widths):
        page.column_dimensions[chr(ord("A") + index)].width = width
    title, organization, *lines = top
    page.append([bold_cell(page, title, size=14)])
    page.append([bold_cell(page, organization)])
    for line in lines:
        page.append([line])
    page.append([head_cell(page, text) for text in words()[form.head]])
    for row in rows:
        page.append([safe(cell) for cell in row])


def _lines(sheet: SheetRead) -> Iterator[str]:
    said, counts = words(), sheet.counts
    if sheet.place:
        yield said["place"].format(place=sheet.place)
    yield said["counts"].format(**counts.model_dump())
    if counts.percent is not None and sheet.target_percent is not None:
        yield said["rate"].format(
            percent=figure(counts.percent), target=figure(sheet.target_percent), citation=sheet.target_citation
        )
    if sheet.guests:
        present = sum(guest.came_at is not None for guest in sheet.guests)
        yield said["guests"].format(expected=len(sheet.guests), present=present)


def _cells(row: SheetRowRead, day: datetime | None = None) -> Iterator[Any]:
    said = words()
    yield row.number
    yield row.name
    yield said["states"].get(row.state.value, row.state.value)
    yield said["statuses"][row.status.value] if row.status else said["nobody"]
    method = said["methods"][row.method.value] if row.method else ""
    yield said["by"].format(method=method, name=row.marked_by) if row.marked_by else method
    yield _moment(row.came_at, day)
    yield _moment(row.left_at, day)
    yield row.site or ""
    yield row.reason


def _guest_cells(row: SheetGuestRead, day: datetime | None = None) -> Iterator[Any]:
    yield row.number
    yield row.name
    yield row.organization or ""
    yield row.seat or ""
    yield row.site or ""
    yield _moment(row.came_at, day) or words()["guest_absent"]
    yield _moment(row.left_at, day)


def _moment(at: datetime | None, day: datetime | None) -> str:
    """The hour for what was on the day of the meeting; with its date for what was not, and where no day is given."""
    if at is None:
        return ""
    here = at.astimezone(clock.LOCAL)
    return here.strftime(_TIME if day and here.date() == day.astimezone(clock.LOCAL).date() else _MOMENT)


@cache
def words() -> dict[str, Any]:
    """What is printed."""
    read: dict[str, Any] = json.loads((_HERE / "sheet_words.json").read_text(encoding="utf-8"))
    return read


@cache
def _typst() -> str:
    return (_HERE / "sheet.typ").read_text(encoding="utf-8")
