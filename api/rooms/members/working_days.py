"""Deadlines in working days. Pure: public holidays come from the rule set `public_holidays`."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

_SATURDAY = 5
_DAY = timedelta(days=1)


def is_working_day(day: date, holidays: Collection[date]) -> bool:
    """Monday to Friday, holidays excepted."""
    return day.weekday() < _SATURDAY and day not in holidays


def add_working_days(start: date, days: int, holidays: Collection[date]) -> date:
    """The working day on which a term of `days` ends; the first counted day is the one after `start`."""
    day = start
    while days > 0:
        day += _DAY
        days -= is_working_day(day, holidays)
    return day


def read_holidays(days: Iterable[str]) -> frozenset[date]:
    """The days of the rule set as dates."""
    return frozenset(date.fromisoformat(day) for day in days)
