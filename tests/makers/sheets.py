"""Excel workbooks as people send them, and as nobody should."""

import zipfile
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook

HEADS = (
    "Họ và tên *",
    "Ngày sinh *",
    "Giới tính *",
    "Ngày vào Đảng *",
    "Ngày chính thức",
    "Số thẻ đảng viên",
    "Chi bộ *",
    "Đảng bộ",
    "Điện thoại",
    "Email",
)


def a_row(**fields: Any) -> list[Any]:
    """The cells of a good row, under `HEADS`."""
    given = {
        "name": "Nguyễn Thị Bình",
        "birth": date(1975, 2, 3),
        "sex": "Nữ",
        "admitted": "19/05/2001",
        "official": "19/05/2002",
        "card": None,
        "branch": "Chi bộ thôn 1",
        "committee": None,
        "phone": None,
        "email": None,
    } | fields
    return list(given.values())


def a_sheet(*rows: Sequence[Any], heads: Sequence[str] = HEADS, above: Sequence[Sequence[Any]] = ()) -> bytes:
    """A workbook with one sheet: rows above the heads, the heads, the rows."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Đảng viên")
    for row in (*above, heads, *rows):
        sheet.append(list(row))
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def with_parts(content: bytes, **parts: bytes) -> bytes:
    """The same package with parts replaced or added; keyword names spell `/` as `__` and `.` as `_dot_`."""
    given = {name.replace("__", "/").replace("_dot_", "."): part for name, part in parts.items()}
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in given:
                new.writestr(name, old.read(name))
        for name, part in given.items():
            new.writestr(name, part)
    return target.getvalue()
