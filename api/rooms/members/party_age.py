"""Party age and badges. Pure: the years and rounds come from the rule set `party_badges`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Badge:
    """The next badge: when the years are reached and on which round it is awarded."""

    years: int
    reached_on: date
    round_on: date


def anniversary(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes the 28th where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def party_age(admitted_on: date, on: date) -> int:
    """Full years since the decision to admit (QĐ 294-QĐ/TW §4.5)."""
    years = on.year - admitted_on.year
    return max(0, years if anniversary(admitted_on, years) <= on else years - 1)


def next_badge(admitted_on: date, on: date, rule: Mapping[str, Any]) -> Badge | None:
    """The first badge whose round is not over; None after the last one."""
    for years in sorted(rule["years"]):
        reached_on = anniversary(admitted_on, years)
        round_on = _round(reached_on, rule["rounds"])
        if max(reached_on, round_on) >= on:
            return Badge(years, reached_on, round_on)
    return None


def _round(reached_on: date, rounds: Sequence[Mapping[str, int]]) -> date:
    """The round whose months hold the day; months from December on belong to the next year's first round."""
    for entry in rounds:
        first, last = entry["first_month"], entry["last_month"]
        across = first > last
        if (reached_on.month >= first or reached_on.month <= last) if across else first <= reached_on.month <= last:
            year = reached_on.year + (1 if across and reached_on.month >= first else 0)
            return date(year, entry["month"], entry["day"])
    return reached_on
