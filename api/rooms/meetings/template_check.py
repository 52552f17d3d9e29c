"""What a committee's own DOCX template asks for in vain, and which fields of a paper it leaves out. Pure."""

import io
import zipfile
from dataclasses import dataclass
from typing import Any

from docx.opc.exceptions import OpcError
from docxtpl import DocxTemplate
from jinja2 import TemplateError, Undefined
from jinja2.utils import missing

from api.rooms.meetings.models import PaperKind
from api.rooms.meetings.paper_parts import PARTS, Signature, Table
from api.rooms.meetings.printing import Printed, PrintedAddition, PrintedSection, as_docx, context_of

_MOST_UNPACKED = 20 * 1024 * 1024
_SAID_ON_EVERY_PAPER = ("organization", "number", "place_and_date", "title", "sections", "right", "additions", "verify")
_EXPECTED = {
    PaperKind.MINUTES: (*_SAID_ON_EVERY_PAPER, "left"),
    PaperKind.RESOLUTION: (*_SAID_ON_EVERY_PAPER, "recipients"),
}
_WRONG = (TemplateError, OpcError, zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError)
"""What jinja, docxtpl and python-docx raise about a file that is not a template."""


class Broken(Exception):
    """The file cannot be filled in; the text says where."""


@dataclass(frozen=True)
class Found:
    """Fields by name, in alphabetical order."""

    unknown: list[str]
    """Asked for, and no paper has them."""
    missing: list[str]
    """Part of every paper of the kind, and not in the template."""


def check_template(kind: PaperKind, content: bytes) -> Found:
    """Fill the template with a sample that has everything, and see what it asked for. Raises `Broken`."""
    asked: set[str] = set()

    class Asked(Undefined):
        """Something that is not there, remembered by name."""

        def __init__(self, hint: str | None = None, obj: Any = missing, name: str | None = None, *rest: Any) -> None:
            super().__init__(hint, obj, name, *rest)
            asked.add(name or "?")

    paper = _sample(kind)
    try:
        _check_size(content)
        as_docx(paper, content, undefined=Asked)
        used = DocxTemplate(io.BytesIO(content)).get_undeclared_template_variables()
    except _WRONG as error:
        message = f"{type(error).__name__}: {error}"[:300]
        raise Broken(message) from error
    unknown = asked | (used - context_of(paper).keys())
    return Found(sorted(unknown), sorted(set(_EXPECTED[kind]) - used))


def _check_size(content: bytes) -> None:
    """A small file must not unpack into a large one."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > _MOST_UNPACKED:
            message = "too large when unpacked"
            raise ValueError(message)


def _sample(kind: PaperKind) -> Printed:
    table = Table(head=["TT", "A", "B", "C"], shares=[1, 2, 2, 2], rows=[["1", "a", "b", "c"]])
    section = PrintedSection(heading="I. A", level=PARTS, paragraphs=["a", "- b"], table=table)
    return Printed(
        kind=kind,
        above="A",
        organization="B",
        number="C",
        place_and_date="D",
        title="E",
        about="F",
        sections=[section],
        left=Signature(label="G", name="H"),
        right=Signature(label="I", office="J", name="K"),
        recipients=["L"],
        additions=[PrintedAddition(head="M", paragraphs=["N"])],
        code="2345ABCD6789",
        address="https://handbook.invalid/xac-minh/2345ABCD6789",
    )
