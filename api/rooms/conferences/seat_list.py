"""Reads a list of seats as offices keep it in Excel. Pure, but for the opening of the package."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from types import MappingProxyType
from typing import Any

from api.kit.folding import fold, tidy
from api.rooms.conferences.errors import SeatListUnreadable
from api.rooms.members.workbook import Row, read_rows

HEADS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "name": ("ho va ten", "ho ten", "dai bieu", "ten"),
        "organization": ("don vi", "chi bo", "co quan", "dang bo", "don vi cong tac"),
        "phone": ("dien thoai", "so dien thoai", "sdt"),
        "delegation": ("doan", "doan dai bieu", "to"),
        "site": ("diem cau",),
        "seat": ("ghe", "so ghe", "cho ngoi", "vi tri"),
    }
)
"""Folded heads under which a column is known; a star or a note in brackets does not matter."""
_LOOK = 20
"""Rows among which the heads are looked for: titles stand above them."""
MOST_ROWS = 3000


@dataclass(frozen=True, slots=True)
class SeatLine:
    """One row of the list, texts tidied."""

    line: int
    name: str
    organization: str
    phone: str
    delegation: str
    site: str
    seat: str


def read_seat_list(content: bytes) -> list[SeatLine]:
    """The rows below the heads. Raises `SeatListUnreadable` without a column of names, and what a broken sheet does."""
    rows = read_rows(BytesIO(content))
    columns = _columns(rows)
    found = []
    for row in rows:
        line = SeatLine(row.number, **{name: _text(row, columns.get(name)) for name in HEADS})
        if line.name or line.seat:
            found.append(line)
        if len(found) > MOST_ROWS:
            raise SeatListUnreadable(most=MOST_ROWS)
    return found


def _columns(rows: Iterator[Row]) -> dict[str, int]:
    for number, row in enumerate(rows):
        heads = {fold(_cell(value)).split("(")[0].strip(" *:"): column for column, value in row.cells.items()}
        found = {name: heads[known] for name, ways in HEADS.items() for known in reversed(ways) if known in heads}
        if "name" in found:
            return found
        if number >= _LOOK:
            break
    raise SeatListUnreadable


def _text(row: Row, column: int | None) -> str:
    return _cell(row.cells.get(column)) if column else ""


def _cell(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = "" if value is None else str(value)
    return tidy("".join(sign for sign in text if sign.isprintable() or sign.isspace()))
