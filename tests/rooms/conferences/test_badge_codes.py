"""The code of a printed badge; the vectors are read by the phone's tests as well."""

import json
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.rooms.attendance import badges
from api.rooms.attendance.codes import NotACode
from api.rooms.attendance.sealing import SealedRow, open_row
from api.settings import ROOT

VECTORS = json.loads((ROOT / "api/rooms/attendance/vectors.json").read_text(encoding="utf-8"))["badges"]
SECRET = bytes(range(32))


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: f"issue {vector['issue']}")
def test_the_shared_vectors_hold(vector):
    token = badges.badge_token(SECRET, UUID(vector["meeting_id"]), UUID(vector["guest_id"]), vector["issue"])
    assert (token.hex(), badges.write_badge(token)) == (vector["token"], vector["text"])
    assert badges.read_badge(vector["text"] + "\r\n") == token
    row = SealedRow(bytes.fromhex(vector["tag"]), bytes.fromhex(vector["sealed"]))
    assert open_row(token, row) == vector["row"]


@given(st.binary(min_size=16, max_size=16))
def test_a_badge_is_short_and_comes_back(token):
    text = badges.write_badge(token)
    assert len(text) == 26
    assert badges.read_badge(text) == token


@given(st.text(max_size=140))
def test_whatever_is_no_badge_is_refused_as_such(text):
    try:
        token = badges.read_badge(text)
    except NotACode:
        return
    assert badges.read_badge(badges.write_badge(token)) == token
