"""When the next meeting would be, from when the last one was: the same weekday of the month at the same time."""

import calendar
from datetime import date, datetime, time, timedelta

from api.kit import clock

USUAL = time(19, 30)
"""When nothing is known: after work."""
USUAL_DAY = 3
"""Branches meet in the first days of the month."""
USUAL_MINUTES = 90
MONTHS_AHEAD = 12


def month_of(day: date) -> str:
    """As `2026-12`."""
    return f"{day:%Y-%m}"


def next_month(month: str) -> str:
    """The month after one written as `2026-12`."""
    year, number = map(int, month.split("-"))
    return f"{year + number // 12}-{number % 12 + 1:02}"


def same_weekday(last: date, month: str) -> date:
    """The day of `month` on the weekday of `last` and as far into the month; a fifth week may be missing."""
    year, number = map(int, month.split("-"))
    first = date(year, number, 1)
    start = first + timedelta(days=(last.weekday() - first.weekday()) % 7)
    day = start + timedelta(weeks=(last.day - 1) // 7)
    return day if day.month == number else day - timedelta(weeks=1)


def start_in(month: str, last: datetime | None) -> datetime:
    """The proposed start, aware; without a last meeting the usual evening."""
    if last is None:
        year, number = map(int, month.split("-"))
        day = min(USUAL_DAY, calendar.monthrange(year, number)[1])
        return datetime.combine(date(year, number, day), USUAL, tzinfo=clock.LOCAL)
    local = last.astimezone(clock.LOCAL)
    return datetime.combine(same_weekday(local.date(), month), local.time(), tzinfo=clock.LOCAL)


def end_of(starts_at: datetime, lasted: timedelta | None, least_minutes: int | None) -> datetime:
    """As long as last time, but never shorter than the rules ask."""
    least = timedelta(minutes=least_minutes or USUAL_MINUTES)
    return starts_at + max(lasted or least, least if least_minutes else timedelta())


def quarter_of(month: str) -> tuple[str, ...]:
    """The three months of the quarter a month lies in."""
    year, number = month.split("-")
    first = (int(number) - 1) // 3 * 3 + 1
    return tuple(f"{year}-{first + step:02}" for step in range(3))
