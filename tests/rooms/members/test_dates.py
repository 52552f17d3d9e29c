from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.rooms.members.fields import dates_follow
from api.rooms.members.party_age import anniversary, next_badge, party_age
from api.rooms.members.working_days import add_working_days, is_working_day
from api.rooms.organizations import rule_sets

BADGES = next(entry["content"] for entry in rule_sets.read() if entry["topic"] == "party_badges")
dates = st.dates(date(1930, 1, 1), date(2030, 12, 31))
holidays = st.frozensets(st.dates(date(2026, 1, 1), date(2026, 3, 31)), max_size=20)
near = st.dates(date(2026, 1, 1), date(2026, 3, 1))


@given(near, st.integers(0, 40), holidays)
def test_a_term_ends_on_the_working_day_that_completes_it(start, days, off):
    end = add_working_days(start, days, off)
    between = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert sum(is_working_day(day, off) for day in between) == days
    if days:
        assert is_working_day(end, off)


@given(near, st.integers(1, 20), st.integers(1, 20), holidays)
def test_two_terms_one_after_the_other_are_their_sum(start, first, second, off):
    halfway = add_working_days(start, first, off)
    assert add_working_days(halfway, second, off) == add_working_days(start, first + second, off)


def test_lunar_new_year_is_no_working_time():
    off = {date(2026, 2, day) for day in (16, 17, 18, 19, 20)}
    assert add_working_days(date(2026, 2, 13), 2, off) == date(2026, 2, 24)


@given(dates, dates)
def test_party_age_is_the_number_of_anniversaries_seen(admitted_on, on):
    age = party_age(admitted_on, on)
    seen = sum(anniversary(admitted_on, years) <= on for years in range(1, 110))
    assert age == seen


@pytest.mark.parametrize(
    ("admitted_on", "years", "round_on"),
    [
        (date(1996, 12, 1), 30, date(2027, 2, 3)),
        (date(1997, 2, 28), 30, date(2027, 2, 3)),
        (date(1997, 3, 1), 30, date(2027, 5, 19)),
        (date(1997, 6, 1), 30, date(2027, 9, 2)),
        (date(1996, 11, 30), 30, date(2026, 11, 7)),
        (date(1987, 10, 1), 40, date(2027, 11, 7)),
        (date(1982, 1, 5), 45, date(2027, 2, 3)),
        (date(2025, 1, 1), 30, date(2055, 2, 3)),
    ],
)
def test_badges_are_awarded_on_the_round_whose_months_hold_the_day(admitted_on, years, round_on):
    badge = next_badge(admitted_on, date(2026, 11, 21), BADGES)
    assert badge is not None
    assert (badge.years, badge.round_on) == (years, round_on)


def test_after_the_last_badge_there_is_none():
    assert next_badge(date(1930, 2, 3), date(2026, 11, 21), BADGES) is None


@given(dates, dates)
def test_the_next_badge_is_never_over_and_the_one_before_is(admitted_on, on):
    badge = next_badge(admitted_on, on, BADGES)
    years = BADGES["years"]
    if badge is None:
        assert anniversary(admitted_on, years[-1]) < on
        return
    assert max(badge.reached_on, badge.round_on) >= on
    earlier = [n for n in years if n < badge.years]
    assert all(anniversary(admitted_on, n) < on for n in earlier)


def test_the_29th_of_february_is_kept_on_the_28th():
    assert anniversary(date(1996, 2, 29), 30) == date(2026, 2, 28)
    assert party_age(date(1996, 2, 29), date(2026, 2, 28)) == 30


@given(dates, dates, st.none() | dates)
def test_dates_follow_only_in_the_order_of_a_life(birth_on, admitted_on, official_on):
    today = date(2026, 11, 21)
    if dates_follow(birth_on, admitted_on, official_on, today) is None:
        assert birth_on < admitted_on <= (official_on or admitted_on) <= today
        assert anniversary(birth_on, 16) <= admitted_on
