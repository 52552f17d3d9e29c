"""How single fields are written, in a form and in a row of a sheet alike. A `ValueError` names the reason."""

import re
import unicodedata
from datetime import date

from api.kit.folding import tidy
from api.rooms.members.party_age import anniversary

YOUNGEST = 16
"""Admitted at an age below this is a slip of the pen; the Statute says 18, war-time admissions were younger."""
OLDEST = 120

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_EMAIL = re.compile(rf"(?=.{{1,64}}@){_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+{_LABEL}")
"""What every mail server takes (RFC 5321 §4.1.2, a dot-string before the @): no quotes, no letters with marks."""

_NAME_EXTRAS = frozenset(" '’.-")
_MOBILE_OR_LANDLINE = re.compile(r"0(?:[35789][0-9]{8}|2[0-9]{9})")


def read_name(text: str) -> str:
    """A person's name, composed and tidied: letters of any alphabet, spaces, apostrophe, point, hyphen."""
    name = tidy(text)
    letters = [character for character in name if character not in _NAME_EXTRAS]
    if len(letters) < 2 or not all(unicodedata.category(character)[0] in "LM" for character in letters):  # noqa: PLR2004 - one letter is no name
        message = "not a name"
        raise ValueError(message)
    return name


def read_phone(text: str) -> str:
    """A Vietnamese telephone number as `0912345678`, however it was typed."""
    digits = re.sub(r"[\s.()-]", "", text)
    digits = re.sub(r"^(?:\+|00)84", "0", digits)
    if not _MOBILE_OR_LANDLINE.fullmatch(digits):
        message = "not a Vietnamese telephone number"
        raise ValueError(message)
    return digits


def dates_follow(birth_on: date, admitted_on: date, official_on: date | None, today: date) -> str | None:
    """The field whose day cannot be: birth, admission, recognition and today must follow each other."""
    if not anniversary(birth_on, YOUNGEST) <= admitted_on:
        return "admitted_on" if birth_on < today else "birth_on"
    if today.year - birth_on.year > OLDEST:
        return "birth_on"
    if admitted_on > today:
        return "admitted_on"
    if official_on is not None and not admitted_on <= official_on <= today:
        return "official_on"
    return None


def read_email(text: str) -> str:
    """An e-mail address that a letter can be sent to."""
    address = text.strip()
    if not is_email(address):
        message = "not an e-mail address"
        raise ValueError(message)
    return address


def is_email(address: str) -> bool:
    """Whether a letter can be sent to it, as far as one sees without sending it."""
    return _EMAIL.fullmatch(address) is not None
