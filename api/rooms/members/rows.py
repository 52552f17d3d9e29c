"""What a row of the sheet says about a member: columns by their heads, cells by the rules of `fields`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from api.kit.folding import fold, tidy
from api.rooms.members.cards import DIGITS
from api.rooms.members.errors import ColumnsMissing, TooManyRows
from api.rooms.members.fields import dates_follow, read_email, read_name, read_phone
from api.rooms.members.models import Sex
from api.rooms.members.workbook import Row, Value

MOST_ROWS = 100_000
HEAD_WITHIN = 20

HEADS: dict[str, tuple[str, ...]] = {
    "full_name": ("ho va ten", "ho ten", "ho va ten khai sinh", "ho, chu dem va ten khai sinh"),
    "birth_on": ("ngay sinh", "ngay thang nam sinh", "sinh ngay", "ngay, thang, nam sinh"),
    "sex": ("gioi tinh",),
    "admitted_on": ("ngay vao dang", "ngay ket nap", "ngay quyet dinh ket nap", "ngay vao dcsvn"),
    "official_on": ("ngay chinh thuc", "ngay cong nhan chinh thuc", "ngay vao dang chinh thuc"),
    "card_number": ("so the dang vien", "so the dang", "so the", "so the dv"),
    "branch": ("chi bo", "chi bo sinh hoat", "sinh hoat tai chi bo", "ten chi bo"),
    "committee": ("dang bo", "dang bo co so", "dang uy", "to chuc dang cap tren"),
    "branch_code": ("ma chi bo", "ma to chuc dang", "ma to chuc"),
    "phone": ("dien thoai", "so dien thoai", "dien thoai di dong"),
    "email": ("email", "e-mail", "thu dien tu"),
}
REQUIRED = ("full_name", "birth_on", "sex", "admitted_on")
_BY_HEAD = {head: field for field, heads in HEADS.items() for head in heads}
_SEXES = {"nam": Sex.MALE, "nu": Sex.FEMALE}
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})|(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row cannot come in; `reason` becomes a code `members.row_<reason>`."""

    row: int
    cell: str
    field: str
    value: str | None
    reason: str
    params: Mapping[str, Any]

    @property
    def code(self) -> str:
        """The stable code of the reason."""
        return f"members.row_{self.reason}"


@dataclass(slots=True)
class Candidate:
    """A row whose every cell is right by itself."""

    row: int
    full_name: str
    birth_on: date
    sex: Sex
    admitted_on: date
    official_on: date | None
    card_number: str | None
    branch_id: UUID
    phone: str | None
    email: str | None


class BranchIndex:
    """The branches a file may name: by code, by name, by name and committee above."""

    def __init__(self, branches: Sequence[tuple[UUID, str, str | None, str | None]]) -> None:
        self.by_code: dict[str, UUID] = {}
        self.by_name: dict[tuple[str, str], list[UUID]] = {}
        self.only = branches[0][0] if len(branches) == 1 else None
        for branch_id, name, code, committee in branches:
            if code:
                self.by_code[code] = branch_id
            for above in {"", _key(committee or "")}:
                self.by_name.setdefault((_key(name), above), []).append(branch_id)

    def find(self, code: str, name: str, committee: str) -> list[UUID]:
        """The branches meant; exactly one is right. A file for a single branch need not name it."""
        if code:
            return [self.by_code[code]] if code in self.by_code else []
        if not name and self.only:
            return [self.only]
        return self.by_name.get((_key(name), _key(committee)), [])


class Heads:
    """Where each field stands in this sheet."""

    def __init__(self, columns: dict[str, int]) -> None:
        self.columns = columns

    def cell(self, row: int, field: str) -> str:
        """The address of a field in a row, as the sheet shows it; of the row's first cell when it has no column."""
        from openpyxl.utils import get_column_letter  # noqa: PLC0415 - api/decisions/0008

        return f"{get_column_letter(self.columns.get(field, 1))}{row}"


def find_heads(rows: Iterator[Row]) -> Heads:
    """Read on until the row of heads; raises ColumnsMissing when none of the first rows is one."""
    best: dict[str, int] = {}
    for _, row in zip(range(HEAD_WITHIN), rows, strict=False):
        found: dict[str, int] = {}
        for column, value in row.cells.items():
            field = _BY_HEAD.get(_head(str(value)))
            if field:
                found.setdefault(field, column)
        if found.keys() >= set(REQUIRED):
            return Heads(found)
        best = max(best, found, key=len)
    raise ColumnsMissing(columns=[field for field in REQUIRED if field not in best])


def read_candidates(
    rows: Iterator[Row], heads: Heads, branches: BranchIndex, today: date
) -> Iterator[tuple[Candidate | None, list[Problem]]]:
    """Each row below the heads as a candidate or with the reasons why it is none. Raises TooManyRows."""
    wanted = set(heads.columns.values())
    count = 0
    for row in rows:
        if wanted.isdisjoint(row.cells):
            continue
        count += 1
        if count > MOST_ROWS:
            raise TooManyRows(most=MOST_ROWS)
        reader = _RowReader(row, heads)
        yield reader.read(branches, today), reader.problems


class _RowReader:
    """One row; `problems` collects what is wrong with it."""

    def __init__(self, row: Row, heads: Heads) -> None:
        self.row = row
        self.heads = heads
        self.problems: list[Problem] = []

    def read(self, branches: BranchIndex, today: date) -> Candidate | None:
        full_name = self._text("full_name", read_name, "name", required=True)
        birth_on = self._day("birth_on", required=True)
        sex = self._sex()
        admitted_on = self._day("admitted_on", required=True)
        official_on = self._day("official_on")
        card_number = self._card()
        branch_id = self._branch(branches)
        phone = self._text("phone", read_phone, "phone")
        email = self._text("email", read_email, "email")
        if birth_on and admitted_on:
            wrong = dates_follow(birth_on, admitted_on, official_on, today)
            if wrong is not None:
                self._wrong(wrong, "date_order")
        if self.problems or not (full_name and birth_on and sex and admitted_on and branch_id):
            return None
        return Candidate(
            self.row.number,
            full_name,
            birth_on,
            sex,
            admitted_on,
            official_on,
            card_number,
            branch_id,
            phone,
            email,
        )

    def _value(self, field: str) -> Value:
        return self.row.cells.get(self.heads.columns.get(field, 0), "")

    def _plain(self, field: str) -> str:
        value = self._value(field)
        return str(value) if not isinstance(value, str) else tidy(value)

    def _wrong(self, field: str, reason: str, **params: Any) -> None:
        shown = None if field == "card_number" else self._plain(field)[:200] or None
        cell = self.heads.cell(self.row.number, field)
        self.problems.append(Problem(self.row.number, cell, field, shown, reason, params))

    def _text(self, field: str, read: Any, reason: str, *, required: bool = False) -> str | None:
        text = self._plain(field)
        if not text:
            if required:
                self._wrong(field, "required")
            return None
        try:
            value: str = read(f"0{text}" if field == "phone" and isinstance(self._value(field), int) else text)
        except ValueError:
            self._wrong(field, reason)
            return None
        if len(value) > 120:  # noqa: PLR2004 - the width of the columns
            self._wrong(field, "too_long", most=120)
            return None
        return value

    def _day(self, field: str, *, required: bool = False) -> date | None:
        value = self._value(field)
        if value == "":
            if required:
                self._wrong(field, "required")
            return None
        day = read_day(value)
        if day is None:
            self._wrong(field, "date")
        return day

    def _sex(self) -> Sex | None:
        text = fold(self._plain("sex"))
        if not text:
            self._wrong("sex", "required")
        elif text not in _SEXES:
            self._wrong("sex", "sex")
        return _SEXES.get(text)

    def _card(self) -> str | None:
        value = self._value("card_number")
        if value == "":
            return None
        # a number cell loses the zeros in front
        digits = f"{value:0{DIGITS}}" if isinstance(value, int) else re.sub(r"[\s.-]", "", str(value))
        if not re.fullmatch(rf"[0-9]{{{DIGITS}}}", digits):
            self._wrong("card_number", "card")
            return None
        return digits

    def _branch(self, branches: BranchIndex) -> UUID | None:
        code, name = self._plain("branch_code"), self._plain("branch")
        found = branches.find(code, name, self._plain("committee"))
        if len(found) == 1:
            return found[0]
        field = "branch_code" if code else "branch"
        if not code and not name:
            self._wrong(field, "required")
        else:
            self._wrong(field, "branch_ambiguous" if found else "branch_unknown")
        return None


def read_day(value: Value) -> date | None:
    """A day from a date cell or from `dd/mm/yyyy`, `dd-mm-yyyy`, `dd.mm.yyyy`, `yyyy-mm-dd`; None for anything else."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    match = _DAY.fullmatch(str(value).strip().removesuffix("T00:00:00"))
    if match is None:
        return None
    day, month, year, iso_year, iso_month, iso_day = match.groups()
    try:
        return date(int(year or iso_year), int(month or iso_month), int(day or iso_day))
    except ValueError:
        return None


def _head(text: str) -> str:
    """A head without marks, stars and what stands in brackets."""
    return re.sub(r"\(.*?\)|[*:]", "", fold(tidy(text))).strip()


def _key(name: str) -> str:
    return fold(tidy(name))
