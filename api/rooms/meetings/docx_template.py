"""The built-in DOCX template of a meeting's papers, made with python-docx; a committee edits a copy of it in Word.

Inside are jinja's marks as docxtpl reads them: `{{ organization }}`, `{%p for section in sections %}`. Layout after
HD 05-HD/VPTW as described by secondary sources: margins 20/20/30/15 mm, Times New Roman 14.
"""

import io
from functools import cache
from typing import Any

from docx import Document
from docx.document import Document as Docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_UNDERLINE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from api.rooms.meetings.models import PaperKind

_FONT = "Times New Roman"
_COLUMNS = (11, 70, 45, 39)
"""Widths in mm; all tables of the papers have four columns."""


@cache
def built_in(kind: PaperKind) -> bytes:
    """The template of a paper, as a file."""
    document = Document()
    _page(document)
    _head(document)
    _title(document)
    _sections(document)
    (_signers if kind is PaperKind.MINUTES else _recipients_and_signer)(document)
    _additions(document)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _page(document: Docx) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = Mm(20), Mm(20), Mm(30), Mm(15)
    page.header_distance, page.footer_distance = Mm(10), Mm(8)
    page.different_first_page_header_footer = True
    style: Any = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    style.paragraph_format.space_after = Pt(6)
    number = page.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _field(number, "PAGE")
    for footer in (page.footer, page.first_page_footer):
        foot = footer.paragraphs[0]
        _run(foot, "{{ verify }} {{ verify_note }}", size=8)


def _head(document: Docx) -> None:
    table = _blank_table(document, (72, 93))
    left, right = table.rows[0].cells
    _lines(left, ("{{ above }}", 13, ""), ("{{ organization }}", 13, "b"), ("*", 14, ""), ("{{ number }}", 14, ""))
    _lines(right, ("{{ party }}", 14, "bu"), ("{{ place_and_date }}", 14, "i"))


def _title(document: Docx) -> None:
    for text, size, look in (("{{ title }}", 16, "b"), ("{{ about }}", 14, "b"), ("-----", 14, "")):
        line = document.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.paragraph_format.space_before = Pt(12 if text == "{{ title }}" else 0)
        line.paragraph_format.space_after = Pt(0)
        _run(line, text, size=size, look=look)


def _sections(document: Docx) -> None:
    document.add_paragraph("{%p for section in sections %}")
    document.add_paragraph("{%p if section.heading %}")
    heading = _body(document, "{{ section.heading }}", look="b")
    heading.paragraph_format.keep_with_next = True
    heading.paragraph_format.space_before = Pt(6)
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p for line in section.paragraphs %}")
    _body(document, "{{ line }}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p if section.table %}")
    _table(document)
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")


def _table(document: Docx) -> None:
    table = document.add_table(rows=4, cols=len(_COLUMNS))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    rows = ("section.table.head[{}]", "{{%tr for row in section.table.rows %}}", "row[{}]", "{{%tr endfor %}}")
    for row, text in zip(table.rows, rows, strict=True):
        marks = text.startswith("{{%tr")
        for index, (cell, width) in enumerate(zip(row.cells, _COLUMNS, strict=True)):
            cell.width = Mm(width)
            if marks:
                cell.text = text.format() if index == 0 else ""
                continue
            line = cell.paragraphs[0]
            centred = text.startswith("section") or index == 0
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
            line.paragraph_format.space_after = Pt(2)
            head = "b" if text.startswith("section") else ""
            _run(line, "{{ " + text.format(index) + " }}", size=12.5, look=head)


def _signers(document: Docx) -> None:
    cells = _sign_table(document)
    for cell, side in zip(cells, ("left", "right"), strict=True):
        _sign(cell, side)


def _recipients_and_signer(document: Docx) -> None:
    left, right = _sign_table(document)
    _run(left.paragraphs[0], "{{ left.label }}", size=12, look="u")
    for text in ("{%p for one in recipients %}", "- {{ one }}{{ '.' if loop.last else ',' }}", "{%p endfor %}"):
        line = left.add_paragraph()
        line.paragraph_format.space_after = Pt(0)
        _run(line, text, size=12)
    _sign(right, "right")


def _sign_table(document: Docx) -> tuple[_Cell, _Cell]:
    document.add_paragraph().paragraph_format.space_after = Pt(0)
    table = _blank_table(document, (82, 83))
    left, right = table.rows[0].cells
    return left, right


def _sign(cell: _Cell, side: str) -> None:
    lines = [("{{ " + side + ".label }}", 14.0, "b")]
    if side == "right":
        lines += [("{%p if right.office %}", 14, "b"), ("{{ right.office }}", 14, "b"), ("{%p endif %}", 14, "b")]
    lines += [("{{ sign_note }}", 12, "i"), *[("", 14, "")] * 4, ("{{ " + side + ".name }}", 14, "b")]
    _lines(cell, *lines)


def _additions(document: Docx) -> None:
    document.add_paragraph("{%p if additions %}")
    _body(document, "{{ additions_title }}", look="b")
    document.add_paragraph("{%p for one in additions %}")
    _body(document, "{{ one.head }}", look="i")
    document.add_paragraph("{%p for line in one.paragraphs %}")
    _body(document, "{{ line }}")
    for mark in ("endfor", "endfor", "endif"):
        document.add_paragraph(f"{{%p {mark} %}}")


def _body(document: Docx, text: str, look: str = "") -> Paragraph:
    line = document.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    line.paragraph_format.first_line_indent = Mm(10)
    _run(line, text, look=look)
    return line


def _lines(cell: _Cell, *lines: tuple[str, float, str]) -> None:
    for index, (text, size, look) in enumerate(lines):
        line = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.paragraph_format.space_after = Pt(0)
        _run(line, text, size=size, look=look)


def _run(line: Paragraph, text: str, *, size: float = 14, look: str = "") -> None:
    run = line.add_run(text)
    run.font.size = Pt(size)
    run.bold, run.italic = "b" in look, "i" in look
    run.underline = WD_UNDERLINE.SINGLE if "u" in look else None


def _blank_table(document: Docx, widths: tuple[float, float]) -> Table:
    table: Table = document.add_table(rows=1, cols=2)
    table.autofit = False
    for cell, width in zip(table.rows[0].cells, widths, strict=True):
        cell.width = Mm(width)
    return table


def _field(line: Paragraph, name: str) -> None:
    """A field that Word fills in, such as the number of the page."""
    for kind, text in (("begin", None), (None, name), ("end", None)):
        run = line.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)  # noqa: SLF001 - python-docx has no fields; its documentation shows this way
