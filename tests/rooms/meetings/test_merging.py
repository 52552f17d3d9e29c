"""Two people write at once: whatever either added is in the result, and what they disagree on is told."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from api.rooms.meetings.merging import Clash, merge_text, merge_values

WORDS = st.sampled_from(["chi", "bộ", "nhất", "trí", "giao", "đồng", "chí", "An", "15", "tháng", "12", ",", "."])
TEXTS = st.lists(st.lists(WORDS, max_size=6).map(" ".join), max_size=5).map("\n".join)


def words(text):
    return Counter(text.split())


@given(base=TEXTS, mine=TEXTS)
def test_who_writes_alone_gets_exactly_what_he_wrote(base, mine):
    assert merge_text(base, mine, base).text == mine
    assert merge_text(base, base, mine).text == mine
    assert merge_text(base, mine, mine) == merge_text(base, mine, base)


@given(base=TEXTS, mine=TEXTS, theirs=TEXTS)
def test_no_word_that_either_added_is_lost(base, mine, theirs):
    merged = words(merge_text(base, mine, theirs).text.replace("/", " "))
    for version in (mine, theirs):
        added = words(version) - words(base)
        assert {word for word in added if merged[word] == 0} == set()


@given(base=TEXTS, mine=TEXTS, theirs=TEXTS)
def test_the_same_words_clash_whoever_comes_first(base, mine, theirs):
    one, other = merge_text(base, mine, theirs), merge_text(base, theirs, mine)
    assert bool(one.clashes) == bool(other.clashes)
    assert words(one.text) == words(other.text)


@given(st.lists(st.text(alphabet="abđê ", min_size=1).filter(str.strip), max_size=4), st.text("xyz", min_size=1))
def test_lines_added_at_two_places_both_stay_without_a_clash(lines, new):
    base = "".join(f"{number} {line}\n" for number, line in enumerate(["đầu", *lines, "cuối"]))
    merged = merge_text(base, f"{new} đầu\n{base}", f"{base}{new} cuối\n")
    assert merged.text == f"{new} đầu\n{base}{new} cuối\n"
    assert merged.clashes == ()


def test_different_words_of_one_line_are_merged():
    base = "Giao đồng chí An kiểm tra mương trước ngày 15"
    merged = merge_text(base, base.replace("An", "Bình"), base.replace("15", "20"))
    assert merged.text == "Giao đồng chí Bình kiểm tra mương trước ngày 20"
    assert merged.clashes == ()


def test_the_same_words_changed_twice_stay_both_and_are_told():
    base = "Hoàn thành trước ngày 15"
    merged = merge_text(base, "Hoàn thành trước ngày 20", "Hoàn thành trước ngày 25")
    assert merged.text == "Hoàn thành trước ngày 25 / 20"
    assert merged.clashes == (Clash(theirs="25", mine="20"),)


def test_two_new_last_lines_stand_one_after_the_other():
    merged = merge_text("Một", "Một\nBa", "Một\nHai")
    assert merged.text == "Một\nHai\nBa"
    assert merged.clashes == ()


def test_two_numbers_put_at_one_place_are_a_clash_and_not_one_number():
    merged = merge_text("Chi đồng", "Chi 6 triệu đồng", "Chi 5 triệu đồng")
    assert "5" in merged.text.split()
    assert "6" in merged.text.split()
    assert len(merged.clashes) == 1


def test_a_line_one_deletes_and_the_other_edits_stays_and_is_told():
    merged = merge_text("giữ\nbỏ dòng này\n", "giữ\n", "giữ\nbỏ dòng này nhé\n")
    assert "nhé" in merged.text
    assert merged.clashes


def test_of_a_date_the_later_writer_stands_and_the_other_is_told():
    base = {"due_on": "2026-12-15", "text": "kiểm tra", "who": None}
    values, clashes = merge_values(
        base,
        {**base, "due_on": "2026-12-20", "who": "An"},
        {**base, "due_on": "2026-12-25", "text": "kiểm tra mương"},
        texts={"text"},
    )
    assert values == {"due_on": "2026-12-20", "text": "kiểm tra mương", "who": "An"}
    assert clashes == {"due_on": (Clash("2026-12-25", "2026-12-20"),)}
