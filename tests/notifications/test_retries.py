"""When a sending is tried again: never too early, never after it is outdated."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications import retries
from notifications.channels.requesting import seconds_of

NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)


@given(st.integers(1, 60), st.none() | st.floats(0, 1e6), st.integers(0, 2**32))
def test_pauses_grow_are_bounded_and_honour_what_was_asked(attempts, retry_after, seed):
    pause = retries.pause(attempts, retry_after, random.Random(seed))
    assert pause >= retries.FIRST / 2
    if retry_after:
        assert pause >= min(timedelta(seconds=retry_after), retries.MOST_ASKED)
    else:
        assert pause <= retries.LONGEST
        assert pause >= retries.pause(1, None, random.Random(seed)) * 0.99


@given(st.integers(1, 60), st.integers(0, 2**32), st.integers(0, 200_000))
def test_no_try_is_planned_after_the_message_is_outdated(attempts, seed, seconds):
    until = NOON + timedelta(seconds=seconds)
    at = retries.next_try(NOON, attempts, None, until, random.Random(seed))
    assert at is None or NOON < at < until


@given(st.integers(1, 60), st.none() | st.floats(0, 1e4), st.integers(0, 2**32))
def test_a_thousand_that_wait_are_tried_at_few_moments(attempts, retry_after, seed):
    chance, ever = random.Random(seed), NOON + timedelta(days=30)
    moments = {retries.next_try(NOON, attempts, retry_after, ever, chance) for _ in range(100)}
    spread = timedelta(seconds=retry_after or 0) * 0.2
    assert len(moments) <= 6 + spread / (retries.FIRST / 8)
    assert all(at >= NOON + retries.FIRST / 2 for at in moments if at)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("120", 120.0), ("Fri, 20 Nov 2026 05:01:00 GMT", 60.0), ("soon", None), ("-5", None), (None, None), ("", None)],
)
def test_what_retry_after_means(it_is, header, seconds):
    it_is(NOON)
    assert seconds_of(header) == seconds
