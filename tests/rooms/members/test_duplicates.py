from datetime import date

from api.kit.actors import Role
from api.rooms.members.models import Member, State
from api.rooms.organizations.service import grants_of
from tests.makers.members import a_member
from tests.makers.organizations import a_branch, a_position
from tests.rooms.members.conftest import refusal


def without_card(house, **fields):
    made = a_member(house, **fields)
    with house.database.writing() as session:
        row = session.get_one(Member, made.id)
        row.card_hash = row.card_sealed = row.card_tail = None
    return made


def merge(place, keep, drop, client=None):
    body = {"keep_id": str(keep.id), "drop_id": str(drop.id)}
    return (client or place.office).post("/api/members/merge", json=body)


def pairs(client):
    answer = client.get("/api/members/duplicates")
    assert answer.status_code == 200, answer.text
    return [{item["first"]["id"], item["second"]["id"]} for item in answer.json()["items"]]


def test_cards_of_one_name_and_birth_date_are_shown_unless_both_have_numbers(place):
    twin = without_card(place.house, of=place.other, full_name="Lê Văn Hoà")
    a_member(place.house, of=place.other, full_name="Lê Văn Hòa")
    without_card(place.house, of=place.other, full_name="Lê Văn Hòa", birth_on=date(1981, 3, 14))
    without_card(place.house, of=a_branch(place.house), full_name="Lê Văn Hòa")
    found = pairs(place.office)
    assert {str(place.member.id), str(twin.id)} in found
    assert len(found) == 2
    assert pairs(place.secretary_client) == []
    assert refusal(place.own.get("/api/members/duplicates")) == (403, "not_allowed")


def test_two_people_of_one_name_and_birth_date_are_told_apart_and_that_can_be_taken_back(place):
    twin = without_card(place.house, of=place.other, full_name="Lê Văn Hòa")
    pair = {str(place.member.id), str(twin.id)}
    said = {"first_id": str(place.member.id), "second_id": str(twin.id), "two_people": True}
    for _ in range(2):
        assert place.office.put("/api/members/duplicates", json=said).status_code == 204
    assert pair not in pairs(place.office)
    turned = {"first_id": str(twin.id), "second_id": str(place.member.id), "two_people": False}
    assert place.office.put("/api/members/duplicates", json=turned).status_code == 204
    assert pair in pairs(place.office)
    assert refusal(place.secretary_client.put("/api/members/duplicates", json=said))[0] in {403, 404}
    alone = said | {"second_id": str(place.member.id)}
    assert refusal(place.office.put("/api/members/duplicates", json=alone)) == (409, "members.not_duplicates")


def test_after_a_merge_one_card_stands_for_both(place):
    drop = without_card(place.house, of=place.other, full_name="Lê Văn Hòa", email="hoa@example.vn", phone="0987654321")
    a_position(place.house, at=place.other, role=Role.DEPUTY, member=drop)
    before = place.card(place.member.id)
    answer = merge(place, place.member, drop)
    assert answer.status_code == 200, answer.text
    kept = answer.json()
    assert (kept["email"], kept["phone"]) == ("hoa@example.vn", "0912345678")
    assert (kept["card_number"], kept["version"]) == (before["card_number"], before["version"] + 1)
    assert place.office.get(f"/api/members/{drop.id}").status_code == 404
    with place.house.database.reading() as session:
        assert [grant.role for grant in grants_of(session, place.member.id, None)] == [Role.DEPUTY]
        assert grants_of(session, drop.id, None) == ()
        gone = session.get_one(Member, drop.id)
        assert (gone.state, gone.merged_into_id) == (State.MERGED, place.member.id)


def test_the_card_number_follows_to_the_card_that_stays(place):
    keep = without_card(place.house, of=place.branch, full_name="Lê Văn Hòa")
    assert merge(place, keep, place.member).json()["card_number"] == f"••••••••{place.member.card_tail}"
    last = without_card(place.house, of=place.branch, full_name="Lê Văn Hòa")
    assert merge(place, last, keep).status_code == 200
    with place.house.database.reading() as session:
        assert session.get_one(Member, place.member.id).merged_into_id == last.id


def test_requests_and_transfers_of_the_dropped_card_are_settled(place):
    keep = without_card(place.house, of=place.branch, full_name="Lê Văn Hòa")
    asked = {"id": "01890000-0000-7000-8000-000000000001", "kind": "copy"}
    place.own.post("/api/members/me/requests", json=asked)
    away = {"to_branch_id": str(place.other.id), "decided_on": "2026-02-10"}
    place.office.post(f"/api/members/{place.member.id}/transfer", json=away)
    assert merge(place, keep, place.member).status_code == 200
    assert place.office.get("/api/members/transfers").json()["items"] == []
    assert [r["member"]["id"] for r in place.office.get("/api/members/requests").json()["items"]] == [str(keep.id)]


def test_merges_of_two_people_are_refused(place):
    other = a_member(place.house, of=place.branch, full_name="Lê Văn Hòa")
    assert refusal(merge(place, place.member, other)) == (409, "members.not_duplicates")
    assert refusal(merge(place, place.member, place.member)) == (409, "members.not_duplicates")
    gone = without_card(place.house, of=place.branch, state=State.DEAD)
    assert refusal(merge(place, place.member, gone)) == (409, "members.left")
    assert refusal(merge(place, place.member, place.secretary, place.own)) == (403, "not_allowed")
