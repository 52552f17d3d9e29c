"""What a paper says about itself: number-symbol, type, title, issuer, date, read leniently from its first lines.

Used when papers come in by the folder; an officer mends what was guessed wrong. Layout as in HD 05-HD/VPTW: issuer and
number on the left, place and date on the right, then the type in capitals and below it what the paper is about.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import Any

from api.kit.folding import compose, tidy
from api.rooms.library import symbols

HEAD_BLOCKS = 14
HEAD_LINES = 12
TITLE_LINES = 3
LONGEST_TITLE = 240
LONGEST_LINE = 300
LONGEST_SYMBOL = 40
SHORTEST_TITLE = 8
OTHER = "TL"
_OWN = re.compile(r"(?:^|\b(?:Số|SỐ)\s*:?\s*)(?=\d{1,5}\s?[-–—/])")
_DAY = re.compile(
    r"ngày\s+(\d{1,2})\s*(?:tháng|[/.-])\s*(\d{1,2})\s*(?:năm|[/.-])\s*(\d{4})|\b(\d{1,2})/(\d{1,2})/(\d{4})\b",
    re.IGNORECASE,
)
_ISSUER = re.compile(
    r"(?:BAN CHẤP HÀNH|BAN THƯỜNG VỤ|(?:TỈNH|THÀNH|HUYỆN|ĐẢNG) [ỦU][ỶY]|CHI BỘ|BAN TỔ CHỨC|BAN TUYÊN GIÁO|VĂN PHÒNG"
    r"|[ỦU][ỶY] BAN KIỂM TRA|BAN NỘI CHÍNH).*"
)
_MOTTO = " ĐẢNG CỘNG SẢN"
_NAMED_SMALL = re.compile(
    r"ban|chấp|hành|thường|vụ|ủy|uỷ|bộ|tổ|chức|tuyên|giáo|dân|vận|nội|chính|văn|phòng|kiểm|tra|xã|phường|thị|trấn"
    r"|huyện|quận|tỉnh|thành|phố|khối|các|cơ|quan|và|của|công|ty|trường|học|bệnh|viện|ương"
)
"""Words of an issuer's name that are written small; the others are names of places and people."""
_NOT_A_TITLE = re.compile(
    r"^(đảng bộ|đảng cộng sản|số\b|kính gửi|nơi nhận|[*-]+$|\d{1,2}/\d{1,2}/\d{4})|đảng cộng sản việt nam",
    re.IGNORECASE,
)
_STAMP = re.compile(r"\W*\b\d{1,2}:\d{2}\b.*", re.DOTALL)
"""When a printed web page was published stands below its title."""
_FIRST_PART = re.compile(r"([IVXLC]+|\d+)\s*[.)–-]|(phần|chương|mục|điều)\s", re.IGNORECASE)
_RULE = " -–—_*"


@dataclass(frozen=True)
class Guess:
    """The head of a document as far as it could be read."""

    type: str
    title: str
    number_symbol: str | None = None
    issuer_name: str | None = None
    issued_on: date | None = None


@dataclass(frozen=True)
class _Line:
    kind: str
    text: str


def guess(blocks: Sequence[Mapping[str, Any]], file_name: str, types: Mapping[str, str]) -> Guess:
    """The head of a paper.

    `blocks` are its first ones (kind and text), `types` the catalogue: names by code, several parted by commas. The
    title is what follows the type's name in capitals, else the first heading below the letterhead, else a short first
    line, else the file's name. An issuer is told only by a letterhead: articles name committees in capitals too.
    """
    lines = list(_lines(blocks[:HEAD_BLOCKS]))
    head = "\n".join(line.text for line in lines[:HEAD_LINES])
    symbol = _own_symbol(lines)
    code = _code_of(symbol, types)
    named = _type_line(lines, types)
    issuers = _ISSUER.findall(head) if named or symbol else []
    return Guess(
        type=code or (named[1] if named else OTHER),
        title=_cut(_titled(lines, *named) if named else _untitled(lines, file_name)),
        number_symbol=symbol.text if symbol is not None else None,
        issuer_name=_named(issuers[-1]) if issuers else None,
        issued_on=_day(head),
    )


def _lines(blocks: Sequence[Mapping[str, Any]]) -> Iterator[_Line]:
    """A letterhead is often a table without borders, cell beside cell."""
    for block in blocks:
        for line in re.split(r"[\n\t]", block["text"]):
            if text := tidy(line):
                yield _Line(block["kind"], text)


def _own_symbol(lines: Sequence[_Line]) -> symbols.Symbol | None:
    """The number-symbol after a `Số` with a capital or at the beginning of a line; a sentence mentions others'."""
    for line in lines[:HEAD_LINES]:
        for match in _OWN.finditer(line.text):
            found = symbols.find(line.text[match.end() : match.end() + LONGEST_SYMBOL])
            if found is not None:
                return found
    return None


def _code_of(symbol: symbols.Symbol | None, types: Mapping[str, str]) -> str | None:
    wanted = symbols.key(symbol.type) if symbol else None
    return next((code for code in types if symbols.key(code) == wanted), None)


def _type_line(lines: Sequence[_Line], types: Mapping[str, str]) -> tuple[int, str, str] | None:
    """Where a type stands by its name in capitals, its code and that name."""
    for index, line in enumerate(lines):
        for code, names in types.items():
            for name in names.split(","):
                if line.text.startswith(name.strip().upper()):
                    return index, code, name.strip().capitalize()
    return None


def _titled(lines: Sequence[_Line], index: int, _code: str, name: str) -> str:
    """The type's name and the subject below it, up to the line that begins the body."""
    subject = [lines[index].text[len(name) :].strip(_RULE)]
    for line in lines[index + 1 : index + 1 + TITLE_LINES]:
        goes_on = line.kind == "heading" and not _FIRST_PART.match(line.text)
        if (any(subject) and not goes_on) or len(line.text) > LONGEST_LINE:
            break
        subject.append(line.text.strip(_RULE))
    said = " ".join(filter(None, subject))
    return f"{name} {said.lower() if said.isupper() else said}".strip()


def _untitled(lines: Sequence[_Line], file_name: str) -> str:
    headings = [line.text for line in lines if line.kind == "heading"]
    for text in [*headings, *(line.text for line in lines[:1] if len(line.text) <= LONGEST_LINE)]:
        words = _STAMP.sub("", text)
        if sum(letter.isalpha() for letter in words) >= SHORTEST_TITLE and not _NOT_A_TITLE.search(words):
            return words.capitalize() if words.isupper() else words[:1].upper() + words[1:]
    stem = compose(file_name).rpartition(".")[0] or file_name
    words = tidy(re.sub(r"[_\-.]+", " ", stem))
    return words[:1].upper() + words[1:]


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_TITLE else f"{text[:LONGEST_TITLE].rsplit(' ', 1)[0]}…"


def _named(shouted: str) -> str:
    """`TỈNH ỦY YÊN SƠN` as `Tỉnh ủy Yên Sơn`; what stands beside it on the line is left out."""
    words = takewhile(str.isupper, shouted.partition(_MOTTO)[0].split())
    cased = [word if _NAMED_SMALL.fullmatch(word) else word.capitalize() for word in " ".join(words).lower().split()]
    return " ".join([cased[0].capitalize(), *cased[1:]])


def _day(head: str) -> date | None:
    for match in _DAY.finditer(head):
        day, month, year = (int(part) for part in match.groups() if part)
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return None
