"""Codes survive the way over paper, whatever the hand and the keyboard make of them."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from api.rooms.signin import codes

CODES = st.text(codes.ALPHABET, min_size=codes.LENGTH, max_size=codes.LENGTH)
MISREAD = {"0": "0Oo", "1": "1IiLl"}


@st.composite
def copied(draw):
    """A code and what somebody may type for it."""
    code = draw(CODES)
    typed = ""
    for letter in code:
        typed += draw(st.sampled_from(["", "", " ", "-", "–", ".", "\u00a0"]))
        typed += draw(st.sampled_from(MISREAD.get(letter, letter + letter.lower())))
    return code, typed


@given(copied())
def test_typing_errors_that_have_one_meaning_are_understood(case):
    code, typed = case
    assert codes.read(typed) == code


@given(CODES)
def test_what_is_printed_is_read_back(code):
    printed = codes.grouped(code)
    assert len(printed.split("-")) == 3
    assert codes.read(printed) == code


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_code_or_nothing(typed):
    read = codes.read(typed)
    assert read is None or (len(read) == codes.LENGTH and set(read) <= set(codes.ALPHABET))


@given(CODES.map(lambda code: code[:-1]), st.sampled_from("Uu!@#€😀"))
def test_letters_that_are_in_no_code_make_none(start, stray):
    assert codes.read(start + stray) is None


def test_letters_a_vietnamese_keyboard_marked_are_understood():
    assert codes.read("đáéÔ-ơìĺ4-7K4M") == codes.read("DAE0-0114-7K4M".replace("0114", "0114"))
    assert codes.read(unicodedata.normalize("NFD", "ÂĂÊ4-92QX-TB3D")) == "AAE492QXTB3D"


def test_new_codes_are_random_and_well_formed():
    made = {codes.new_code() for _ in range(1000)}
    assert len(made) == 1000
    assert all(codes.read(code) == code for code in made)
    assert {letter for code in made for letter in code} == set(codes.ALPHABET)


@given(CODES, CODES, st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))
def test_fingerprints_tell_codes_and_peppers_apart(one, other, pepper, another):
    same = (one, pepper) == (other, another)
    assert (codes.fingerprint(one, pepper) == codes.fingerprint(other, another)) is same
    assert one.encode() not in codes.fingerprint(one, pepper)
