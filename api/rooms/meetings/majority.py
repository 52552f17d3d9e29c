"""Who counts when the meeting votes, and whether a vote carries. Pure; every number and state comes from a rule.

Source: QĐ 294-QĐ/TW điểm 9.3: the share is taken of the official members summoned and not of those present; members
introduced elsewhere for a time, suspended or detained are left out, and so are exempt members who did not come.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any


class Base(StrEnum):
    """Whether members of a state belong to the base."""

    IN = "in"
    IN_IF_PRESENT = "in_if_present"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Franchise:
    """Which states are left out, which only when absent, which take part without a vote. All else counts."""

    left_out: frozenset[str]
    left_out_when_absent: frozenset[str]
    without_vote: frozenset[str]

    @classmethod
    def read(cls, content: Mapping[str, Any]) -> "Franchise":
        """From the content of the rule `majority`, or of the part `committee` of `vote_subjects`."""
        return cls(
            frozenset(content["left_out_states"]),
            frozenset(content["left_out_when_absent_states"]),
            frozenset(content["without_vote_states"]),
        )

    def base(self, state: str) -> Base:
        """Where a state stands."""
        if state in self.left_out or state in self.without_vote:
            return Base.OUT
        return Base.IN_IF_PRESENT if state in self.left_out_when_absent else Base.IN


@dataclass(frozen=True, slots=True)
class Seat:
    """Whether one member counts, may vote, and why: the state, with `_came` or `_absent` where that decided."""

    in_base: bool
    may_vote: bool
    reason: str


def seat(state: str, *, came: bool, franchise: Franchise) -> Seat:
    """The seat of one member in one vote."""
    base = franchise.base(state)
    if base is Base.IN_IF_PRESENT:
        return Seat(came, came, f"{state}_{'came' if came else 'absent'}")
    counts = base is Base.IN
    return Seat(counts, counts and came, state)


@dataclass(frozen=True, slots=True)
class Share:
    """What a vote takes: more than, or at least, a part of the base."""

    part: Fraction
    more_than: bool

    @classmethod
    def read(cls, content: Mapping[str, Any]) -> "Share":
        """From the content of a rule with `more_than` or `at_least` as [numerator, denominator]."""
        more_than = "more_than" in content
        numerator, denominator = content["more_than" if more_than else "at_least"]
        return cls(Fraction(numerator, denominator), more_than)

    def needed(self, base: int) -> int:
        """The smallest number of agreeing votes that carries; an empty base carries nothing."""
        exact = self.part * base
        floor = exact.numerator // exact.denominator
        least = floor + 1 if self.more_than or floor != exact else floor
        return max(1, least)

    def carries(self, agree: int, base: int) -> bool:
        """Whether so many agreeing votes are enough."""
        return agree >= self.needed(base)


def percent(agree: int, base: int) -> float:
    """`agree` of `base` in percent with two decimals; 0 of an empty base."""
    return round(100 * agree / base, 2) if base else 0.0


@dataclass(frozen=True, slots=True)
class Papers:
    """The way of paper ballots: handed out, collected, and how many of those were invalid."""

    handed_out: int
    collected: int
    invalid: int


def tally_problem(answers: Collection[int], voters: int, papers: Papers | None) -> str | None:
    """Why a tally cannot be true, None when it can: `above_base`, `above_handed_out`, `papers_do_not_add_up`."""
    given = sum(answers)
    if given > voters or (papers and papers.handed_out > voters):
        return "above_base"
    if papers and papers.collected > papers.handed_out:
        return "above_handed_out"
    if papers and given + papers.invalid != papers.collected:
        return "papers_do_not_add_up"
    return None
