"""Points proposed from data, the sum brought to a hundred, the bands."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.rooms.meetings.scoring import Line, Measure, ScoreForm, first_lines, propose, read_form, total
from api.rooms.organizations import rule_sets

FORM = read_form(
    max((entry for entry in rule_sets.read() if entry["topic"] == "score_form"), key=lambda entry: entry["version"])[
        "content"
    ]
)
OLD = json.loads((Path(rule_sets.__file__).parent / "score_form.json").read_text())[0]["content"]
KINDS = ("regular", "thematic", "combined")


@st.composite
def judged(draw: st.DrawFn) -> list[Line]:
    """A form filled in in any possible way."""
    lines = []
    for criterion in FORM.items:
        applies = draw(st.booleans())
        halves = draw(st.integers(0, int(criterion.points * 2)))
        lines.append(Line(criterion.code, applies, halves / 2 if applies else None))
    return lines


def full(kind: str, share: float = 1) -> list[Line]:
    return [Line(c.code, c.applies(kind), c.points * share if c.applies(kind) else None) for c in FORM.items]


def test_the_criteria_of_a_group_add_up_to_its_points_and_the_groups_to_a_hundred():
    for group in FORM.groups:
        assert sum(c.points for c in FORM.items if c.group == group.code) == group.points
    assert sum(group.points for group in FORM.groups) == FORM.total == 100


def test_no_step_gives_more_than_its_criterion_and_higher_steps_give_more():
    for criterion in FORM.items:
        steps = sorted(criterion.steps, key=lambda step: step.least)
        assert [step.points for step in steps] == sorted(step.points for step in steps)
        assert steps[0].least == 0
        assert steps[-1].points == criterion.points


@given(judged())
def test_the_score_is_points_given_of_points_applicable(lines):
    found = total(FORM, lines)
    assert found.applicable + found.left_out == 100
    if found.applicable:
        assert found.score is not None
        assert 0 <= found.score <= 100
        assert abs(found.score - found.given / found.applicable * 100) <= Decimal("0.05")
    else:
        assert found.score is None


@given(judged(), st.integers(0, len(FORM.items) - 1))
def test_another_point_never_lowers_the_score(lines, index):
    line = lines[index]
    if not line.applies or line.points is None or line.points + 0.5 > FORM.items[index].points:
        return
    better = [*lines]
    better[index] = Line(line.code, applies=True, points=line.points + 0.5)
    before, after = total(FORM, lines), total(FORM, better)
    assert before.score is not None
    assert after.score is not None
    assert after.score >= before.score


@given(judged(), st.randoms())
def test_the_order_of_lines_does_not_matter(lines, random):
    mixed = [*lines]
    random.shuffle(mixed)
    assert total(FORM, mixed) == total(FORM, lines)


@given(st.sampled_from(KINDS))
def test_full_points_are_a_hundred_whatever_does_not_apply(kind):
    found = total(FORM, full(kind))
    assert (found.score, found.band) == (Decimal("100.0"), "good")


def test_a_month_without_a_thematic_part_is_measured_by_what_applies():
    lines = full("regular")
    lost = next(i for i, line in enumerate(lines) if line.code == "regular_content")
    lines[lost] = Line("regular_content", applies=True, points=2)
    found = total(FORM, lines)
    assert [found.given, found.applicable, found.left_out] == [84, 94, 6]
    assert (found.score, found.band) == (Decimal("89.4"), "fair")


def test_half_a_tenth_is_rounded_up():
    form = ScoreForm.model_validate(OLD | {"decimals": 0})
    lines = [Line(g.code, applies=True, points=g.points) for g in form.groups]
    lines[4] = Line("principles", applies=True, points=4.5)
    assert total(form, lines).score == Decimal(100)


def test_missing_points_are_named_and_give_no_score():
    lines = [Line("criticism", applies=True) if line.code == "criticism" else line for line in full("regular")]
    found = total(FORM, lines)
    assert (found.score, found.band, found.missing) == (None, None, ("criticism",))


@pytest.mark.parametrize(
    ("score", "band"),
    [("90", "good"), ("89.9", "fair"), ("70", "fair"), ("69.9", "average"), ("50", "average"), ("49.9", "weak")],
)
def test_bands_begin_where_the_rule_says(score, band):
    assert FORM.band_of(Decimal(score)).code == band


def criterion_of(source: str):
    return next(c for c in FORM.items if c.proposed_by == source)


@pytest.mark.parametrize(
    ("source", "value", "points"),
    [
        ("length", 100, 5),
        ("length", 99.9, 4),
        ("length", 20, 1),
        ("attendance", 90, 4),
        ("attendance", 89.9, 3),
        ("absences_excused", 0, 0),
        ("papers_in_time", 66, 1),
        ("speakers", 50, 6),
        ("tasks_done", 95, 30),
        ("tasks_done", 0, 10),
        ("minutes_in_time", 100, 1),
    ],
)
def test_points_are_proposed_by_the_steps_of_the_rule(source, value, points):
    found = propose(criterion_of(source), {source: Measure(value, {"seen": 1})})
    assert found is not None
    assert (found.points, found.source, found.figures) == (points, source, {"seen": 1})


def test_what_cannot_be_measured_does_not_apply_until_somebody_says_so():
    lines = {line.code: line for line in first_lines(FORM, "regular", {"tasks_done": Measure(None)})}
    assert not lines["tasks"].applies
    assert not lines["thematic_content"].applies
    assert lines["criticism"] == Line("criticism", applies=True)


def test_a_form_that_only_names_groups_is_judged_group_by_group():
    form = read_form(OLD)
    assert [criterion.code for criterion in form.items] == [group.code for group in form.groups]
    assert first_lines(form, "regular", {})[0] == Line("time", applies=True)
