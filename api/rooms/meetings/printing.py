"""Papers on paper: the same content as PDF (typst) and as DOCX (a template a committee can replace)."""

import io
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from api.kit import pdf
from api.rooms.meetings.models import PaperKind
from api.rooms.meetings.paper_parts import Section, Signature, Table, numbered, paragraphs
from api.rooms.meetings.paper_words import words
from api.rooms.signin import codes, qr

if TYPE_CHECKING:
    from jinja2 import Undefined

_HERE = Path(__file__).parent


class PrintedSection(BaseModel):
    """A section with its number and its paragraphs."""

    heading: str
    level: int
    paragraphs: list[str]
    table: Table | None


class PrintedAddition(BaseModel):
    """An addition made after the closing: who and when, and the text."""

    head: str
    paragraphs: list[str]


class Printed(BaseModel):
    """All that stands on a paper. Kept with it, so that it can be printed again word by word."""

    kind: PaperKind
    above: str
    organization: str
    number: str
    place_and_date: str
    title: str
    about: str
    sections: list[PrintedSection]
    left: Signature
    right: Signature
    recipients: list[str] = []
    code: str | None = None
    """None for a draft: no QR code, and the word for draft across the page."""
    address: str = ""
    additions: list[PrintedAddition] = []


def printed_sections(sections: Sequence[Section]) -> list[PrintedSection]:
    """Sections as they are printed; those without heading, text and table are left out."""
    return [
        PrintedSection(heading=heading, level=section.level, paragraphs=paragraphs(section.text), table=section.table)
        for section, heading in zip(sections, numbered(sections), strict=True)
        if heading or section.text.strip() or section.table
    ]


def as_pdf(paper: Printed) -> bytes:
    """The PDF: A4, margins 20/20/30/15 mm, 14 pt, a QR code to the verification page in the foot of each page."""
    return pdf.render(_typst(), context_of(paper) | {"qr": qr.as_svg(paper.address) if paper.code else ""})


def as_docx(paper: Printed, template: bytes | None = None, undefined: "type[Undefined] | None" = None) -> bytes:
    """The DOCX, by a committee's own template or the built-in one. A wrong template raises what jinja or docx raise."""
    from docxtpl import DocxTemplate  # noqa: PLC0415 - api/decisions/0008
    from jinja2 import Undefined  # noqa: PLC0415 - api/decisions/0008
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415 - api/decisions/0008

    from api.rooms.meetings.docx_template import built_in  # noqa: PLC0415 - api/decisions/0008

    document = DocxTemplate(io.BytesIO(template or built_in(paper.kind)))
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=undefined or Undefined)
    document.render(context_of(paper), environment, autoescape=True)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def context_of(paper: Printed) -> dict[str, Any]:
    """The fields that templates may name."""
    said = words()
    shown = paper.model_dump()
    code = codes.grouped(paper.code) if paper.code else ""
    return shown | {
        "above": paper.above.upper(),
        "organization": paper.organization.upper(),
        "title": paper.title.upper(),
        "party": said["party"],
        "draft": said["draft"],
        "sign_note": said["sign_note"],
        "additions_title": said["additions_title"],
        "verify": said["verify"].format(code=code) if code else "",
        "verify_note": said["verify_note"].format(address=_without_scheme(paper.address)) if code else "",
    }


def _without_scheme(address: str) -> str:
    return address.partition("://")[2] or address


@cache
def _typst() -> str:
    return (_HERE / "paper.typ").read_text(encoding="utf-8")
