"""What is no announcement is refused: no audience or two, nothing written, too far ahead, somebody else's id."""

from datetime import timedelta

import pytest

from api.kit import clock
from api.kit.actors import Role
from tests.makers.members import a_member
from tests.makers.notifications import audience_of, written
from tests.makers.organizations import a_branch, a_committee, a_position, a_province
from tests.makers.signin import signed_in


@pytest.fixture
def places(house):
    committee = a_committee(house, under=a_province(house))
    return {name: a_branch(house, under=committee) for name in ("here", "there")} | {"committee": committee}


@pytest.fixture
def office(house, places):
    officer = a_member(house, of=a_branch(house))
    a_position(house, at=places["committee"], role=Role.OFFICE_STAFF, member=officer)
    return signed_in(house, member=officer, second_factor=True)


def test_an_audience_is_one(places, office):
    refused = written(office, places["committee"], audience_of())
    assert refused.json()["code"] == "notifications.audience_ambiguous"


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "},
        {"text": "\u0000"},
        {"title": "x" * 201},
        {"urgent_reason": ""},
        {"send_at": "2026-11-20T08:00:00"},
    ],
)
def test_what_cannot_be_read_is_refused(places, office, wrong):
    assert written(office, places["committee"], audience_of(places["here"]), **wrong).status_code == 422


def test_a_year_ahead_is_too_far(places, office):
    far = (clock.now() + timedelta(days=400)).isoformat()
    refused = written(office, places["committee"], audience_of(places["here"]), send_at=far)
    assert refused.json()["code"] == "notifications.sending_too_far"


def test_an_id_of_somebody_else_is_taken(house, places, office):
    first = written(office, places["committee"], audience_of(places["here"]))
    leader = a_member(house, of=places["there"])
    a_position(house, at=places["there"], role=Role.SECRETARY, member=leader)
    secretary = signed_in(house, member=leader)
    refused = written(secretary, places["there"], audience_of(places["there"]), first.json()["id"])
    assert (refused.status_code, refused.json()["code"]) == (409, "notifications.id_taken")
