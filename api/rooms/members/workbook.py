"""Reads the first sheet of an Excel workbook row by row, in bounded memory, without trusting it.

openpyxl takes 34 s of CPU for 70,000 members where this takes 6, because it only looks at what a list of members
holds. Formulas are never computed: a cell is the value Excel stored beside the formula. Document types and entities,
packages that unpack to far more than they are, and packages with macros are refused.
"""

import zipfile
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import Element, ParseError
from xml.parsers import expat
from zlib import error as zlib_error

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from api.rooms.members.errors import FileNotASheet, FileSuspicious

MOST_UNPACKED = 300 * 1024 * 1024
MOST_RATIO = 100
MOST_PARTS = 500
MOST_SMALL_PART = 8 * 1024 * 1024
MOST_COLUMNS = 100
MOST_TEXT = 1000
_RATIO_COUNTS_FROM = 1024 * 1024
_CHUNK = 256 * 1024
_PIECES = 8
"""Expat hands over text in pieces of a few thousand characters; more than this is no name."""
_FORBIDDEN = ("vbaproject.bin", "macrosheets/", "/embeddings/", "activex/")

Value = str | int | float | bool | object
"""Text, a number, or a `date`/`datetime`; object because the latter are told apart by the reader of the row."""


@dataclass(slots=True)
class Row:
    """A row as numbered in the sheet, with its cells by column from 1; empty cells are absent."""

    number: int
    cells: dict[int, Value] = field(default_factory=dict)


@contextmanager
def _refusing() -> Iterator[None]:
    """Broken packages and broken XML are no sheet; declared entities are an attack."""
    try:
        yield
    except DefusedXmlException as attack:
        raise FileSuspicious from attack
    except (
        zipfile.BadZipFile,
        zlib_error,
        expat.ExpatError,
        ParseError,
        KeyError,
        ValueError,
        EOFError,
        NotImplementedError,  # zipfile's word for a compression it does not know
        RuntimeError,
        OverflowError,
        UnicodeError,
    ) as broken:
        raise FileNotASheet from broken


def check(file: Path | IO[bytes]) -> None:
    """Refuse what is no workbook, or unpacks to more than a list of members ever does, before reading it."""
    with _refusing(), zipfile.ZipFile(file) as package:
        parts = package.infolist()
        names = {part.filename for part in parts}
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise FileSuspicious
        for part in parts:
            swollen = part.file_size > max(_RATIO_COUNTS_FROM, part.compress_size * MOST_RATIO)
            if swollen or part.flag_bits & 1 or any(word in part.filename.lower() for word in _FORBIDDEN):
                raise FileSuspicious
        if not {"[Content_Types].xml", "xl/workbook.xml"} <= names or len(names) != len(parts):
            raise FileNotASheet


def read_rows(file: Path | IO[bytes]) -> Iterator[Row]:
    """The rows of the first sheet that hold anything, in order. Raises FileNotASheet and FileSuspicious."""
    check(file)
    with _refusing(), zipfile.ZipFile(file) as package:
        book = _small(package, "xl/workbook.xml")
        sheet = _first_sheet(package, book)
        reader = _SheetReader(_strings(package), _date_styles(package), mac=_is_mac(book))
        for chunk in _chunks(package, sheet):
            reader.feed(chunk)
            yield from reader.take()


def _small(package: zipfile.ZipFile, name: str) -> Element:
    if package.getinfo(name).file_size > MOST_SMALL_PART:
        raise FileSuspicious
    element: Element = fromstring(package.read(name), forbid_dtd=True)
    return element


@lru_cache(maxsize=256)
def _local(name: str) -> str:
    """A name without its prefix, `{namespace}name` or `prefix:name`."""
    return name.rpartition("}")[2].rpartition(":")[2]


def _find_all(root: Element, name: str) -> Iterator[Element]:
    return (element for element in root.iter() if _local(element.tag) == name)


def _first_sheet(package: zipfile.ZipFile, book: Element) -> str:
    """The part that holds the first visible sheet."""
    visible = (sheet for sheet in _find_all(book, "sheet") if sheet.get("state", "visible") == "visible")
    wanted = next((value for sheet in visible for key, value in sheet.attrib.items() if _local(key) == "id"), None)
    for relation in _find_all(_small(package, "xl/_rels/workbook.xml.rels"), "Relationship"):
        if relation.get("Id") == wanted:
            target = relation.get("Target", "")
            return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    raise FileNotASheet


def _is_mac(book: Element) -> bool:
    return any(part.get("date1904") in {"1", "true"} for part in _find_all(book, "workbookPr"))


def _date_styles(package: zipfile.ZipFile) -> frozenset[str]:
    """The style numbers under which a number is a day."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format  # noqa: PLC0415 - api/decisions/0008

    if "xl/styles.xml" not in package.namelist():
        return frozenset()
    styles = _small(package, "xl/styles.xml")
    formats = {str(number): code for number, code in BUILTIN_FORMATS.items()}
    formats |= {part.get("numFmtId", ""): part.get("formatCode", "") for part in _find_all(styles, "numFmt")}
    cells = next(_find_all(styles, "cellXfs"), None)
    found = enumerate(cells) if cells is not None else ()
    return frozenset(str(index) for index, xf in found if is_date_format(formats.get(xf.get("numFmtId", "0"), "")))


def _chunks(package: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    with package.open(name) as part:
        while chunk := part.read(_CHUNK):
            yield chunk
    yield b""


def _strings(package: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in package.namelist():
        return []
    reader = _StringsReader()
    for chunk in _chunks(package, "xl/sharedStrings.xml"):
        reader.feed(chunk)
    return reader.strings


class _Reader(ABC):
    """A streaming parser that refuses document types; text is cut at `MOST_TEXT` characters."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.text: list[str] = []

    def feed(self, chunk: bytes) -> None:
        """Parse the next piece; an empty one ends the document."""
        self.parser.Parse(chunk, not chunk)

    def collect(self, wanted: bool) -> None:  # noqa: FBT001 - a switch
        """Turn the collecting of text on or off."""
        self.parser.CharacterDataHandler = self._add if wanted else None

    def taken(self) -> str:
        """The text collected so far, once."""
        text = "".join(self.text)[:MOST_TEXT]
        self.text.clear()
        return text

    @abstractmethod
    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    @abstractmethod
    def end(self, name: str) -> None:
        """An element ends; its text has been collected."""

    def _add(self, piece: str) -> None:
        if len(self.text) < _PIECES:
            self.text.append(piece)

    def _refuse(self, *_: object) -> None:
        raise FileSuspicious


class _StringsReader(_Reader):
    """The table of shared texts; phonetic hints are left out."""

    def __init__(self) -> None:
        super().__init__()
        self.strings: list[str] = []
        self.hints = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002 - expat's signature
        match _local(name):
            case "rPh":
                self.hints += 1
            case "t":
                self.collect(not self.hints)

    def end(self, name: str) -> None:
        match _local(name):
            case "rPh":
                self.hints -= 1
            case "t":
                self.collect(False)  # noqa: FBT003 - a switch
            case "si":
                self.strings.append(self.taken())


class _SheetReader(_Reader):
    """The rows of a sheet as they come."""

    def __init__(self, strings: list[str], date_styles: frozenset[str], *, mac: bool) -> None:
        from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel  # noqa: PLC0415 - api/decisions/0008

        super().__init__()
        self.strings = strings
        self.date_styles = date_styles
        self.day_of = partial(from_excel, epoch=MAC_EPOCH if mac else WINDOWS_EPOCH)
        self.columns: dict[str, int] = {}
        self.rows: list[Row] = []
        self.row = Row(0)
        self.column = 0
        self.kind = self.style = ""

    def take(self) -> list[Row]:
        """The rows finished so far, once."""
        rows, self.rows = self.rows, []
        return rows

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        match _local(name):
            case "c":
                self.column = self._column(attributes.get("r", ""))
                self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "0")
            case "v" | "t":
                self.collect(True)  # noqa: FBT003 - a switch
            case "row":
                self.row = Row(int(attributes.get("r", self.row.number + 1)))
                self.column = 0

    def end(self, name: str) -> None:
        match _local(name):
            case "v" | "t":
                self.collect(False)  # noqa: FBT003 - a switch
            case "c" if self.text:
                value = self._value(self.taken())
                if value != "" and self.column <= MOST_COLUMNS:
                    self.row.cells[self.column] = value
            case "row" if self.row.cells:
                self.rows.append(self.row)

    def _column(self, reference: str) -> int:
        letters = reference.rstrip("0123456789")
        if not letters:
            return self.column + 1
        number = self.columns.get(letters)
        if number is None:
            number = 0
            for letter in letters:
                number = number * 26 + ord(letter) - ord("A") + 1
            self.columns[letters] = number
        return number

    def _value(self, text: str) -> Value:
        if self.kind == "s":
            return self.strings[int(text)].strip() if int(text) < len(self.strings) else ""
        if self.kind != "n":
            return text.strip()
        try:
            number = float(text)
            if self.style in self.date_styles:
                return self.day_of(number) or ""
        except (ValueError, OverflowError):
            return text.strip()
        return int(number) if number.is_integer() else number
