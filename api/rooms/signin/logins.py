"""Sign-in names: "Lò Thị An" becomes something like `an.lothi.4821`, easy to copy from paper by hand."""

import re
import secrets

from api.kit.folding import fold, tidy

PATTERN = r"^[a-z0-9](?:[a-z0-9._-]{1,58}[a-z0-9])$"
_OTHER = re.compile(r"[^a-z0-9]+")
_MOST_OF_A_NAME = 50
_NAMELESS = "nguoi.dung"


def suggest(name: str) -> str:
    """Return given name, then family and middle names, then four random digits, so that it cannot be guessed."""
    words = [word for word in (_OTHER.sub("", part) for part in fold(tidy(name)).split(" ")) if word]
    readable = ".".join(part for part in (words[-1], "".join(words[:-1])) if part) if words else _NAMELESS
    return f"{readable[:_MOST_OF_A_NAME].rstrip('.')}.{1000 + secrets.randbelow(9000)}"


def normalise(typed: str) -> str:
    """Return a login as it is stored, whatever capitals, marks or spaces were typed."""
    return fold(tidy(typed)).replace(" ", "")


def as_phone(typed: str) -> str | None:
    """Return the typed text as a phone number of digits only (`+84` as `0`), None when it is no number."""
    digits = re.sub(r"^(?:\+|00)84", "0", re.sub(r"[\s.\-()]", "", typed))
    return digits if re.fullmatch(r"0\d{8,10}", digits) else None
