"""Turns a demo paper into the files people really send: a PDF with text, a DOCX, a scan without text."""

import io
import json
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time
from typing import Literal

import docx
import numpy as np
import typst
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from PIL import Image, ImageFilter

from api.cli.demo.chance import Chance
from api.cli.demo.paper import FOLDER, Block, Kind

SCAN_DPI = 170
TEMPLATE = FOLDER / "paper.typ"
_FONTS = typst.Fonts(include_system_fonts=False)
"""typst's own typefaces only: the same page on every machine."""


@dataclass(frozen=True)
class Sheet:
    """Everything printed on a paper, in words."""

    above: str
    issuer: str
    number_symbol: str
    place_and_date: str
    title: str
    type_name: str
    subject: str
    blocks: tuple[Block, ...]
    recipients: tuple[str, ...]
    on_behalf: str
    signer_title: str
    signer_name: str
    issued_on: date


def as_pdf(sheet: Sheet) -> bytes:
    """A PDF whose text can be selected."""
    return _typeset(sheet, "pdf")[0]


def as_scan(sheet: Sheet, chance: Chance) -> bytes:
    """A PDF of pictures: pages laid crookedly on a grey, noisy scanner."""
    pages = [_scanned(Image.open(io.BytesIO(page)), chance) for page in _typeset(sheet, "png")]
    made = io.BytesIO()
    pages[0].save(made, "PDF", save_all=True, append_images=pages[1:], resolution=SCAN_DPI, quality=60)
    return made.getvalue()


def as_docx(sheet: Sheet) -> bytes:
    """A DOCX with headings, lists and tables in their own styles."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(14)
    document.core_properties.title = sheet.title
    _letterhead(document, sheet)
    for block in sheet.blocks:
        _put(document, block)
    closing = document.add_paragraph()
    closing.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    closing.add_run(f"{sheet.on_behalf}\n{sheet.signer_title}\n\n{sheet.signer_name}").bold = True
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _typeset(sheet: Sheet, form: Literal["pdf", "png"]) -> list[bytes]:
    compiler = typst.Compiler(root=FOLDER, font_paths=_FONTS)
    made = compiler.compile(
        TEMPLATE.read_bytes(),
        format=form,
        ppi=SCAN_DPI,
        sys_inputs={"paper": json.dumps(asdict(sheet), ensure_ascii=False, default=str)},
        timestamp=int(datetime.combine(sheet.issued_on, time(8), UTC).timestamp()),
    )
    pages = made if isinstance(made, list) else [made]
    return [page for page in pages if page is not None]


def _scanned(page: Image.Image, chance: Chance) -> Image.Image:
    grey = page.convert("L").rotate(chance.around(0, 0.5), Image.Resampling.BICUBIC, fillcolor=236)
    soft = np.asarray(grey.filter(ImageFilter.GaussianBlur(0.6)), dtype=np.float32)
    noise = np.random.default_rng(chance.between(0, 2**31)).normal(0, 7, soft.shape)
    return Image.fromarray(np.clip(soft * 0.93 + 10 + noise, 0, 255).astype(np.uint8), "L")


def _letterhead(document: Docx, sheet: Sheet) -> None:
    table = document.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    left.text = f"{sheet.above.upper()}\n{sheet.issuer.upper()}\n*\nSố {sheet.number_symbol}"
    right.text = f"ĐẢNG CỘNG SẢN VIỆT NAM\n\n{sheet.place_and_date}"
    title = document.add_heading(f"{sheet.type_name.upper()}\n{sheet.subject}", level=0)
    for paragraph in (left.paragraphs[0], right.paragraphs[0], title):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _put(document: Docx, block: Block) -> None:
    if block.kind is Kind.HEADING:
        document.add_heading(block.text, level=block.level)
    elif block.kind is Kind.LIST:
        for (item,) in block.rows:
            document.add_paragraph(item, style="List Bullet")
    elif block.kind is Kind.TABLE:
        table = document.add_table(rows=0, cols=len(block.rows[0]), style="Table Grid")
        for row in block.rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    else:
        document.add_paragraph(block.text)
