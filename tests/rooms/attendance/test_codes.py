"""The codes that are shown and scanned; the vectors are read by the phone's tests as well."""

import json
from uuid import UUID

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from hypothesis import given
from hypothesis import strategies as st

from api.rooms.attendance import base45, codes
from api.rooms.attendance.sealing import SealedRow, open_row, row_tag, seal
from api.settings import ROOT

VECTORS = json.loads((ROOT / "api/rooms/attendance/vectors.json").read_text(encoding="utf-8"))
MEETING = UUID(int=7)
SECRET = bytes(range(32))


def signed(key, meeting_id, pseudonym, counter):
    der = key.sign(codes.member_message(meeting_id, pseudonym, counter), ec.ECDSA(SHA256()))
    r, s = decode_dss_signature(der)
    return codes.MemberCode(pseudonym, counter, r.to_bytes(32) + s.to_bytes(32))


@pytest.mark.parametrize(
    ("content", "text"), [(b"AB", "BB8"), (b"Hello!!", "%69 VD92EX0"), (b"base-45", "UJCLQE7W581")]
)
def test_base45_as_in_rfc_9285(content, text):
    assert base45.encode(content) == text
    assert base45.decode(text) == content


@given(st.binary(max_size=200))
def test_base45_comes_back(content):
    assert base45.decode(base45.encode(content)) == content


@pytest.mark.parametrize("text", ["a", "A", "GGW", "::", ":::", "é12", "AAAA"])
def test_what_is_no_base45_is_refused(text):
    with pytest.raises(ValueError, match="Base45"):
        base45.decode(text)


@pytest.mark.parametrize("vector", VECTORS["member_codes"], ids=lambda vector: vector["says"])
def test_member_codes_of_the_vectors(vector):
    code = codes.read(vector["text"])
    assert isinstance(code, codes.MemberCode)
    assert (code.pseudonym.hex(), code.counter) == (vector["pseudonym"], vector["counter"])
    key = codes.read_key(bytes.fromhex(vector["public_key"]))
    assert code.is_signed_by(key, UUID(vector["meeting_id"])) is vector["signed"]


@pytest.mark.parametrize("vector", VECTORS["room_codes"], ids=lambda vector: str(vector["counter"]))
def test_room_codes_of_the_vectors(vector):
    code = codes.make_room_code(bytes.fromhex(vector["key"]), vector["counter"])
    assert codes.write_room_code(code, "https://so-tay.example") == vector["text"]
    assert codes.read(vector["text"]) == code


@pytest.mark.parametrize("vector", VECTORS["rows"], ids=lambda vector: vector["row"]["name"])
def test_sealed_rows_of_the_vectors(vector):
    pseudonym = bytes.fromhex(vector["pseudonym"])
    sealed = SealedRow(bytes.fromhex(vector["tag"]), bytes.fromhex(vector["sealed"]))
    assert row_tag(pseudonym) == sealed.tag
    assert open_row(pseudonym, sealed) == vector["row"]


def test_a_member_code_fits_a_qr_code_of_version_6_at_level_m():
    code = signed(ec.generate_private_key(ec.SECP256R1()), MEETING, bytes(16), 2**32 - 1)
    text = codes.write_member_code(code)
    assert len(text) == 128  # version 6-M holds 154 of this alphabet
    assert codes.read(text) == code


@pytest.mark.parametrize("first", range(256))
def test_a_code_that_begins_with_a_blank_is_a_code(first):
    """Base45 has a blank among its characters, and hand scanners add an end of line."""
    code = codes.MemberCode(bytes([first]) + bytes(15), 7, bytes(64))
    assert codes.read(codes.write_member_code(code) + "\r\n") == code


def test_a_member_code_proves_the_phone_the_meeting_and_the_step():
    key, other = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    code = signed(key, MEETING, bytes(16), 100)
    assert code.is_signed_by(key.public_key(), MEETING)
    assert not code.is_signed_by(other.public_key(), MEETING)
    assert not code.is_signed_by(key.public_key(), UUID(int=8))
    assert not codes.MemberCode(code.pseudonym, 101, code.signature).is_signed_by(key.public_key(), MEETING)


def test_a_code_is_taken_one_step_early_and_one_step_late():
    taken = [step for step in range(96, 105) if codes.is_fresh(step, 100 * 15 + 7, codes.MEMBER_STEP_SECONDS)]
    assert taken == [99, 100, 101]


def test_a_pseudonym_is_another_at_every_meeting():
    member = UUID(int=3)
    assert len({codes.pseudonym(SECRET, UUID(int=number), member) for number in range(50)}) == 50


def test_two_screens_of_a_site_show_the_same_and_two_sites_do_not():
    here, there = (codes.room_key(SECRET, MEETING, site) for site in (UUID(int=1), UUID(int=2)))
    assert codes.make_room_code(here, 5) == codes.make_room_code(here, 5)
    assert codes.make_room_code(here, 5) != codes.make_room_code(there, 5)


@given(st.one_of(st.text(), st.binary(max_size=120).map(base45.encode)))
def test_whatever_is_scanned_is_a_code_or_refused(text):
    try:
        codes.read(text)
    except codes.NotACode:
        return


def test_a_row_opens_only_with_its_pseudonym_and_hides_its_length():
    row = seal(bytes(16), {"name": "An"})
    longer = seal(bytes(16), {"name": "Nguyễn Thị Minh Khai"})
    assert open_row(bytes(16), row) == {"name": "An"}
    assert len(row.sealed) == len(longer.sealed)
    assert seal(bytes(16), {"name": "An"}).sealed != row.sealed
    with pytest.raises(InvalidTag):
        open_row(bytes(15) + b"\x01", row)
