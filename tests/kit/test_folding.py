import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.kit.folding import compose, fold, has_marks, tidy

VIETNAMESE = st.text(alphabet="aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệđĐƯỪỬỮỨỰơờởỡớợ Xx-/0", max_size=60)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đảng ủy", "dang uy"),
        ("NGHỊ QUYẾT", "nghi quyet"),
        ("chuyển đổi số", "chuyen doi so"),
        ("05-NQ/ĐU", "05-nq/du"),
        ("Ư Ơ ư ơ", "u o u o"),
    ],
)
def test_vietnamese_loses_its_marks(text, folded):
    assert fold(text) == folded


@given(VIETNAMESE)
def test_folding_keeps_the_length_so_that_highlights_fit(text):
    composed = compose(text)
    assert len(fold(composed)) == len(composed)


@given(VIETNAMESE)
def test_both_unicode_forms_fold_to_the_same(text):
    assert fold(compose(unicodedata.normalize("NFD", text))) == fold(compose(text))


@given(st.text(max_size=80))
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


def test_marks_are_what_somebody_typed_and_not_capitals():
    assert has_marks("đảng")
    assert has_marks(unicodedata.normalize("NFD", "ế"))
    assert not has_marks("DANG uy 05-NQ")


def test_names_are_stored_composed_with_single_spaces():
    assert tidy(unicodedata.normalize("NFD", "  Lò  Thị\tẢn ")) == "Lò Thị Ản"
