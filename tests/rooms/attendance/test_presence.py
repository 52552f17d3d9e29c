"""Presence is a pure function of the set of facts."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from api.rooms.attendance.presence import COUNTS_ALL_THE_SAME, Correction, Fact, Flag, Kind, counting, presence

START = datetime(2026, 12, 3, 12, 0, tzinfo=UTC)
MEMBERS = [UUID(int=number) for number in range(1, 4)]
SCANS = [UUID(int=number) for number in range(100, 112)]


def moments():
    return st.integers(0, 90).map(lambda minutes: START + timedelta(minutes=minutes))


def fact_of(scan_id, at, member_id, kind, flags):
    return Fact(corrected_at=at, scan_id=scan_id, member_id=member_id, kind=kind, flags=frozenset(flags))


@st.composite
def facts(draw):
    """A set of facts: what one scan id says never changes."""
    return {
        fact_of(
            scan_id,
            draw(moments()),
            draw(st.sampled_from(MEMBERS)),
            draw(st.sampled_from(Kind)),
            draw(st.sets(st.sampled_from(Flag), max_size=1)),
        )
        for scan_id in draw(st.sets(st.sampled_from(SCANS)))
    }


def corrections():
    one = st.builds(Correction, made_at=moments(), id=st.uuids(), scan_id=st.sampled_from(SCANS), counts=st.booleans())
    return st.lists(one, max_size=6, unique_by=lambda correction: correction.id)


@given(facts(), corrections(), st.randoms())
def test_the_order_in_which_facts_arrive_changes_nothing(some, words, random):
    shuffled, shuffled_words = sorted(some), sorted(words)
    random.shuffle(shuffled)
    random.shuffle(shuffled_words)
    assert presence(shuffled, shuffled_words) == presence(sorted(some), sorted(words))


@given(facts(), corrections())
def test_what_comes_twice_changes_nothing(some, words):
    assert presence([*some, *some], [*words, *words]) == presence(some, words)


@given(facts(), st.sets(st.sampled_from(SCANS)))
def test_two_devices_that_merge_agree_whoever_sends_first(some, of_the_first_desk):
    first = {fact for fact in some if fact.scan_id in of_the_first_desk}
    second = some - first
    assert presence([*first, *second]) == presence([*second, *first]) == presence(some)


@given(facts())
def test_the_first_that_counts_by_corrected_time_then_scan_id_is_the_check_in(some):
    for member_id, stay in presence(some).items():
        counting = [
            (fact.corrected_at, fact.scan_id)
            for fact in some
            if fact.member_id == member_id and fact.kind is Kind.IN and fact.flags <= COUNTS_ALL_THE_SAME
        ]
        assert (stay.came_at, stay.scan_id) == min(counting)


@given(facts(), corrections())
def test_the_facts_that_count_say_the_same_without_the_secretarys_words(some, words):
    assert presence(counting(some, words)) == presence(some, words)


def test_flags_that_only_tell_something_never_speak_against_a_fact():
    fact = fact_of(SCANS[0], START, MEMBERS[0], Kind.IN, COUNTS_ALL_THE_SAME)
    assert presence([fact])[MEMBERS[0]].scan_id == fact.scan_id


def test_a_flag_that_speaks_against_a_fact_waits_for_the_secretary():
    fact = fact_of(SCANS[0], START, MEMBERS[0], Kind.IN, {Flag.NOT_INVITED})
    assert presence([fact]) == {}
    accepted = Correction(made_at=START, id=UUID(int=1), scan_id=fact.scan_id, counts=True)
    taken_back = Correction(made_at=START + timedelta(minutes=1), id=UUID(int=2), scan_id=fact.scan_id, counts=False)
    assert presence([fact], [accepted])[MEMBERS[0]].came_at == START
    assert presence([fact], [taken_back, accepted]) == {}


def test_an_out_after_the_last_in_ends_the_stay_and_coming_back_opens_it_again():
    came = fact_of(SCANS[0], START, MEMBERS[0], Kind.IN, ())
    left = fact_of(SCANS[1], START + timedelta(minutes=30), MEMBERS[0], Kind.OUT, ())
    back = fact_of(SCANS[2], START + timedelta(minutes=40), MEMBERS[0], Kind.IN, ())
    assert presence([came, left])[MEMBERS[0]].left_at == left.corrected_at
    assert presence([came, left, back])[MEMBERS[0]].left_at is None
    assert presence([left]) == {}
