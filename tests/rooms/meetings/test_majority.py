"""Who counts, and what carries: the worked example of the rules, every exclusion, and what must always hold."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.rooms.meetings.majority import Franchise, Papers, Seat, Share, percent, seat, tally_problem
from api.rooms.members.models import State
from api.rooms.members.states import PRESENT
from api.rooms.organizations import rule_sets

CONTENTS = {entry["topic"]: entry["content"] for entry in rule_sets.read()}
BRANCH = Franchise.read(CONTENTS["majority"])
COMMITTEE = Franchise.read(CONTENTS["vote_subjects"]["committee"])
MAJORITY = Share.read(CONTENTS["majority"])
TWO_THIRDS = Share.read(CONTENTS["two_thirds"])
ROSTERS = st.lists(st.tuples(st.sampled_from(sorted(PRESENT)), st.booleans()), max_size=60)


def base_of(roster, franchise=BRANCH):
    return sum(seat(state, came=came, franchise=franchise).in_base for state, came in roster)


def test_twenty_official_of_whom_three_are_away_and_two_probationary_make_a_base_of_twenty():
    roster = [(State.OFFICIAL, True)] * 17 + [(State.OFFICIAL, False)] * 3 + [(State.PROBATIONARY, True)] * 2
    assert base_of(roster) == 20
    assert MAJORITY.needed(20) == 11
    assert not MAJORITY.carries(10, 20)
    assert MAJORITY.carries(11, 20)
    assert percent(17, 20) == 85.0
    assert percent(1, 3) == 33.33


@pytest.mark.parametrize(
    ("state", "came", "expected"),
    [
        (State.OFFICIAL, True, Seat(in_base=True, may_vote=True, reason="official")),
        (State.OFFICIAL, False, Seat(in_base=True, may_vote=False, reason="official")),
        (State.TEMPORARY_AWAY, False, Seat(in_base=False, may_vote=False, reason="temporary_away")),
        (State.TEMPORARY_AWAY, True, Seat(in_base=False, may_vote=False, reason="temporary_away")),
        (State.EXEMPT, False, Seat(in_base=False, may_vote=False, reason="exempt_absent")),
        (State.EXEMPT, True, Seat(in_base=True, may_vote=True, reason="exempt_came")),
        (State.SUSPENDED, True, Seat(in_base=False, may_vote=False, reason="suspended")),
        (State.DETAINED, False, Seat(in_base=False, may_vote=False, reason="detained")),
        (State.PROBATIONARY, True, Seat(in_base=False, may_vote=False, reason="probationary")),
        (State.TEMPORARY_HERE, True, Seat(in_base=False, may_vote=False, reason="temporary_here")),
    ],
)
def test_each_state_has_its_seat_in_a_branch(state, came, expected):
    assert seat(state, came=came, franchise=BRANCH) == expected


@pytest.mark.parametrize(("came", "reason"), [(True, "temporary_away_came"), (False, "temporary_away_absent")])
def test_in_a_committee_who_works_elsewhere_counts_when_he_came(came, reason):
    assert seat(State.TEMPORARY_AWAY, came=came, franchise=COMMITTEE) == Seat(came, came, reason)


@given(ROSTERS)
def test_whether_official_members_came_never_changes_the_base(roster):
    turned = [(state, came != (state is State.OFFICIAL)) for state, came in roster]
    assert base_of(turned) == base_of(roster)


@given(ROSTERS, st.sampled_from([State.PROBATIONARY, State.TEMPORARY_HERE, State.SUSPENDED, State.DETAINED]))
def test_members_without_a_vote_change_nothing(roster, state):
    assert base_of([*roster, (state, True), (state, False)]) == base_of(roster)


@given(ROSTERS)
def test_nobody_votes_who_does_not_count(roster):
    for state, came in roster:
        held = seat(state, came=came, franchise=BRANCH)
        assert held.in_base or not held.may_vote
        assert came or not held.may_vote


@given(st.integers(1, 100_000))
def test_a_majority_is_the_least_number_above_the_half(base):
    needed = MAJORITY.needed(base)
    assert Fraction(needed, base) > Fraction(1, 2) >= Fraction(needed - 1, base)


@given(st.integers(1, 100_000))
def test_two_thirds_is_the_least_number_not_below_them(base):
    needed = TWO_THIRDS.needed(base)
    assert Fraction(needed, base) >= Fraction(2, 3) > Fraction(needed - 1, base)


def test_an_empty_base_carries_nothing():
    assert not MAJORITY.carries(0, 0)
    assert not TWO_THIRDS.carries(0, 0)
    assert percent(0, 0) == 0.0


@given(st.integers(0, 60), *[st.integers(0, 60)] * 3)
def test_a_tally_above_the_base_is_always_told(base, agree, disagree, other):
    assert (tally_problem((agree, disagree, other), base, None) == "above_base") == (agree + disagree + other > base)


@pytest.mark.parametrize(
    ("answers", "papers", "problem"),
    [
        ((15, 2, 0), Papers(20, 18, 1), None),
        ((15, 2, 0), Papers(18, 18, 1), None),
        ((15, 2, 0), Papers(21, 18, 1), "above_base"),
        ((15, 2, 0), Papers(17, 18, 1), "above_handed_out"),
        ((15, 2, 0), Papers(20, 18, 0), "papers_do_not_add_up"),
        ((15, 2, 1), Papers(20, 18, 1), "papers_do_not_add_up"),
    ],
)
def test_papers_must_add_up(answers, papers, problem):
    assert tally_problem(answers, 20, papers) == problem
