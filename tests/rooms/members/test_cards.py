import json

import pytest
from sqlmodel import select

from api.kit.actors import Role
from api.rooms.members.cards import CardKeys, masked
from api.rooms.members.models import Member, State
from tests.makers.members import a_member
from tests.makers.organizations import a_branch
from tests.makers.signin import an_account, signed_in
from tests.rooms.members.conftest import refusal
from tests.support.crowd import at_once
from tests.support.statements import statements

NEW = {"full_name": "Trần  Văn Đức", "birth_on": "1990-01-02", "sex": "male", "admitted_on": "2012-03-03"}


def names(answer):
    assert answer.status_code == 200, answer.text
    return [item["full_name"] for item in answer.json()["items"]]


def create(client, branch, **fields):
    return client.post("/api/members", json={**NEW, "branch_id": str(branch.id)} | fields)


def test_a_secretary_lists_the_own_branch_in_the_order_of_names(place):
    for name in ("Lê Thị Ánh", "Nguyễn Văn Ân", "Bùi An"):
        a_member(place.house, of=place.branch, full_name=name)
    a_member(place.house, of=place.other, full_name="Người Chi Bộ Khác")
    assert names(place.secretary_client.get("/api/members")) == [
        "Bùi An",
        "Lê Thị Ánh",
        "Nguyễn Văn Ân",
        "Lê Văn Hòa",
        "Trần Thị Thư",
    ]


def test_a_list_holds_nothing_sensitive(place):
    text = place.office.get("/api/members").text
    for secret in ("birth", "card", "phone", "email", "0912345678", place.member.card_tail):
        assert secret not in text


def test_pages_join_into_the_whole_list_without_gap_or_repeat(place):
    for n in range(7):
        a_member(place.house, of=place.branch, full_name=f"Nguyễn Văn {'ABCDEGH'[n]}n")
    found, cursor = [], None
    while True:
        page = place.office.get("/api/members", params={"limit": 3} | ({"cursor": cursor} if cursor else {})).json()
        found += [item["id"] for item in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert len(found) == len(set(found)) == 10


def test_names_are_found_by_part_without_diacritics(place):
    for q in ("hoa", "HÒA", "le van", "  văn   hòa"):
        assert names(place.office.get("/api/members", params={"q": q})) == ["Lê Văn Hòa"]
    assert names(place.office.get("/api/members", params={"q": "%"})) == []


def test_lists_are_narrowed_to_an_organisation_and_a_state(place):
    a_member(place.house, of=place.branch, full_name="Bùi Dự Bị", state=State.PROBATIONARY, official_on=None)
    a_member(place.house, of=place.branch, full_name="Bùi Đã Mất", state=State.DEAD)
    wanted = {"organization_id": str(place.branch.id)}
    assert names(place.office.get("/api/members", params=wanted)) == ["Bùi Dự Bị", "Lê Văn Hòa", "Trần Thị Thư"]
    assert names(place.office.get("/api/members", params={**wanted, "state": "probationary"})) == ["Bùi Dự Bị"]
    assert names(place.office.get("/api/members", params={**wanted, "state": "dead"})) == ["Bùi Đã Mất"]
    hidden = {"organization_id": str(a_branch(place.house).id)}
    assert refusal(place.office.get("/api/members", params=hidden)) == (404, "members.branch_not_found")
    assert refusal(place.office.get("/api/members", params={"state": "happy"})) == (422, "request.invalid")


def test_whoever_may_not_read_cards_gets_none(place):
    for client in (place.own, place.client_at(place.commune, Role.ADMINISTRATOR)):
        assert refusal(client.get("/api/members")) == (403, "not_allowed")
        assert refusal(client.get(f"/api/members/{place.secretary.id}"))[0] in {403, 404}


def test_a_list_takes_as_many_statements_for_many_as_for_few(place):
    with statements(place.house) as few:
        place.office.get("/api/members")
    for _ in range(15):
        a_member(place.house, of=a_branch(place.house, under=place.commune))
    with statements(place.house) as many:
        assert len(names(place.office.get("/api/members"))) == 18
    assert len(many) == len(few) <= 8


def test_a_card_shows_nine_fields_and_the_number_masked(place):
    card = place.card(place.member.id)
    assert card["card_number"] == masked(place.member.card_tail) == f"••••••••{place.member.card_tail}"
    assert (card["branch"]["name"], card["phone"], card["state"]) == ("Chi bộ thôn 1", "0912345678", "official")
    assert card["party_age_years"] == 21
    assert card["next_badge"] == {"years": 30, "reached_on": "2035-05-19", "round_on": "2035-05-19"}


def test_every_look_at_somebody_elses_card_is_written_down_and_shown_to_him(place):
    place.secretary_client.get(f"/api/members/{place.member.id}")
    place.office.get(f"/api/members/{place.member.id}/history")
    place.own.get(f"/api/members/{place.member.id}")
    place.own.get("/api/members/me")
    views = place.own.get("/api/members/me/views").json()["items"]
    assert [(view["role"], view["organization"]["name"]) for view in views] == [
        ("office_staff", "Đảng bộ xã Đông"),
        ("secretary", "Chi bộ thôn 1"),
    ]


def test_what_is_out_of_sight_does_not_exist(place):
    stranger = a_member(place.house, of=a_branch(place.house))
    elsewhere = a_member(place.house, of=place.other)
    for client, member in ((place.office, stranger), (place.secretary_client, elsewhere)):
        address = f"/api/members/{member.id}"
        step = {"state": "official", "from_on": "2026-01-01"}
        for answer in (
            client.get(address),
            client.get(f"{address}/history"),
            client.patch(address, json={"phone": None}, headers={"If-Match": '"1"'}),
            client.post(f"{address}/states", json=step),
            client.post("/api/members/merge", json={"keep_id": str(place.member.id), "drop_id": str(member.id)}),
        ):
            assert refusal(answer) == (404, "members.not_found")


def test_a_created_card_is_tidied_sealed_and_has_a_history(place):
    answer = create(place.secretary_client, place.branch, card_number="038090001234", phone="+84 912.345.679")
    assert answer.status_code == 201, answer.text
    card = answer.json()
    assert (card["full_name"], card["phone"], card["state"]) == ("Trần Văn Đức", "0912345679", "probationary")
    assert card["card_number"] == "••••••••1234"
    with place.house.database.reading() as session:
        row = session.exec(select(Member).where(Member.full_name == "Trần Văn Đức")).one()
        assert b"038090001234" not in (row.card_sealed or b"")
        assert "038090001234" not in json.dumps(row.model_dump(exclude={"card_sealed"}), default=str)
        assert CardKeys.of(place.house.settings).open(row.card_sealed or b"") == "038090001234"
    history = place.office.get(f"/api/members/{card['id']}/history").json()
    assert [(s["state"], s["from_on"], s["to_on"]) for s in history["states"]] == [("probationary", "2012-03-03", None)]
    assert history["memberships"][0]["branch"]["name"] == "Chi bộ thôn 1"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"full_name": "=HYPERLINK(1)"}, (422, "request.invalid")),
        ({"full_name": "A"}, (422, "request.invalid")),
        ({"full_name": "N" * 121}, (422, "request.invalid")),
        ({"card_number": "12345678"}, (422, "request.invalid")),
        ({"card_number": "٠٣٨٠٩٠٠٠١٢٣٤"}, (422, "request.invalid")),
        ({"phone": "113"}, (422, "request.invalid")),
        ({"email": "không phải"}, (422, "request.invalid")),
        ({"email": "an@vi..du"}, (422, "request.invalid")),
        ({"sex": "other"}, (422, "request.invalid")),
        ({"dossier": "…"}, (422, "request.invalid")),
        ({"birth_on": "2012-03-04"}, (409, "members.dates_impossible")),
        ({"birth_on": "1880-01-01"}, (409, "members.dates_impossible")),
        ({"admitted_on": "2999-03-03"}, (409, "members.dates_impossible")),
        ({"official_on": "2011-03-03"}, (409, "members.dates_impossible")),
        ({"joined_on": "2011-03-03"}, (409, "members.dates_impossible")),
    ],
)
def test_a_card_that_cannot_be_is_refused(place, fields, expected):
    assert refusal(create(place.office, place.branch, **fields)) == expected


def test_members_belong_to_branches_the_actor_keeps(place):
    assert refusal(create(place.office, place.commune)) == (409, "members.not_a_branch")
    assert refusal(create(place.office, a_branch(place.house))) == (404, "members.branch_not_found")
    assert refusal(create(place.secretary_client, place.other)) == (404, "members.branch_not_found")
    assert refusal(create(place.own, place.branch)) == (403, "not_allowed")


def test_a_card_number_belongs_to_one_member(place):
    assert create(place.office, place.branch, card_number="038090001234").status_code == 201
    again = create(place.office, place.other, full_name="Người Khác", card_number="038090001234")
    assert refusal(again) == (409, "members.card_taken")
    assert names(place.office.get("/api/members", params={"q": "nguoi khac"})) == []


def test_an_edit_needs_the_version_it_was_made_on(place):
    address = f"/api/members/{place.member.id}"
    version = place.office.get(address).headers["ETag"]
    assert refusal(place.office.patch(address, json={"phone": None})) == (428, "request.version_missing")
    edit = {"phone": None, "full_name": "Lê Văn Hoà"}
    answer = place.office.patch(address, json=edit, headers={"If-Match": version})
    assert (answer.status_code, answer.json()["phone"], answer.headers["ETag"]) == (200, None, '"2"')
    stale = place.office.patch(address, json={"phone": "0912345670"}, headers={"If-Match": version})
    assert refusal(stale) == (412, "request.changed_meanwhile")
    late = place.office.patch(address, json={"official_on": "2001-01-01"}, headers={"If-Match": '"2"'})
    assert refusal(late) == (409, "members.dates_impossible")


def test_of_edits_made_on_one_version_at_once_one_is_kept(place):
    address = f"/api/members/{place.member.id}"
    edits = [("PATCH", address, {"phone": f"091234567{n}"}) for n in range(4)]
    answers = at_once(place.house, *edits, cookies=place.office.cookies, headers={"If-Match": '"1"'})
    assert sorted(answer.status_code for answer in answers) == [200, 412, 412, 412]


def test_an_account_that_is_no_members_has_no_card(place):
    desk = signed_in(place.house, account=an_account(place.house, display_name="Quầy đón tiếp"))
    for path in ("me", "me/history", "me/views", "me/export.json", "me/export.pdf", "me/requests"):
        assert refusal(desk.get(f"/api/members/{path}")) == (404, "members.no_card")
