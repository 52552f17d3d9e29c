"""Two people at the same row at the same moment."""

from tests.makers.organizations import a_committee
from tests.support.crowd import at_once


def test_of_edits_made_on_one_version_one_is_kept_and_the_others_are_told(place):
    address = f"/api/organizations/{place.branch.id}"
    edits = [("PATCH", address, {"name": f"Chi bộ số {n}"}) for n in range(4)]
    answers = at_once(place.house, *edits, cookies=place.office.cookies, headers={"If-Match": '"1"'})
    assert sorted(answer.status_code for answer in answers) == [200, 412, 412, 412]
    kept = next(answer.json()["name"] for answer in answers if answer.status_code == 200)
    assert place.office.get(address).json()["name"] == kept


def test_changes_of_structure_at_once_leave_a_tree(place):
    upper = a_committee(place.house, under=place.province, kind="upper_committee", name="Đảng bộ A")
    other = a_committee(place.house, under=place.province, kind="upper_committee", name="Đảng bộ B")
    lower = a_committee(place.house, under=upper, name="Đảng bộ C")
    answers = at_once(
        place.house,
        ("POST", f"/api/organizations/{lower.id}/move", {"parent_id": str(other.id), "moved_on": "2026-01-01"}),
        ("POST", f"/api/organizations/{upper.id}/merge", {"into_id": str(other.id), "merged_on": "2026-01-01"}),
        ("POST", f"/api/organizations/{other.id}/merge", {"into_id": str(upper.id), "merged_on": "2026-01-01"}),
        cookies=place.office.cookies,
    )
    assert sorted(answer.status_code for answer in answers[1:]) == [200, 409]
    shown = place.office.get("/api/organizations").json()["items"]
    parents = {item["id"]: item["parent_id"] for item in shown}
    for start in parents:
        seen = set()
        above = start
        while above is not None:
            assert above not in seen
            seen.add(above)
            above = parents[above]


def test_two_organisations_founded_at_once_with_one_code_are_one(place):
    body = {
        "kind": "branch",
        "name": "Chi bộ mới",
        "code": "38.168.053.000.099",
        "parent_id": str(place.east.id),
        "founded_on": "2026-01-01",
    }
    answers = at_once(place.house, *[("POST", "/api/organizations", body)] * 3, cookies=place.office.cookies)
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409]
