from datetime import date

import pytest

from api.kit import clock
from api.kit.actors import Role
from tests.makers.organizations import a_branch

BRANCH = {"kind": "branch", "name": "  Chi bộ   tổ dân phố 5 ", "founded_on": "2026-01-15", "decision": "12-QĐ/ĐU"}


def refusal(answer):
    return answer.status_code, answer.json()["code"]


def test_a_founded_organisation_is_in_the_tree_with_its_history(place):
    answer = place.office.post("/api/organizations", json={**BRANCH, "parent_id": str(place.east.id)})
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert made["name"] == "Chi bộ tổ dân phố 5"
    assert made["history"][0] | {"other": None} == {
        "change": "created",
        "happened_on": "2026-01-15",
        "decision": "12-QĐ/ĐU",
        "other": None,
        "details": {},
    }
    below = place.client_at(place.east, Role.COMMITTEE_MEMBER).get("/api/organizations").json()["items"]
    assert made["id"] in {item["id"] for item in below}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"kind": "soviet"}, (409, "organizations.kind_unknown")),
        ({"kind": "province"}, (409, "organizations.level_wrong")),
        ({"kind": "grassroots_committee"}, (409, "organizations.level_wrong")),
        ({"founded_on": "1960-01-01"}, (409, "organizations.date_not_possible")),
        ({"founded_on": "2999-01-01"}, (409, "organizations.date_not_possible")),
        ({"code": "38.168.053.000.002"}, (409, "organizations.code_taken")),
        ({"code": "38168053000002"}, (422, "request.invalid")),
        ({"name": " "}, (422, "request.invalid")),
        ({"parent_id": "01890000-0000-7000-8000-000000000000"}, (404, "organizations.not_found")),
        ({"surprise": 1}, (422, "request.invalid")),
    ],
)
def test_what_cannot_be_founded_is_refused_with_its_reason(place, change, expected):
    body = {**BRANCH, "parent_id": str(place.east.id)} | change
    assert refusal(place.office.post("/api/organizations", json=body)) == expected


def test_a_branch_secretary_sees_the_branch_and_changes_nothing_in_the_tree(place):
    secretary = place.client_at(place.branch, Role.SECRETARY)
    address = f"/api/organizations/{place.branch.id}"
    body = {**BRANCH, "parent_id": str(place.branch.id), "kind": "party_group"}
    assert refusal(secretary.post("/api/organizations", json=body)) == (403, "not_allowed")
    assert refusal(secretary.patch(address, json={"name": "Khác"}, headers={"If-Match": '"1"'})) == (403, "not_allowed")
    assert refusal(secretary.post(f"{address}/end", json={"ended_on": "2026-01-01"})) == (403, "not_allowed")


def test_an_edit_needs_the_version_it_was_made_on(place):
    address = f"/api/organizations/{place.branch.id}"
    assert refusal(place.office.patch(address, json={"name": "Chi bộ mới"})) == (428, "request.version_missing")
    for stale in ('"7"', '"abc"', "*"):
        answer = place.office.patch(address, json={"name": "Chi bộ mới"}, headers={"If-Match": stale})
        assert refusal(answer) == (412, "request.changed_meanwhile")
    answer = place.office.patch(address, json={"name": "Chi bộ mới", "place": "Thôn 2"}, headers={"If-Match": '"1"'})
    assert (answer.status_code, answer.headers["ETag"], answer.json()["place"]) == (200, '"2"', "Thôn 2")
    assert answer.json()["history"][0]["details"] == {"from": "Chi bộ thôn 2", "to": "Chi bộ mới"}
    again = place.office.patch(address, json={"code": None}, headers={"If-Match": '"2"'}).json()
    assert (again["code"], again["name"], again["place"]) == (None, "Chi bộ mới", "Thôn 2")


def test_moving_changes_who_sees_it_from_that_day_on(place):
    west = place.client_at(place.west, Role.COMMITTEE_MEMBER)
    group = a_branch(place.house, under=place.east, name="Chi bộ đi cùng")
    move = {"parent_id": str(place.west.id), "moved_on": "2026-03-01", "decision": "3-QĐ/TU"}
    answer = place.office.post(f"/api/organizations/{group.id}/move", json=move)
    assert answer.status_code == 200, answer.text
    assert [above["name"] for above in answer.json()["lineage"]][-1] == "Đảng bộ xã Tây"
    assert str(group.id) in {item["id"] for item in west.get("/api/organizations").json()["items"]}
    again = place.office.post(f"/api/organizations/{group.id}/move", json=move)
    assert len(again.json()["history"]) == len(answer.json()["history"])


def test_moves_that_cannot_be_are_refused(place):
    def moved(what, to, on="2026-03-01"):
        body = {"parent_id": str(to.id), "moved_on": on}
        return refusal(place.office.post(f"/api/organizations/{what.id}/move", json=body))

    assert moved(place.province, place.east) == (409, "organizations.top_stays")
    assert moved(place.east, place.branch) == (409, "organizations.circle")
    assert moved(place.east, place.east) == (409, "organizations.circle")
    assert moved(place.east, place.west) == (409, "organizations.level_wrong")
    assert moved(place.branch, place.west, on="1970-01-01") == (409, "organizations.date_not_possible")
    tomorrow = date.fromordinal(clock.today().toordinal() + 1).isoformat()
    assert moved(place.branch, place.west, on=tomorrow) == (409, "organizations.date_not_possible")


def test_moving_needs_the_right_at_both_ends(place):
    east_office = place.client_at(place.east, Role.OFFICE_STAFF)
    body = {"parent_id": str(place.west.id), "moved_on": "2026-03-01"}
    assert east_office.post(f"/api/organizations/{place.branch.id}/move", json=body).status_code == 404
    own = {"parent_id": str(place.province.id), "moved_on": "2026-03-01"}
    assert east_office.post(f"/api/organizations/{place.east.id}/move", json=own).status_code == 404


def test_an_empty_organisation_ends_once_and_takes_no_changes_afterwards(place):
    address = f"/api/organizations/{place.other.id}"
    ended = place.office.post(f"{address}/end", json={"ended_on": "2026-06-30", "decision": "9-QĐ/ĐU"})
    assert (ended.status_code, ended.json()["ended_on"]) == (200, "2026-06-30")
    assert refusal(place.office.post(f"{address}/end", json={"ended_on": "2026-06-30"})) == (409, "organizations.ended")
    assert refusal(place.office.patch(address, json={"name": "Khác"}, headers={"If-Match": '"2"'})) == (
        409,
        "organizations.ended",
    )
    listed = {item["id"] for item in place.office.get("/api/organizations").json()["items"]}
    before = place.office.get("/api/organizations", params={"on": "2026-06-29"}).json()["items"]
    assert str(place.other.id) not in listed
    assert str(place.other.id) in {item["id"] for item in before}


def test_an_organisation_with_members_or_others_below_does_not_end(place):
    for organization in (place.branch, place.east):
        answer = place.office.post(f"/api/organizations/{organization.id}/end", json={"ended_on": "2026-06-30"})
        assert refusal(answer) == (409, "organizations.not_empty")
