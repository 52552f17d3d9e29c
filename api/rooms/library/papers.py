"""What a paper says about itself: number-symbol, type, title, issuer, date, signer, read leniently from its text.

Used when papers come in by the folder; an officer mends what was guessed wrong. Layout as in HD 05-HD/VPTW: issuer and
number on the left, place and date on the right, then the type in capitals and below it what the paper is about.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from api.kit.folding import compose, fold, tidy
from api.rooms.library import symbols

HEAD_BLOCKS = 25
LONGEST_TITLE = 240
HEAD_LINES = 12
LONGEST_SYMBOL = 40
OTHER = "TL"
_OWN = re.compile(r"(?:^|\b(?:Số|SỐ)\s*:?\s*)(?=\d{1,5}\s?[-–—/])")
_DAY = re.compile(
    r"ngày\s+(\d{1,2})\s*(?:tháng|[/.-])\s*(\d{1,2})\s*(?:năm|[/.-])\s*(\d{4})|\b(\d{1,2})/(\d{1,2})/(\d{4})\b",
    re.IGNORECASE,
)
_TYPE_LINE = {
    "nghi quyet": "NQ", "chi thi": "CT", "ket luan": "KL", "quyet dinh": "QĐ", "quy dinh": "QĐ", "quy che": "QC",
    "huong dan": "HD", "thong bao": "TB", "bao cao": "BC", "ke hoach": "KH", "chuong trinh": "CTr", "de an": "ĐA",
    "phuong an": "PA", "to trinh": "TTr", "cong van": "CV", "bien ban": "BB", "thong tri": "TT",
}  # fmt: skip
_ISSUERS = re.compile(
    r"(BAN CHẤP HÀNH|BAN THƯỜNG VỤ|TỈNH ỦY|THÀNH ỦY|HUYỆN ỦY|ĐẢNG ỦY|CHI BỘ|BAN TỔ CHỨC|BAN TUYÊN GIÁO|VĂN PHÒNG"
    r"|ỦY BAN KIỂM TRA|BAN NỘI CHÍNH|TỈNH UỶ|ĐẢNG UỶ)[A-ZÀ-ỸĐ ,-]*"
)
_NOT_A_TITLE = re.compile(
    r"^(đảng bộ|đảng cộng sản|số\b|kính gửi|nơi nhận|[*-]+$|\d{1,2}/\d{1,2}/\d{4})", re.IGNORECASE
)


@dataclass(frozen=True)
class Guess:
    """The head of a document as far as it could be read."""

    type: str
    title: str
    number_symbol: str | None
    issuer_name: str | None
    issued_on: date | None


def guess(blocks: Sequence[dict[str, Any]], file_name: str, known_types: Collection[str]) -> Guess:
    """Read the head from the first blocks of a paper; the file's name is the last resort for a title."""
    lines = [tidy(line) for block in blocks[:HEAD_BLOCKS] for line in block["text"].splitlines() if line.strip()]
    head = "\n".join(lines)
    symbol = _own_symbol(lines)
    kind = _kind_of_symbol(symbol, known_types)
    at = next((place for place, line in enumerate(lines) if _type_of(line)), None)
    issuer = _ISSUERS.search(head)
    return Guess(
        type=kind or (_type_of(lines[at]) if at is not None else None) or OTHER,
        title=_title(blocks, lines, at) or _from_name(file_name),
        number_symbol=symbol.text if symbol is not None and kind is not None else None,
        issuer_name=_sentence_case(issuer[0].strip(" ,-")) if issuer else None,
        issued_on=_day(head),
    )


def _own_symbol(lines: Sequence[str]) -> symbols.Symbol | None:
    """The number-symbol after a `Số` with a capital or at the beginning of a line; a sentence mentions others."""
    for line in lines[:HEAD_LINES]:
        for match in _OWN.finditer(line):
            found = symbols.find(line[match.end() : match.end() + LONGEST_SYMBOL])
            if found is not None:
                return found
    return None


def _kind_of_symbol(symbol: symbols.Symbol | None, known_types: Collection[str]) -> str | None:
    if symbol is None:
        return None
    wanted = symbols.key(symbol.type)
    return next((code for code in known_types if symbols.key(code) == wanted), None)


def _type_of(line: str) -> str | None:
    """The type a line names when it begins with it in capitals, as the line above a title does."""
    folded = fold(line)
    for name, code in _TYPE_LINE.items():
        if folded.startswith(name) and line[: len(name)].isupper():
            return code
    return None


def _title(blocks: Sequence[dict[str, Any]], lines: Sequence[str], at: int | None) -> str | None:
    if at is not None:
        about = next((line for line in lines[at + 1 : at + 3] if not _NOT_A_TITLE.match(line)), "")
        named = lines[at] if len(lines[at].split()) > 3 else f"{lines[at]} {about}"  # noqa: PLR2004 - type and object
        return _cut(_sentence_case(named))
    headings = [block["text"] for block in blocks[:HEAD_BLOCKS] if block["kind"] == "heading"]
    for candidate in (*headings, *lines):
        words = tidy(candidate)
        if sum(letter.isalpha() for letter in words) >= 12 and not _NOT_A_TITLE.match(words):  # noqa: PLR2004 - a few words
            return _cut(_sentence_case(words))
    return None


def _sentence_case(text: str) -> str:
    """Capitals as a title in a list is written; abbreviations in mixed text stay."""
    return text.capitalize() if text.isupper() else text[:1].upper() + _first_word_lowered(text)


def _first_word_lowered(text: str) -> str:
    """`NGHỊ QUYẾT về …` as `Nghị quyết về …`."""
    words = text.split(" ")
    shouted = 0
    while shouted < len(words) and words[shouted].isupper() and len(words[shouted]) > 1:
        shouted += 1
    if shouted < 2:  # noqa: PLR2004 - one word in capitals is an abbreviation
        return text[1:]
    return " ".join([*(word.lower() for word in words[:shouted]), *words[shouted:]])[1:]


def _cut(text: str) -> str:
    if len(text) <= LONGEST_TITLE:
        return text
    return f"{text[:LONGEST_TITLE].rsplit(' ', 1)[0]}…"


def _from_name(file_name: str) -> str:
    stem = compose(file_name).rsplit(".", 1)[0]
    words = re.sub(r"[_\-.]+", " ", stem).strip() or "Tài liệu"
    return words[:1].upper() + words[1:]


def _day(head: str) -> date | None:
    for match in _DAY.finditer(head):
        day, month, year = (int(part) for part in match.groups() if part)
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return None
