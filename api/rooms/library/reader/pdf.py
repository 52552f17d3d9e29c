"""PDF: how many pages, their lines with place and size, their tables, and pictures of them."""

import ctypes
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from api.rooms.library.reader.refusals import Refused

MOST_PAGES = 1_000
LARGEST_SIDE = 14_400.0
"""Points: 200 inches, the limit PDF itself used to have."""
MOST_CHARACTERS = 100_000
TALLEST = 6_000
"""Pixels."""
FEWEST_LETTERS = 12
"""A page with fewer has no text layer worth the name: it is a picture with perhaps a stamp."""
LETTERHEAD = 0.25
"""Of the first page: issuer and motto, number and date stand there beside each other."""
WIDEST_SPACE = 2.0
"""Sizes of letters; a wider one within a letterhead's line parts two columns."""
_TAIL = 4096
_SOFT_HYPHENS = "\x02\xad\ufffe"


def inspect(path: Path) -> dict[str, Any]:
    """Pages, and the lines of the first one."""
    from api.rooms.library.reader import programs  # noqa: PLC0415 - half a second that the other commands need not spend

    _end(path)
    document = _open(path)
    if len(document) > MOST_PAGES:
        raise Refused("too_complex")
    if len(document) == 0:
        raise Refused("damaged")
    for number in range(len(document)):
        _page_size(document, number)
    programs.refuse(path, document)
    return {"pages": len(document), "first": _lines(document[0], first=True)}


def text(path: Path) -> dict[str, Any]:
    """The lines and ruled tables of every page; null for a page without a text layer."""
    from api.rooms.library.reader.ruled import Tables  # noqa: PLC0415 - this command only

    document, tables = _open(path), Tables()
    pages: list[Any] = []
    for number in range(len(document)):
        page = document[number]
        lines = _lines(page, first=number == 0)
        letters = sum(character.isalpha() for line in lines for character in line["text"])
        printed = {"height": page.get_height(), "lines": lines, "tables": tables.of(page)}
        pages.append(printed if letters >= FEWEST_LETTERS else None)
        page.close()
    return {"pages": pages, "pictured": _pictured(document[0])}


def render(path: Path, number: str, width: str, target: str) -> dict[str, Any]:
    """Draw page `number` (from 1), `width` pixels wide, as WebP into the file `target`."""
    image = _drawn(path, number, width)
    image.convert("RGB").save(target, quality=75)
    return {"width": image.width, "height": image.height}


def scan(path: Path, number: str, width: str, target: str) -> dict[str, Any]:
    """Draw a page for recognition, in the format that the name of `target` says."""
    from api.rooms.library.reader.frames import without_frames  # noqa: PLC0415 - numpy is for this command only

    image = without_frames(_drawn(path, number, width))
    image.save(target)
    return {"width": image.width, "height": image.height}


def _drawn(path: Path, number: str, width: str) -> Image.Image:
    document = _open(path)
    wide, high = _page_size(document, int(number) - 1)
    scale = min(int(width) / wide, TALLEST / high)
    drawn: Image.Image = document[int(number) - 1].render(scale=scale, may_draw_forms=True).to_pil()
    return drawn


def _open(path: Path) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise Refused("encrypted" if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD else "damaged") from error


def _end(path: Path) -> None:
    """A file cut off on its way has no end mark; a file that is also an archive has more than an end."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 65_600))
        tail = file.read()
    if b"%%EOF" not in tail[-_TAIL:]:
        raise Refused("damaged")
    if b"PK\x05\x06" in tail[tail.rfind(b"%%EOF") :]:
        raise Refused("mismatch")


def _page_size(document: pypdfium2.PdfDocument, number: int) -> tuple[float, float]:
    try:
        wide, high = document.get_page_size(number)
    except pypdfium2.PdfiumError as error:
        raise Refused("damaged") from error
    if not (1 <= wide <= LARGEST_SIDE and 1 <= high <= LARGEST_SIDE):
        raise Refused("too_complex")
    return wide, high


def _lines(page: pypdfium2.PdfPage, *, first: bool) -> list[dict[str, Any]]:
    """Lines in reading order: text, left, top, right, bottom (points from the top left), size, bold."""
    textpage = page.get_textpage()
    count = textpage.count_chars()
    if count > MOST_CHARACTERS:
        raise Refused("too_complex")
    height = page.get_height()
    whole = textpage.get_text_range(errors="replace") if count > 0 else ""
    lines, start = [], 0
    for raw in whole.split("\r\n"):
        line = _line(textpage, raw, start, height)
        if line is not None and first and line["top"] < LETTERHEAD * height:
            parts = (_line(textpage, raw[a:b], start + a, height) for a, b in _columns(textpage, raw, start))
            lines += [part for part in parts if part is not None]
        elif line is not None:
            lines.append(line)
        start += len(raw) + 2
    textpage.close()
    return lines


def _columns(textpage: pypdfium2.PdfTextPage, raw: str, start: int) -> Iterator[tuple[int, int]]:
    """Where in a line its columns begin and end; most lines have one."""
    words = [match.span() for match in re.finditer(r"\S+", raw)]
    begin = words[0][0]
    for (_, end), (following, _) in pairwise(words):
        gap = (
            textpage.get_charbox(start + following, loose=True)[0]
            - textpage.get_charbox(start + end - 1, loose=True)[2]
        )
        if gap > WIDEST_SPACE * pdfium.FPDFText_GetFontSize(textpage, start + following):
            yield begin, end
            begin = following
    yield begin, words[-1][1]


def _line(textpage: pypdfium2.PdfTextPage, raw: str, start: int, height: float) -> dict[str, Any] | None:
    inked = [index for index, character in enumerate(raw) if not character.isspace()]
    if not inked:
        return None
    first, last = start + inked[0], start + inked[-1]
    left, bottom, _, top = textpage.get_charbox(first, loose=True)
    right = textpage.get_charbox(last, loose=True)[2]
    broken = raw.rstrip()[-1] in _SOFT_HYPHENS
    words = "".join(character for character in raw if character not in _SOFT_HYPHENS)
    return {
        "text": " ".join(words.split()),
        "left": round(left, 1),
        "top": round(height - top, 1),
        "right": round(right, 1),
        "bottom": round(height - bottom, 1),
        "size": round(pdfium.FPDFText_GetFontSize(textpage, first), 1),
        "bold": _bold(textpage, first),
        "broken": broken,
    }


def _pictured(page: pypdfium2.PdfPage) -> bool:
    return any(found.type == pdfium.FPDF_PAGEOBJ_IMAGE for found in page.get_objects(max_depth=3))


def _bold(textpage: pypdfium2.PdfTextPage, index: int) -> bool:
    if pdfium.FPDFText_GetFontWeight(textpage, index) >= 600:  # noqa: PLR2004 - semi-bold and heavier
        return True
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(textpage, index, name, 128, flags)
    return b"bold" in name.value.lower()
