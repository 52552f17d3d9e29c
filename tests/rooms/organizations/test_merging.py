from datetime import date

from api.kit.actors import Role
from tests.makers.members import a_member
from tests.makers.organizations import a_branch, a_position
from tests.makers.signin import signed_in


def refusal(answer):
    return answer.status_code, answer.json()["code"]


def merge(place, gone, kept, on="2026-07-01"):
    body = {"into_id": str(kept.id), "merged_on": on, "decision": "7-QĐ/ĐU"}
    return place.office.post(f"/api/organizations/{gone.id}/merge", json=body)


def test_a_merged_branch_hands_over_its_members_and_keeps_its_past(place):
    member = a_member(place.house, of=place.branch)
    secretary = a_member(place.house, of=place.branch, full_name="Lê Thị Bí Thư")
    a_position(place.house, at=place.branch, role=Role.SECRETARY, member=secretary)
    answer = merge(place, place.branch, place.other)
    assert answer.status_code == 200, answer.text
    assert answer.json()["member_count"] == 3
    gone = place.office.get(f"/api/organizations/{place.branch.id}").json()
    assert (gone["ended_on"], gone["member_count"], gone["positions"]) == ("2026-07-01", 0, [])
    assert [(e["change"], e["other"]["name"]) for e in gone["history"]] == [("merged_into", "Chi bộ thôn 10")]
    history = place.office.get(f"/api/members/{member.id}/history").json()["memberships"]
    assert [(m["branch"]["name"], m["from_on"], m["to_on"]) for m in history] == [
        ("Chi bộ thôn 10", "2026-07-01", None),
        ("Chi bộ thôn 2", "2005-05-19", "2026-07-01"),
    ]
    positions = place.office.get(f"/api/organizations/{place.branch.id}/positions").json()["items"]
    assert [p["to_on"] for p in positions] == ["2026-07-01"]
    assert signed_in(place.house, member=secretary).get("/api/members").status_code == 403


def test_a_merged_committee_hands_over_its_branches(place):
    assert merge(place, place.east, place.west).status_code == 200
    shown = place.office.get("/api/organizations", params={"below": str(place.west.id)}).json()["items"]
    assert {item["name"] for item in shown} == {"Đảng bộ xã Tây", "Chi bộ thôn 2", "Chi bộ thôn 10"}


def test_merges_that_cannot_be_change_nothing(place):
    late = a_member(place.house, of=place.branch, admitted_on=date(2026, 8, 1), official_on=None)
    assert refusal(merge(place, place.branch, place.branch)) == (409, "organizations.circle")
    assert refusal(merge(place, place.branch, place.west)) == (409, "organizations.kinds_differ")
    assert refusal(merge(place, place.province, place.west)) == (409, "organizations.top_stays")
    assert refusal(merge(place, place.branch, place.other, on="1960-01-01")) == (409, "organizations.date_not_possible")
    assert refusal(merge(place, place.branch, place.other)) == (409, "members.dates_impossible")
    shown = place.office.get(f"/api/organizations/{place.branch.id}").json()
    assert (shown["ended_on"], shown["member_count"], shown["version"]) == (None, 2, 1)
    assert place.office.get(f"/api/members/{late.id}").json()["branch"]["name"] == "Chi bộ thôn 2"


def test_a_split_takes_the_named_members_along(place):
    goes = a_member(place.house, of=place.branch)
    body = {"name": "Chi bộ thôn 3", "split_on": "2026-07-01", "member_ids": [str(goes.id)], "decision": "8-QĐ/ĐU"}
    answer = place.office.post(f"/api/organizations/{place.branch.id}/split", json=body)
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert (made["kind"], made["parent_id"], made["member_count"]) == ("branch", str(place.east.id), 1)
    assert [(e["change"], e["other"]["name"]) for e in made["history"]] == [("split_from", "Chi bộ thôn 2")]
    assert place.office.get(f"/api/organizations/{place.branch.id}").json()["member_count"] == 1


def test_a_split_takes_the_named_branches_along(place):
    goes, stays = a_branch(place.house, under=place.east), a_branch(place.house, under=place.east)
    body = {"name": "Đảng bộ xã Bắc", "split_on": "2026-07-01", "child_ids": [str(goes.id)]}
    made = place.office.post(f"/api/organizations/{place.east.id}/split", json=body).json()
    assert place.office.get(f"/api/organizations/{goes.id}").json()["parent_id"] == made["id"]
    assert place.office.get(f"/api/organizations/{stays.id}").json()["parent_id"] == str(place.east.id)


def test_a_split_refuses_whoever_is_not_inside(place):
    stranger = a_member(place.house, of=place.other)
    for body in ({"member_ids": [str(stranger.id)]}, {"child_ids": [str(place.other.id)]}):
        answer = place.office.post(
            f"/api/organizations/{place.branch.id}/split",
            json={"name": "Chi bộ thôn 3", "split_on": "2026-07-01", **body},
        )
        assert refusal(answer) == (409, "organizations.not_inside")
    assert len(place.office.get("/api/organizations").json()["items"]) == 5
