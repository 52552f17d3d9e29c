from datetime import date, datetime
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from api.rooms.members import workbook
from api.rooms.members.errors import FileNotASheet, FileSuspicious
from api.rooms.members.rows import HEADS, find_heads, read_day
from api.rooms.members.sheets import harmless, template
from api.rooms.members.workbook import Row, read_rows
from tests.makers.sheets import a_row, a_sheet, with_parts

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def rows(content: bytes) -> list[Row]:
    return list(read_rows(BytesIO(content)))


def a_book(*values: object) -> bytes:
    """One row written by openpyxl with shared strings, as Excel writes it."""
    book = Workbook()
    assert book.active is not None
    book.active.append(list(values))
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def sheet_of(cells: str, before: str = "") -> bytes:
    xml = f'<?xml version="1.0"?>{before}<worksheet xmlns="{NAMESPACE}"><sheetData>{cells}</sheetData></worksheet>'
    return with_parts(a_sheet(a_row()), xl__worksheets__sheet1_dot_xml=xml.encode())


texts = st.text(st.characters(blacklist_categories=["Cs", "Cc", "Co", "Cn"]), min_size=1, max_size=30).map(str.strip)


@settings(max_examples=40)
@given(
    st.lists(st.none() | texts.filter(bool) | st.integers(-(10**9), 10**9) | st.dates(date(1900, 3, 1)), max_size=12)
)
def test_cells_come_as_openpyxl_wrote_them(values):
    found = rows(a_book(*[f"'{v}" if isinstance(v, str) and v.startswith("=") else v for v in values]))
    cells = found[0].cells if found else {}
    for number, value in enumerate(values, start=1):
        shown = cells.get(number)
        if isinstance(value, date):
            assert isinstance(shown, datetime)
            assert shown.date() == value
        elif isinstance(value, str):
            assert str(shown).removeprefix("'") == value.removeprefix("'") or value.startswith("_x")
        else:
            assert shown == value


def test_rows_keep_their_numbers_and_empty_ones_are_left_out():
    found = rows(sheet_of('<row r="2"/><row r="7"><c r="C7" t="inlineStr"><is><t> An </t></is></c></row>'))
    assert [(row.number, row.cells) for row in found] == [(7, {3: "An"})]


def test_rows_and_cells_without_numbers_follow_each_other():
    cells = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>3</v></c></row>"
    assert [(row.number, row.cells) for row in rows(sheet_of(cells))] == [(1, {1: 1, 2: 2}), (2, {2: 3})]


def test_a_formula_is_the_value_stored_beside_it_and_rich_text_is_joined():
    cells = (
        '<row r="1"><c r="A1" t="str"><f>HYPERLINK("http://x")</f><v>An</v></c><c r="B1"><f>1/0</f></c>'
        '<c r="C1" t="inlineStr"><is><r><t>Lê </t></r><r><t>Hòa</t></r></is></c></row>'
    )
    assert rows(sheet_of(cells))[0].cells == {1: "An", 3: "Lê Hòa"}


def test_long_text_is_cut_and_far_columns_are_not_kept():
    long = "x" * 5000
    cells = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{long}</t></is></c><c r="XFD1"><v>1</v></c></row>'
    assert rows(sheet_of(cells))[0].cells == {1: long[: workbook.MOST_TEXT]}


def test_a_date_that_cannot_be_stays_text_for_the_one_who_mends_it():
    styled = a_book(date(2020, 1, 1))
    sheet = f'<worksheet xmlns="{NAMESPACE}"><sheetData><row r="1"><c r="A1" s="1"><v>1e300</v></c></row></sheetData>'
    content = with_parts(styled, xl__worksheets__sheet1_dot_xml=f"{sheet}</worksheet>".encode())
    assert rows(content)[0].cells == {1: "1e300"}


ENTITY = '<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "content",
    [
        sheet_of('<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row>', before=ENTITY),
        sheet_of("<row/>", before='<!DOCTYPE x SYSTEM "file:///etc/passwd">'),
        with_parts(a_sheet(a_row()), xl__workbook_dot_xml=f'<?xml version="1.0"?>{ENTITY}<workbook/>'.encode()),
        with_parts(a_sheet(a_row()), xl__vbaProject_dot_bin=b"macro"),
        with_parts(a_sheet(a_row()), xl__media__zeros_dot_bin=bytes(30_000_000)),
        with_parts(a_sheet(a_row()), **{f"xl__n{n}": b"x" for n in range(workbook.MOST_PARTS)}),
    ],
    ids=["entities", "outside", "entities in the book", "macros", "bomb", "too many parts"],
)
def test_what_no_list_of_members_holds_is_refused(content):
    with pytest.raises(FileSuspicious):
        rows(content)


def test_a_package_that_unpacks_to_too_much_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(workbook, "MOST_UNPACKED", 1000)
    with pytest.raises(FileSuspicious):
        workbook.check(BytesIO(a_sheet(a_row())))


GOOD = a_sheet(a_row())


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04 nonsense",
        b"%PDF-1.7",
        "Họ và tên,Ngày sinh".encode(),
        GOOD[: len(GOOD) // 2],
        with_parts(GOOD, xl__workbook_dot_xml=b"<workbook"),
        with_parts(GOOD, xl__workbook_dot_xml=b"<workbook/>"),
        with_parts(GOOD, xl___rels__workbook_dot_xml_dot_rels=b"<Relationships/>"),
        with_parts(GOOD, xl__worksheets__sheet1_dot_xml=b"<worksheet><row r='x'/></worksheet>"),
        with_parts(GOOD, xl__worksheets__sheet1_dot_xml=b"\xff\xfe\x00"),
    ],
)
def test_what_is_no_workbook_is_refused(content):
    with pytest.raises(FileNotASheet):
        rows(content)


@settings(max_examples=60)
@given(st.integers(0, len(GOOD) - 1), st.integers(0, 255))
def test_a_damaged_file_is_read_or_refused_and_nothing_else(at, byte):
    damaged = GOOD[:at] + bytes([byte]) + GOOD[at + 1 :]
    try:
        rows(damaged)
    except (FileNotASheet, FileSuspicious):
        return


@given(st.dates())
def test_days_are_read_however_they_are_written(day):
    for form in (f"{day.day}/{day.month}/{day.year:04}", f"{day.day:02}-{day.month:02}-{day.year:04}", day.isoformat()):
        assert read_day(form) == day
    assert read_day(day) == day


@pytest.mark.parametrize(
    "text", ["31/02/1990", "1990", "2/1990", "tháng 5", "1/2/90", "٣/٣/١٩٩٠", 33000, 1.5, "1/13/1990"]
)
def test_what_is_no_day_is_none(text):
    assert read_day(text) is None


@given(st.text(max_size=20))
def test_no_cell_we_write_is_a_formula(text):
    assert not harmless(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_the_template_has_the_heads_an_import_knows():
    found = find_heads(read_rows(BytesIO(template())))
    assert set(found.columns) == set(HEADS)
