"""Booths: a number of telephones for each, never whose; and no flood makes more of it than stood there."""

from datetime import timedelta

import pytest

from api.rooms.conferences.service.open_pages import MOST_A_MINUTE
from tests.makers.meetings import EVENING


@pytest.fixture
def booth(tonight):
    """The open address of a booth of tonight's meeting."""
    body = {"booths": [{"name": "Gian hàng OCOP", "details": "Mắc ca, cà phê"}]}
    at = f"/api/conferences/{tonight.meeting.id}"
    made = tonight.secretary.put(at, json=body, headers={"If-Match": '"0"'}).json()
    return f"/api/open/booths/{made['booths'][0]['address'].rsplit('/', 1)[1]}"


def visits(tonight):
    return tonight.secretary.get(f"/api/conferences/{tonight.meeting.id}").json()["booths"][0]["visits"]


def visit(telephone, booth):
    """As the page does it: it is read, then it says so."""
    assert telephone.get(booth).status_code == 200
    assert telephone.post(f"{booth}/visits").status_code == 204


def test_a_booth_counts_telephones_and_nothing_else(tonight, booth):
    everybody = tonight.house.client()
    found = everybody.get(booth).json()
    assert (found["name"], found["details"]) == ("Gian hàng OCOP", "Mắc ca, cà phê")
    for telephone in (everybody, everybody, tonight.house.client(), tonight.house.client()):
        visit(telephone, booth)
    assert visits(tonight) == 3
    [cookie] = everybody.cookies.jar
    assert (cookie.value, cookie.path) == ("1", booth)  # the same for everybody, for here only
    everybody.cookies.clear()  # half an hour later
    visit(everybody, booth)
    assert visits(tonight) == 4


def test_behind_an_invented_code_is_no_booth(tonight):
    client = tonight.house.client()
    for answer in (client.get("/api/open/booths/nothing"), client.post("/api/open/booths/nothing/visits")):
        assert (answer.status_code, answer.json()["code"]) == (404, "conferences.page_not_found")


def test_who_never_opened_the_page_is_not_counted(tonight, booth):
    for _ in range(5):
        assert tonight.house.client().post(f"{booth}/visits").status_code == 204
    assert visits(tonight) == 0


def test_a_flood_ends_at_what_fits_in_front_of_a_booth(tonight, booth, it_is):
    flood = tonight.house.client()
    for _ in range(MOST_A_MINUTE + 10):
        visit(flood, booth)
        flood.cookies.clear()
    assert visits(tonight) == MOST_A_MINUTE
    it_is(EVENING - timedelta(minutes=9))
    visit(flood, booth)
    assert visits(tonight) == MOST_A_MINUTE + 1
