import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from api.rooms.members.names import name_key

IN_ORDER = [
    "Trần Văn An",
    "Lê Thị Ân",
    "Nguyễn Văn Bình",
    "Phạm Dung",
    "Bùi Đào",
    "Hà Thị Hoa",
    "Lê Hòa",
    "Lê Thị Hòa",
    "Nguyễn Hòa",
    "Trần Hỏa",
    "Trần Hoá",
    "Đỗ Hoàng",
    "Vũ Oanh",
    "Vũ Ôn",
    "Vũ Uyên",
    "Vũ Ưng",
    "Lê Ý",
]
syllables = st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậệồ", min_size=1, max_size=6)
names = st.lists(syllables, min_size=1, max_size=6).map(lambda words: " ".join(words).title())


def test_names_stand_by_given_name_then_family_name_as_in_a_roll():
    backwards = IN_ORDER[::-1]
    assert sorted(backwards, key=name_key) == IN_ORDER


@given(names)
def test_a_key_is_the_same_however_the_name_was_typed(name):
    assert name_key(unicodedata.normalize("NFD", name)) == name_key(name) == name_key(name.upper())


@given(names)
def test_every_collation_sorts_keys_alike(name):
    key = name_key(name)
    assert key.isascii()
    assert key.isalnum()
    assert key == key.lower()


@given(names, names)
def test_names_of_one_key_have_the_same_letters(first, second):
    if name_key(first) == name_key(second):
        assert sorted(first.lower().split()) == sorted(second.lower().split())


@given(syllables, syllables)
def test_a_shorter_given_name_comes_before_the_one_it_begins(given_name, rest):
    plain = name_key(f"Lê {given_name}")
    longer = name_key(f"Lê {given_name}z{rest}")
    base = unicodedata.normalize("NFD", given_name)
    if not any(unicodedata.combining(mark) for mark in base):
        assert plain < longer


def test_the_longest_name_fits_its_column():
    assert len(name_key(" ".join(["đ" * 11] * 10))) <= 260
    assert len(name_key(" ".join("ư" * 60))) <= 260
