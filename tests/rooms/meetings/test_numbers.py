"""Numbers and symbols: how they are written and which term a day belongs to."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.rooms.library.symbols import Symbol, find
from api.rooms.meetings.numbers import read_rule
from api.rooms.organizations import rule_sets

RULE = read_rule(next(entry for entry in rule_sets.read() if entry["topic"] == "paper_numbers")["content"])


def test_numbers_below_ten_have_a_zero_in_front():
    assert RULE.symbol(5, "resolution") == "05-NQ/CB"
    assert RULE.symbol(10, "minutes") == "10-BB/CB"
    assert RULE.symbol(112, "resolution") == "112-NQ/CB"


@given(st.integers(1, 9999), st.sampled_from(["minutes", "resolution"]))
def test_the_library_reads_every_symbol_as_it_is_written(number, kind):
    symbol = RULE.symbol(number, kind)
    assert find(f"Số {symbol}, ngày 3/12") == Symbol(symbol, number, RULE.paper(kind).type, "CB")


@given(st.dates(date(2019, 1, 1), date(2040, 1, 1)))
def test_terms_follow_each_other_without_a_day_between(day):
    before, after = RULE.term_on(day), RULE.term_on(day + timedelta(days=1))
    codes = [term.code for term in RULE.terms]
    assert codes.index(after) - codes.index(before) in {0, 1}


@pytest.mark.parametrize(
    ("day", "term"),
    [(date(2010, 1, 1), "2020-2025"), (date(2024, 12, 31), "2020-2025"), (date(2026, 11, 3), "2025-2030")],
)
def test_a_day_belongs_to_the_term_that_has_begun(day, term):
    assert RULE.term_on(day) == term


def test_a_paper_the_rule_does_not_number_has_no_symbol():
    with pytest.raises(KeyError):
        RULE.symbol(1, "letter")
