"""Kinds of text the room takes, cleaned on the way in."""

from datetime import datetime
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, AwareDatetime, Field, StringConstraints

from api.kit.folding import compose, tidy


def _line(text: str) -> str:
    line = tidy("".join(sign for sign in text if sign.isprintable() or sign.isspace()))
    if not line:
        message = "nothing but spaces"
        raise ValueError(message)
    return line


def _text(text: str) -> str | None:
    """Several lines; none when nothing is left."""
    return compose("".join(sign for sign in text if sign.isprintable() or sign == "\n")).strip() or None


def _secure(link: str) -> str:
    parts = urlsplit(link)
    if parts.scheme != "https" or not parts.hostname or not link.isprintable() or " " in link:
        message = "a link starts with https://"
        raise ValueError(message)
    return link


def _of_this_century(moment: datetime) -> datetime:
    """To the minute; what lies outside is a mistake of typing, and far outside it overflows."""
    if not _FIRST_YEAR <= moment.year < _YEAR_AFTER_LAST:
        message = "not a time of this century"
        raise ValueError(message)
    return moment.replace(second=0, microsecond=0)


_FIRST_YEAR, _YEAR_AFTER_LAST = 2020, 2100
Time = Annotated[AwareDatetime, AfterValidator(_of_this_century)]
Title = Annotated[str, StringConstraints(max_length=200), AfterValidator(_line)]
Name = Annotated[str, StringConstraints(max_length=120), AfterValidator(_line)]
ItemTitle = Annotated[str, StringConstraints(max_length=300), AfterValidator(_line)]
PaperTitle = Annotated[str, StringConstraints(max_length=500), AfterValidator(_line)]
Reason = Annotated[str, StringConstraints(max_length=500), AfterValidator(_line)]
Details = Annotated[str | None, StringConstraints(max_length=2000), AfterValidator(lambda text: text and _text(text))]
Link = Annotated[str, StringConstraints(max_length=500), AfterValidator(_secure)]
Month = Annotated[str, StringConstraints(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$")]
"""As `2026-12`."""
Minutes = Annotated[int, Field(ge=1, le=1440)]
