"""DOCX: an archive of XML, looked over before a library opens it; headings, paragraphs, lists and tables out."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import defusedxml.ElementTree as DefusedTree
from defusedxml import DefusedXmlException
from docx import Document
from docx.opc.exceptions import OpcError
from docx.table import Table
from docx.text.paragraph import Paragraph

from api.rooms.library.reader.refusals import Refused

MOST_ENTRIES = 4_000
MOST_BYTES = 300 * 1024 * 1024
MOST_XML_BYTES = 40 * 1024 * 1024
MOST_RATIO = 150
_SMALL = 1024 * 1024
_PROGRAMS = re.compile(r"vbaProject|vbaData|/activeX/|\.(exe|dll|com|scr|js|vbs|hta|ps1|jar|bat|cmd)$", re.IGNORECASE)
_NUMBERED = re.compile(r"heading (\d)|tiêu đề (\d)", re.IGNORECASE)
_OUTSIDE_TEMPLATE = re.compile(
    rb"<Relationship\b[^>]*(attachedTemplate|oleObject|frame|subDocument)[^>]*TargetMode\s*=\s*[\"']External",
    re.IGNORECASE,
)


def inspect(path: Path) -> dict[str, Any]:
    """No page pictures (0 pages); the first paragraphs as lines."""
    _look_over(path)
    blocks = _blocks(path)
    return {"pages": 0, "first": [{"text": line} for block in blocks[:40] for line in block["text"].splitlines()]}


def text(path: Path) -> dict[str, Any]:
    """The blocks of the whole document; a DOCX has no pages of its own."""
    return {"blocks": _blocks(path)}


def _look_over(path: Path) -> None:
    """Sizes, names and contents that a word processor writes, before anything is expanded."""
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        names = {entry.filename for entry in entries}
        if not {"[Content_Types].xml", "word/document.xml"} <= names:
            raise Refused("mismatch")
        if any(_PROGRAMS.search(name) for name in names):
            raise Refused("active")
        if any(PurePosixPath(name).is_absolute() or ".." in name.split("/") or "\\" in name for name in names):
            raise Refused("damaged")
        if any(entry.flag_bits & 1 for entry in entries):
            raise Refused("encrypted")
        if len(entries) > MOST_ENTRIES or len(names) < len(entries) or _bomb(entries):
            raise Refused("too_complex")
        for entry in entries:
            if entry.filename.endswith((".xml", ".rels")):
                _look_at_xml(archive.read(entry), entry.filename)


def _bomb(entries: list[zipfile.ZipInfo]) -> bool:
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        return True
    return any(
        (entry.file_size > _SMALL and entry.file_size > MOST_RATIO * max(1, entry.compress_size))
        or (entry.filename.endswith((".xml", ".rels")) and entry.file_size > MOST_XML_BYTES)
        for entry in entries
    )


def _look_at_xml(content: bytes, name: str) -> None:
    if name == "[Content_Types].xml" and b"macroEnabled" in content:
        raise Refused("active")
    if name.endswith(".rels") and _OUTSIDE_TEMPLATE.search(content):
        raise Refused("active")
    try:
        for _, element in DefusedTree.iterparse(_Source(content), forbid_dtd=True):
            element.clear()
    except DefusedXmlException as error:
        raise Refused("too_complex") from error
    except SyntaxError as error:
        raise Refused("damaged") from error


class _Source:
    """Bytes as a file, for the parser."""

    def __init__(self, content: bytes) -> None:
        self._rest = memoryview(content)

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        size = len(self._rest) if size < 0 else size
        piece, self._rest = bytes(self._rest[:size]), self._rest[size:]
        return piece


def _blocks(path: Path) -> list[dict[str, Any]]:
    try:
        document = Document(str(path))
    except (OpcError, SyntaxError) as error:
        raise Refused("damaged") from error
    return [block for part in document.iter_inner_content() for block in _block(part)]


def _block(part: Paragraph | Table) -> Iterator[dict[str, Any]]:
    if isinstance(part, Table):
        rows = [[" ".join(cell.text.split()) for cell in _cells(row)] for row in part.rows]
        rows = [row for row in rows if any(row)]
        if rows and max(map(len, rows)) > 1:
            yield {"kind": "table", "level": 0, "text": "\n".join(map("\t".join, rows)), "rows": rows}
        elif rows:
            yield from (_plain("paragraph", 0, row[0]) for row in rows)
        return
    words = " ".join(part.text.split())
    if not words:
        return
    style = part.style.name if part.style is not None and part.style.name else ""
    numbered = _NUMBERED.match(style)
    # A figure alone names no part, whatever its style: pages copied from the web bring their counters as headings.
    named = any(character.isalpha() for character in words)
    if named and (style == "Title" or numbered):
        yield _plain("heading", int(numbered[1] or numbered[2]) if numbered else 1, words)
    elif style.startswith("List") or (part._p.pPr is not None and part._p.pPr.numPr is not None):  # noqa: SLF001 - python-docx has no public way to see numbering
        yield _plain("item", 1, words)
    elif named and _looks_like_heading(part, words):
        yield _plain("heading", 2, words)
    else:
        yield _plain("paragraph", 0, words)


def _cells(row: Any) -> Iterator[Any]:
    """Cells of a row, a merged one once."""
    seen = None
    for cell in row.cells:
        if cell._tc is not seen:  # noqa: SLF001 - the only identity a merged cell has
            yield cell
        seen = cell._tc  # noqa: SLF001 - see above


def _looks_like_heading(paragraph: Paragraph, words: str) -> bool:
    runs = [run for run in paragraph.runs if run.text.strip()]
    bold = bool(runs) and all(run.bold for run in runs)
    return bold and len(words) <= 160 and not words.endswith((".", ";", ","))  # noqa: PLR2004 - two lines


def _plain(kind: str, level: int, words: str) -> dict[str, Any]:
    return {"kind": kind, "level": level, "text": words, "rows": None}
