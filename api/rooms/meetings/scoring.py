"""The quality score of a meeting: points proposed from what was recorded, and the sum brought to a hundred. Pure.

The form (groups, criteria, steps, bands) is the rule `score_form`; nothing here knows a threshold. A criterion that
does not apply (no thematic part this month, no tasks carried over) leaves the base: score = points given ÷ points
applicable × 100, rounded half up to the decimals the form states. Groups, points and bands: HD 42-HD/BTCTW, by the
forms of two units; the sources do not say how to normalise, so the calculation is shown beside the result.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from pydantic import BaseModel, Field, model_validator

HUNDRED = 100


class Step(BaseModel):
    """Points given from a measured value upwards; a person may choose any step."""

    least: float = Field(alias="from")
    points: float
    title: str


class Criterion(BaseModel):
    """One line of the form."""

    code: str
    group: str
    title: str
    points: float
    proposed_by: str = ""
    """The source whose measure proposes the points; empty when only people can judge."""
    applies_to: list[str] = []
    """Kinds of meetings; empty for all."""
    steps: list[Step] = []

    def applies(self, kind: str) -> bool:
        """Whether meetings of this kind are judged by it."""
        return not self.applies_to or kind in self.applies_to

    def step_of(self, value: float) -> Step | None:
        """The step with the highest start that the value reaches."""
        reached = [step for step in self.steps if value >= step.least]
        return max(reached, key=lambda step: step.least, default=None)


class Group(BaseModel):
    """A part of the form; its points are those of its criteria."""

    code: str
    title: str
    points: float


class Band(BaseModel):
    """A name for all scores from one upwards."""

    code: str
    title: str
    least: float = Field(alias="from")


class ScoreForm(BaseModel):
    """The content of the rule `score_form`."""

    total: float
    decimals: int = 1
    groups: list[Group]
    items: list[Criterion] = []
    bands: list[Band]

    @model_validator(mode="after")
    def _whole(self) -> "ScoreForm":
        """A form that only names groups is judged group by group."""
        if not self.items:
            self.items = [Criterion(code=g.code, group=g.code, title=g.title, points=g.points) for g in self.groups]
        return self

    def band_of(self, score: Decimal) -> Band:
        """The band with the highest start that the score reaches; the lowest one for anything below."""
        reached = [band for band in self.bands if score >= Decimal(str(band.least))]
        return max(reached, key=lambda band: band.least) if reached else min(self.bands, key=lambda band: band.least)


@dataclass(frozen=True)
class Measure:
    """What the house knows of one source: the value the steps are read by, and the figures behind it."""

    value: float | None
    """None when there is nothing to measure: the criterion does not apply unless a person says so."""
    figures: Mapping[str, int | float | str] = field(default_factory=dict)


@dataclass(frozen=True)
class Proposal:
    """Points proposed for a criterion, and why."""

    source: str
    points: float | None
    value: float | None
    figures: Mapping[str, int | float | str]
    step: str | None


@dataclass(frozen=True)
class Line:
    """One criterion as it counts: applicable or not, with or without points."""

    code: str
    applies: bool
    points: float | None = None


@dataclass(frozen=True)
class Total:
    """The sum and what it becomes out of a hundred; `score` and `band` are None while points are missing."""

    given: Decimal
    applicable: Decimal
    left_out: Decimal
    score: Decimal | None
    band: str | None
    missing: tuple[str, ...]


def read_form(content: Mapping[str, Any]) -> ScoreForm:
    """The form of a rule's content."""
    return ScoreForm.model_validate(content)


def propose(criterion: Criterion, measures: Mapping[str, Measure]) -> Proposal | None:
    """What the data says of a criterion; None when only people can judge it."""
    measure = measures.get(criterion.proposed_by)
    if measure is None:
        return None
    step = None if measure.value is None else criterion.step_of(measure.value)
    points = None if step is None else min(step.points, criterion.points)
    title = step.title if step else None
    return Proposal(criterion.proposed_by, points, measure.value, dict(measure.figures), title)


def first_lines(form: ScoreForm, kind: str, measures: Mapping[str, Measure]) -> list[Line]:
    """The form as it stands before anybody has judged: proposals filled in, the rest open."""
    lines = []
    for criterion in form.items:
        proposal = propose(criterion, measures) if criterion.applies(kind) else None
        measurable = proposal is None or proposal.value is not None
        applies = criterion.applies(kind) and measurable
        lines.append(Line(criterion.code, applies, proposal.points if proposal and applies else None))
    return lines


def total(form: ScoreForm, lines: Iterable[Line]) -> Total:
    """Points given ÷ points applicable × 100; criteria that do not apply are in neither sum."""
    by_code = {line.code: line for line in lines}
    given = applicable = left_out = Decimal(0)
    missing = []
    for criterion in form.items:
        line = by_code.get(criterion.code)
        most = Decimal(str(criterion.points))
        if line is None or not line.applies:
            left_out += most
            continue
        applicable += most
        if line.points is None:
            missing.append(criterion.code)
        else:
            given += Decimal(str(line.points))
    if missing or not applicable:
        return Total(given, applicable, left_out, None, None, tuple(missing))
    unit = Decimal(1).scaleb(-form.decimals)
    score = (given / applicable * HUNDRED).quantize(unit, ROUND_HALF_UP)
    return Total(given, applicable, left_out, score, form.band_of(score).code, ())
