"""Number and symbol of a branch's papers, such as `05-NQ/CB`. Pure.

Numbers run per type over the committee's term, those below ten with a zero in front (HD 05-HD/VPTW); the terms, the
suffix and the types are the rule `paper_numbers`.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel, Field


class Term(BaseModel):
    """A term of office, from its first day until the next one begins."""

    code: str
    since: date = Field(alias="from")


class NumberedPaper(BaseModel):
    """A kind of paper, the letters of its type, and what stands above the two signatures."""

    code: str
    type: str
    title: str
    sign_left: str
    sign_right: str
    kinds: list[str]
    """The meetings that leave such a paper."""


class NumberRule(BaseModel):
    """The content of the rule `paper_numbers`."""

    suffix: str
    digits: int
    terms: list[Term]
    papers: list[NumberedPaper]
    above_written: str
    above_printed: str
    """In the head of a paper the committee above signs as `Đảng ủy`, whatever the tree calls it."""

    def above(self, name: str) -> str:
        """The name of the organisation above as the head of a paper prints it."""
        if not name.startswith(self.above_written):
            return name
        return self.above_printed + name.removeprefix(self.above_written)

    def term_on(self, day: date) -> str:
        """The term a day falls into; before the first one, the first."""
        begun = [term for term in self.terms if term.since <= day]
        chosen = max(begun, key=lambda term: term.since) if begun else min(self.terms, key=lambda term: term.since)
        return chosen.code

    def paper(self, code: str) -> NumberedPaper:
        """The paper of a kind. `KeyError` when the rule does not number it."""
        for paper in self.papers:
            if paper.code == code:
                return paper
        raise KeyError(code)

    def symbol(self, number: int, code: str) -> str:
        """`05-NQ/CB` for number 5 of the resolutions."""
        return f"{number:0{self.digits}}-{self.paper(code).type}/{self.suffix}"


def read_rule(content: Mapping[str, Any]) -> NumberRule:
    """The rule of a rule's content."""
    return NumberRule.model_validate(content)
