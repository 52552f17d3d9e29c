"""The Vietnamese words printed on a meeting's papers, and how days, times and figures are written there."""

import json
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from api.kit import clock

_FIRST_TWO_DIGITS = 10
_MONTHS_WITH_ZERO = 3


@cache
def words() -> dict[str, Any]:
    """The catalogue, by subject."""
    read: dict[str, Any] = json.loads((Path(__file__).parent / "paper_words.json").read_text(encoding="utf-8"))
    return read


def day_words(day: date) -> dict[str, str]:
    """Day, month and year as party papers write them: a zero before days below 10 and before January and February."""
    return {
        "day": f"{day.day:02d}" if day.day < _FIRST_TWO_DIGITS else str(day.day),
        "month": f"{day.month:02d}" if day.month < _MONTHS_WITH_ZERO else str(day.month),
        "year": str(day.year),
    }


def long_date(day: date) -> str:
    """`ngày 03 tháng 12 năm 2026`."""
    text: str = words()["date"]
    return text.format(**day_words(day))


def short_date(day: date) -> str:
    """`03/12/2026`."""
    return f"{day:%d/%m/%Y}"


def month_words(month: str) -> str:
    """`tháng 12 năm 2026` for `2026-12`."""
    year, number = month.split("-")
    text: str = words()["month"]
    return text.format(month=int(number), year=year)


def moment_words(moment: datetime) -> dict[str, str]:
    """`time` and `date` of a moment where the meeting is held."""
    local = moment.astimezone(clock.LOCAL)
    time: str = words()["time"]
    return {
        "time": time.format(hour=f"{local.hour:02d}", minute=f"{local.minute:02d}"),
        "date": long_date(local.date()),
    }


def local_day(moment: datetime) -> date:
    """The day of a moment where the meeting is held."""
    return moment.astimezone(clock.LOCAL).date()


def figure(value: float | Decimal) -> str:
    """A number with a decimal comma and without empty decimals: `89,4`, `84`."""
    number = Decimal(str(value)).normalize()
    return f"{number:f}".replace(".", ",")


def sentence(text: str) -> str:
    """The words with a capital letter in front."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """The words as they stand inside a sentence."""
    return text[:1].lower() + text[1:]
