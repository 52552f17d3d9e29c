"""Invents people: names as a northern mountain province has them, ages as a branch has them."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from api.cli.demo.chance import Chance
from api.rooms.members.models import Sex

_BORN_OLD = 1975
_YOUNGEST = 18
_NOBODY_OLDER = 94


@dataclass(frozen=True, slots=True)
class AgeProfile:
    """How old the members of a kind of branch are, and how many are women."""

    shares: dict[tuple[int, int], float]
    women: float


RESIDENTS = AgeProfile(
    {(20, 34): 12, (35, 49): 19, (50, 59): 15, (60, 69): 27, (70, 79): 19, (80, _NOBODY_OLDER): 8}, 0.38
)
STAFF = AgeProfile({(22, 34): 25, (35, 44): 38, (45, 54): 26, (55, 61): 11}, 0.47)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody invented, with the dates of a party life."""

    full_name: str
    sex: Sex
    birth_on: date
    admitted_on: date
    official_on: date | None


@cache
def _names() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("names.toml").read_text("utf-8"))


@cache
def _shares() -> dict[str, float]:
    return {people: each["share"] for people, each in _names().items()}


def invent(chance: Chance, profile: AgeProfile, today: date) -> Person:
    """One person of a branch with this profile."""
    sex = Sex.FEMALE if chance.happens(profile.women) else Sex.MALE
    low, high = chance.weighted(profile.shares)
    birth_on = chance.day_between(_years_before(today, high + 1), _years_before(today, low))
    admitted_on = _admission(chance, birth_on, today)
    official_on = admitted_on + timedelta(days=365 + chance.between(3, 40))
    return Person(
        full_name=_name(chance, sex, birth_on),
        sex=sex,
        birth_on=birth_on,
        admitted_on=admitted_on,
        official_on=official_on if official_on <= today else None,
    )


def _name(chance: Chance, sex: Sex, birth_on: date) -> str:
    people = _names()[chance.weighted(_shares())]
    words = people[sex.value]["old" if birth_on.year < _BORN_OLD else "young"]
    middle = chance.weighted(words["middle"])
    parts = (chance.weighted(people["families"]), "" if middle == "*" else middle, chance.one_of(words["given"]))
    return " ".join(part for part in parts if part)


def _admission(chance: Chance, birth_on: date, today: date) -> date:
    """Most are admitted between 22 and 38; nobody before 18."""
    age = min(max(chance.around(28, 6), _YOUNGEST + 0.5), 58)
    wished = birth_on + timedelta(days=int(age * 365.25))
    latest = today - timedelta(days=chance.between(20, 1500))
    earliest = birth_on + timedelta(days=int((_YOUNGEST + 0.1) * 365.25))
    return max(min(wished, latest), earliest)


def _years_before(day: date, years: int) -> date:
    return day - timedelta(days=int(years * 365.25))
