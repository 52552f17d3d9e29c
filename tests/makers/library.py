"""Makers of the room `library`: papers as files, and documents already published."""

import hashlib
import io
from datetime import date
from itertools import count
from typing import Any

import pypdfium2
from docx import Document as Docx
from PIL import Image
from sqlmodel import Session

from api.kit import clock, pdf, storage
from api.rooms.library import repository, symbols
from api.rooms.library.models import ContentState, Document, DocumentFile, FileContent, FilePage, State
from api.rooms.library.service.indexing import index_document
from api.rooms.library.service.uploading import key_of
from api.rooms.organizations.models import Organization
from tests.support.house import House

_numbers = count(1)

PAPER = """
#set text(size: 13pt)
#if data.mark != "" [#align(left)[#rect(stroke: 1pt)[#strong(data.mark)]]]
#let issuer = align(center)[#data.issuer \\ \\* \\ Số #data.symbol]
#grid(columns: (1fr, 1fr), issuer, align(center)[#strong[ĐẢNG CỘNG SẢN VIỆT NAM]])
#v(6mm)
#align(center)[#text(weight: 600, size: 15pt)[#data.title]]
#v(4mm)
#for page in data.pages {
  if page != data.pages.first() { pagebreak() }
  for line in page { par(first-line-indent: (amount: 10mm, all: true), justify: true)[#line] }
}
"""


def a_pdf(
    *paragraphs: str,
    title: str = "NGHỊ QUYẾT",
    symbol: str = "05-NQ/ĐU",
    issuer: str = "ĐẢNG ỦY XÃ SỐ MỘT",
    mark: str = "",
    pages: list[list[str]] | None = None,
) -> bytes:
    """A paper with a text layer, laid out as the Party's papers are."""
    data = {"title": title, "symbol": symbol, "issuer": issuer, "mark": mark, "pages": pages or [list(paragraphs)]}
    return pdf.render(PAPER, data)


def pictures_of(content: bytes, scale: float = 2.8) -> list[Image.Image]:
    """The pages of a PDF as a scanner would see them."""
    document = pypdfium2.PdfDocument(content)
    pictures = [page.render(scale=scale).to_pil().convert("L") for page in document]
    document.close()
    return pictures


def a_scan(content: bytes) -> bytes:
    """The same paper without its text layer."""
    first, *others = pictures_of(content)
    target = io.BytesIO()
    first.save(target, "PDF", save_all=True, append_images=others, resolution=200)
    return target.getvalue()


def a_picture(kind: str = "JPEG", size: tuple[int, int] = (320, 200), **options: Any) -> bytes:
    """A picture without words."""
    target = io.BytesIO()
    Image.new("RGB", size, "#c8102e").save(target, kind, **options)
    return target.getvalue()


def a_docx(*paragraphs: str, title: str = "Kế hoạch học tập", table: list[list[str]] | None = None) -> bytes:
    """A paper from a word processor."""
    document = Docx()
    document.add_heading(title, level=1)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if table:
        made = document.add_table(rows=0, cols=len(table[0]))
        for row in table:
            for cell, words in zip(made.add_row().cells, row, strict=True):
                cell.text = words
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def a_document(  # noqa: PLR0913 - a maker takes what a row has, all by name
    house: House,
    *,
    by: Organization,
    title: str = "Nghị quyết về chuyển đổi số trong Đảng bộ",
    text: list[str] | None = None,
    number_symbol: str | None = None,
    type: str = "NQ",  # noqa: A002 - the column's name
    issuer_name: str | None = None,
    issued_on: date | None = date(2026, 3, 2),
    audience: Organization | None = None,
    audience_kinds: int = 0,
    study_by_on: date | None = None,
    state: State = State.PUBLISHED,
    file: bytes | None = None,
    media_type: str = "application/pdf",
) -> Document:
    """A document with its text already read, indexed when readers find it."""
    made = Document(
        publisher_id=by.id,
        number_symbol=number_symbol,
        symbol_key=symbols.key(number_symbol) if number_symbol else None,
        type=type,
        title=title,
        issuer_name=issuer_name or by.name,
        issuer_id=None if issuer_name else by.id,
        issued_on=issued_on,
        audience_organization_id=(audience or by).id,
        audience_kinds=audience_kinds,
        study_by_on=study_by_on,
        state=state,
        published_at=None if state is State.DRAFT else clock.now(),
        withdrawn_reason="Ban hành nhầm" if state is State.WITHDRAWN else None,
    )
    paragraphs = text if text is not None else ["Các chi bộ tổ chức học tập, quán triệt nghị quyết."]
    with house.database.writing() as session:
        made.changed = repository.tick(session)
        session.add(made)
        session.flush()
        _give_file(session, house, made, paragraphs, file or b"", media_type)
        index_document(session, made)
    return made


def _give_file(  # noqa: PLR0913, PLR0917 - the columns of a file
    session: Session, house: House, document: Document, paragraphs: list[str], file: bytes, media_type: str
) -> None:
    content_bytes = file or f"%PDF- {next(_numbers)} {document.id}".encode()
    sha256 = hashlib.sha256(content_bytes).hexdigest()
    storage.put(house.app.state.storage, key_of(sha256), content_bytes)
    content = FileContent(
        sha256=sha256, size=len(content_bytes), media_type=media_type, pages=1, state=ContentState.READY
    )
    session.add(content)
    session.flush()
    blocks = [{"kind": "paragraph", "level": 0, "text": paragraph, "rows": None} for paragraph in paragraphs]
    session.add(FilePage(content_id=content.id, number=1, recognized=False, blocks=blocks))
    session.add(DocumentFile(document_id=document.id, content_id=content.id, name="van-ban.pdf"))
    session.flush()
