from datetime import date

from api.kit.actors import Role
from api.rooms.members.models import State
from tests.makers.members import a_member
from tests.makers.organizations import a_branch, a_committee, a_province
from tests.makers.signin import signed_in
from tests.support.statements import statements


def names(answer):
    assert answer.status_code == 200, answer.text
    return [item["name"] for item in answer.json()["items"]]


def test_an_officer_sees_the_tree_parents_first_and_numbers_in_their_order(place):
    a_branch(place.house, under=place.east, name="Chi bộ thôn 10")
    assert names(place.office.get("/api/organizations")) == [
        "Đảng bộ tỉnh Thanh Bình",
        "Đảng bộ xã Đông",
        "Đảng bộ xã Tây",
        "Chi bộ thôn 2",
        "Chi bộ thôn 10",
        "Chi bộ thôn 10",
    ]


def test_a_committee_sees_what_is_below_it_and_its_own_branch(place):
    client = place.client_at(place.west, Role.SECRETARY)
    assert set(names(client.get("/api/organizations"))) == {"Đảng bộ xã Tây", "Chi bộ thôn 10", "Chi bộ thôn 2"}


def test_a_member_sees_the_own_branch_only(place):
    client = signed_in(place.house, member=a_member(place.house, of=place.other))
    assert names(client.get("/api/organizations")) == ["Chi bộ thôn 10"]


def test_what_an_actor_does_not_see_does_not_exist(place):
    client = place.client_at(place.east, Role.OFFICE_STAFF)
    stranger = a_province(place.house, name="Đảng bộ tỉnh Khác")
    for organization in (place.west, place.other, stranger):
        address = f"/api/organizations/{organization.id}"
        for answer in (client.get(address), client.get(f"{address}/positions"), client.get(f"{address}/nonsense")):
            assert answer.status_code == 404
        assert client.get("/api/organizations", params={"below": str(organization.id)}).status_code == 404
        moved = client.post(f"{address}/move", json={"parent_id": str(place.east.id), "moved_on": "2026-01-01"})
        assert (moved.status_code, moved.json()["code"]) == (404, "organizations.not_found")


def test_counts_hold_the_members_of_everything_below(place):
    a_member(place.house, of=place.branch)
    a_member(place.house, of=place.other)
    a_member(place.house, of=place.other, state=State.TEMPORARY_HERE)
    a_member(place.house, of=place.other, state=State.EXPELLED)
    counts = {item["name"]: item["member_count"] for item in place.office.get("/api/organizations").json()["items"]}
    assert counts == {
        "Đảng bộ tỉnh Thanh Bình": 3,
        "Đảng bộ xã Đông": 2,
        "Đảng bộ xã Tây": 1,
        "Chi bộ thôn 2": 2,
        "Chi bộ thôn 10": 1,
    }


def test_names_are_found_without_diacritics_and_by_code(place):
    for q in ("xa dong", "XÃ ĐÔNG", "  xã   đông "):
        assert names(place.office.get("/api/organizations", params={"q": q})) == ["Đảng bộ xã Đông"]
    assert names(place.office.get("/api/organizations", params={"q": "38.168"})) == ["Chi bộ thôn 2"]
    assert names(place.office.get("/api/organizations", params={"q": "%"})) == []


def test_below_an_organisation_only_its_subtree_is_listed(place):
    answer = place.office.get("/api/organizations", params={"below": str(place.west.id)})
    assert names(answer) == ["Đảng bộ xã Tây", "Chi bộ thôn 10"]


def test_a_past_day_shows_the_tree_the_names_and_the_counts_of_that_day(place):
    move = {"parent_id": str(place.west.id), "moved_on": "2026-03-01"}
    assert place.office.post(f"/api/organizations/{place.branch.id}/move", json=move).status_code == 200
    edit = {"name": "Chi bộ thôn Hai", "changed_on": "2026-04-01"}
    version = place.office.get(f"/api/organizations/{place.branch.id}").headers["ETag"]
    place.office.patch(f"/api/organizations/{place.branch.id}", json=edit, headers={"If-Match": version})
    a_member(place.house, of=place.branch, admitted_on=date(2026, 5, 1), official_on=None, state=State.PROBATIONARY)

    def shown(on):
        items = place.office.get("/api/organizations", params={"on": on}).json()["items"]
        return next((i["name"], i["parent_id"], i["member_count"]) for i in items if i["id"] == str(place.branch.id))

    assert shown("2026-02-28") == ("Chi bộ thôn 2", str(place.east.id), 1)
    assert shown("2026-03-01") == ("Chi bộ thôn 2", str(place.west.id), 1)
    assert shown("2026-04-01") == ("Chi bộ thôn Hai", str(place.west.id), 1)
    assert shown("2026-05-01") == ("Chi bộ thôn Hai", str(place.west.id), 2)


def test_before_it_was_founded_an_organisation_is_not_shown(place):
    assert names(place.office.get("/api/organizations", params={"on": "1970-01-01"})) == []


def test_one_organisation_tells_its_place_who_holds_positions_and_its_history(place):
    shown = place.office.get(f"/api/organizations/{place.branch.id}").json()
    assert [above["name"] for above in shown["lineage"]] == ["Đảng bộ tỉnh Thanh Bình", "Đảng bộ xã Đông"]
    top = place.office.get(f"/api/organizations/{place.province.id}").json()
    assert [(p["role"], p["holder_name"]) for p in top["positions"]] == [("office_staff", "Trần Văn Chánh")]


def test_the_list_takes_as_many_statements_for_many_as_for_few(place):
    with statements(place.house) as few:
        place.office.get("/api/organizations")
    for _ in range(12):
        a_member(place.house, of=a_branch(place.house, under=a_committee(place.house, under=place.province)))
    with statements(place.house) as many:
        assert len(names(place.office.get("/api/organizations"))) == 29
    assert len(many) == len(few) <= 8
    with statements(place.house) as one:
        place.office.get(f"/api/organizations/{place.province.id}")
    assert len(one) <= 12


def test_the_catalogue_goes_from_the_top_down(place):
    kinds = place.office.get("/api/organizations/kinds").json()["items"]
    assert [kind["level"] for kind in kinds] == sorted(kind["level"] for kind in kinds)
    assert [kind["code"] for kind in kinds if kind["is_branch"]] == ["branch"]
