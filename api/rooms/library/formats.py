"""What a file is, by its first bytes; and a name that is safe to show and to save under."""

import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote

from api.kit.folding import compose, fold

HEAD_BYTES = 1024
LONGEST_NAME = 150
_MARKUP = (b"<html", b"<script", b"<!doctype html", b"<svg", b"<?php", b"#!/")
_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"mif1", b"hevc")


@dataclass(frozen=True)
class Format:
    """A kind of file we take: which reader opens it, its media type, the endings its name may have."""

    reader: str
    media_type: str
    endings: tuple[str, ...]


PDF = Format("pdf", "application/pdf", (".pdf",))
DOCX = Format("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", (".docx",))
JPEG = Format("picture", "image/jpeg", (".jpg", ".jpeg", ".jpe", ".jfif"))
PNG = Format("picture", "image/png", (".png",))
WEBP = Format("picture", "image/webp", (".webp",))
HEIC = Format("picture", "image/heic", (".heic", ".heif"))
_BEGINNINGS = ((b"%PDF-", PDF), (b"PK\x03\x04", DOCX), (b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG))
FORMATS = {kind.media_type: kind for kind in (PDF, DOCX, JPEG, PNG, WEBP, HEIC)}


def recognize(head: bytes) -> Format | None:
    """The format of a file that begins with these bytes (HEAD_BYTES or all), None for what we do not take.

    Strict on purpose: PDF allows a kilobyte of anything before its own beginning, and that is where the other half of
    a polyglot hides.
    """
    if any(sign in head.lower() for sign in _MARKUP):
        return None
    for beginning, kind in _BEGINNINGS:
        if head.startswith(beginning):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    return HEIC if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS else None


def safe_name(given: str, kind: Format | None = None) -> str:
    """The last part of the name without control, format and path characters, with an ending."""
    last = compose(given).replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join("_" if c in '<>:"|?*' else c for c in last if unicodedata.category(c)[0] != "C")
    name = PurePosixPath(" ".join(kept.split()).strip(". ") or "tai-lieu")
    ending = name.suffix if 1 < len(name.suffix) <= 6 else ""  # noqa: PLR2004 - `.docx`, not the rest of a sentence
    stem = name.name.removesuffix(ending)[: LONGEST_NAME - len(ending)].rstrip(". ") or "tai-lieu"
    return stem + (ending or (kind.endings[0] if kind else ""))


def promises(name: str, kind: Format) -> bool:
    """Whether the name's ending belongs to the format."""
    return PurePosixPath(name.lower()).suffix in kind.endings


def disposition(name: str, *, inline: bool = False) -> str:
    """A Content-Disposition header: plain letters for old programs, the real name for the others (RFC 6266)."""
    plain = fold(name).encode("ascii", "replace").decode().replace("?", "_").replace('"', "_").replace("\\", "_")
    return f"{'inline' if inline else 'attachment'}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
