from datetime import timedelta

import pytest
from sqlmodel import select

from api.kit import clock
from api.kit.outbox import OutboxEntry
from api.rooms.members.models import State
from api.rooms.members.service import branch_of
from tests.makers.members import a_member
from tests.makers.signin import signed_in
from tests.rooms.members.conftest import refusal


def set_state(place, state, on="2026-03-01", **more):
    address = f"/api/members/{place.member.id}/states"
    return place.secretary_client.post(address, json={"state": state, "from_on": on} | more)


def history(place):
    return place.office.get(f"/api/members/{place.member.id}/history").json()


def test_a_probationary_member_becomes_official_on_the_day_of_the_decision(place):
    member = a_member(place.house, of=place.branch, state=State.PROBATIONARY, official_on=None)
    body = {"state": "official", "from_on": "2026-03-01", "decision": "21-QĐ/ĐU"}
    card = place.secretary_client.post(f"/api/members/{member.id}/states", json=body).json()
    assert (card["state"], card["official_on"], card["state_from_on"]) == ("official", "2026-03-01", "2026-03-01")


def test_states_follow_each_other_without_gap(place):
    assert set_state(place, "suspended", reason="Đang kiểm tra", decision="5-QĐ/UBKT").status_code == 200
    assert set_state(place, "official", on="2026-05-01").status_code == 200
    assert [(s["state"], s["from_on"], s["to_on"]) for s in history(place)["states"]] == [
        ("official", "2026-05-01", None),
        ("suspended", "2026-03-01", "2026-05-01"),
        ("official", "2005-05-19", "2026-03-01"),
    ]


def test_saying_the_present_state_again_changes_nothing(place):
    version = place.card(place.member.id)["version"]
    assert set_state(place, "official").json()["version"] == version
    assert len(history(place)["states"]) == 1


@pytest.mark.parametrize("state", ["transferred", "merged", "exempt"])
def test_states_with_a_way_of_their_own_are_not_set_by_hand(place, state):
    assert refusal(set_state(place, state)) == (409, "members.state_not_settable")


def test_states_are_not_set_for_tomorrow_nor_before_the_present_one(place):
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    assert refusal(set_state(place, "suspended", on=tomorrow)) == (409, "members.dates_impossible")
    assert refusal(set_state(place, "suspended", on="2001-01-01")) == (409, "members.dates_impossible")
    assert place.card(place.member.id)["state"] == "official"


@pytest.mark.parametrize("state", ["removed", "expelled", "dead"])
def test_whoever_leaves_loses_the_branch_and_keeps_the_card(place, state):
    assert set_state(place, state, decision="9-QĐ/ĐU").status_code == 200
    with place.house.database.reading() as session:
        assert branch_of(session, place.member.id) is None
        kinds = session.exec(select(OutboxEntry.kind)).all()
    assert "members.left" in kinds
    assert history(place)["memberships"][0]["to_on"] == "2026-03-01"
    assert refusal(set_state(place, "official", on="2026-04-01")) == (409, "members.left")
    listed = place.office.get("/api/members").json()["items"]
    assert str(place.member.id) not in {item["id"] for item in listed}


def exempt(place, **more):
    body = {"kind": "health", "from_on": "2026-03-01", "reason": "Điều trị", "decision": "3-NQ/CB"} | more
    return place.secretary_client.post(f"/api/members/{place.member.id}/exemptions", json=body)


def test_an_exemption_lasts_until_the_branch_says_otherwise(place):
    card = exempt(place, kind="treatment", expected_until_on="2026-06-01").json()
    assert card["state"] == "exempt"
    assert card["exemption"] | {"id": ""} == {
        "id": "",
        "kind": "treatment",
        "reason": "Điều trị",
        "decision": "3-NQ/CB",
        "from_on": "2026-03-01",
        "expected_until_on": "2026-06-01",
        "to_on": None,
    }
    back = set_state(place, "official", on="2026-06-15").json()
    assert (back["state"], back["exemption"]) == ("official", None)
    assert [(e["kind"], e["to_on"]) for e in history(place)["exemptions"]] == [("treatment", "2026-06-15")]


def test_exemptions_that_cannot_be_are_refused(place):
    backwards = exempt(place, expected_until_on="2026-03-01")
    assert refusal(backwards) == (409, "members.dates_impossible")
    assert refusal(exempt(place, kind="laziness")) == (422, "request.invalid")
    assert exempt(place).status_code == 200
    assert refusal(exempt(place)) == (409, "members.state_not_settable")


def test_members_do_not_set_their_own_state(place):
    body = {"state": "suspended", "from_on": "2026-03-01"}
    answer = place.own.post(f"/api/members/{place.member.id}/states", json=body)
    assert refusal(answer) == (403, "not_allowed")


def transfer(place, client=None, **more):
    body = {"to_branch_id": str(place.other.id), "decided_on": "2026-02-10", "decision": "4-QĐ/ĐU"} | more
    return (client or place.office).post(f"/api/members/{place.member.id}/transfer", json=body)


def step(place, transfer_id, name, on, client=None):
    return (client or place.office).post(f"/api/members/transfers/{transfer_id}/{name}", json={"on": on})


def test_a_transfer_runs_through_its_steps_with_terms_in_working_days(place):
    started = transfer(place)
    assert started.status_code == 201, started.text
    assert (started.json()["state"], started.json()["introduce_by"]) == ("started", "2026-05-15")
    assert started.json()["overdue"] is True
    introduced = step(place, started.json()["id"], "introduce", "2026-02-23").json()
    assert (introduced["present_by"], introduced["overdue"]) == ("2026-04-06", True)
    arrived = step(place, started.json()["id"], "arrive", "2026-03-20").json()
    assert (arrived["state"], arrived["overdue"], arrived["member"]["branch"]["name"]) == (
        "arrived",
        False,
        "Chi bộ thôn 2",
    )
    assert [(m["branch"]["name"], m["from_on"]) for m in history(place)["memberships"]] == [
        ("Chi bộ thôn 2", "2026-03-20"),
        ("Chi bộ thôn 1", "2005-05-19"),
    ]
    assert place.secretary_client.get(f"/api/members/{place.member.id}").status_code == 404
    assert place.office.get("/api/members/transfers").json()["items"] == []


def test_steps_come_in_order_once_and_not_before_the_last(place):
    number = transfer(place).json()["id"]
    assert refusal(transfer(place)) == (409, "members.transfer_open")
    assert refusal(step(place, number, "arrive", "2026-03-01")) == (409, "members.transfer_step_wrong")
    assert refusal(step(place, number, "introduce", "2026-02-09")) == (409, "members.dates_impossible")
    assert step(place, number, "introduce", "2026-02-11").status_code == 200
    assert refusal(step(place, number, "introduce", "2026-02-11")) == (409, "members.transfer_step_wrong")
    assert [t["state"] for t in place.office.get("/api/members/transfers").json()["items"]] == ["introduced"]
    assert step(place, number, "cancel", "2026-02-12").status_code == 200
    assert place.card(place.member.id)["branch"]["name"] == "Chi bộ thôn 1"


def test_a_branch_outside_the_house_is_named_in_words_and_the_card_comes_to_life_on_return(place):
    number = "038090001234"
    address = f"/api/members/{place.member.id}"
    place.office.patch(address, json={"card_number": number}, headers={"If-Match": '"1"'})
    away = transfer(place, to_branch_id=None, to_place="Chi bộ 3, Đảng bộ phường Mới, tỉnh khác").json()
    step(place, away["id"], "introduce", "2026-02-11")
    assert step(place, away["id"], "arrive", "2026-03-01").json()["member"]["state"] == "transferred"
    back = {
        "full_name": "Lê Văn Hòa",
        "birth_on": "1980-03-14",
        "sex": "male",
        "admitted_on": "2005-05-19",
        "official_on": "2006-05-19",
        "card_number": number,
        "branch_id": str(place.other.id),
        "joined_on": "2026-09-01",
    }
    card = place.office.post("/api/members", json=back).json()
    assert (card["id"], card["state"], card["branch"]["name"]) == (str(place.member.id), "official", "Chi bộ thôn 2")
    assert [(s["state"], s["from_on"], s["to_on"]) for s in history(place)["states"]] == [
        ("official", "2026-09-01", None),
        ("transferred", "2026-03-01", "2026-09-01"),
        ("official", "2005-05-19", "2026-03-01"),
    ]


def test_a_temporary_transfer_keeps_the_home_branch(place):
    number = transfer(place, kind="temporary", to_branch_id=None, to_place="Chi bộ lớp cao cấp lý luận").json()["id"]
    step(place, number, "introduce", "2026-02-11")
    step(place, number, "arrive", "2026-03-01")
    card = place.card(place.member.id)
    assert (card["state"], card["branch"]["name"]) == ("temporary_away", "Chi bộ thôn 1")


def test_the_new_branch_decides_about_the_arrival_and_strangers_about_nothing(place):
    number = transfer(place).json()["id"]
    assert step(place, number, "introduce", "2026-02-11", place.secretary_client).status_code == 200
    assert refusal(step(place, number, "arrive", "2026-03-01", place.secretary_client)) == (403, "not_allowed")
    stranger = signed_in(place.house, member=a_member(place.house, of=place.other))
    assert refusal(step(place, number, "arrive", "2026-03-01", stranger)) == (403, "not_allowed")
    assert refusal(transfer(place, place.own)) == (403, "not_allowed")


def test_transfers_that_cannot_be_are_refused(place):
    hidden = "01890000-0000-7000-8000-000000000000"
    assert refusal(transfer(place, to_place="Cả hai")) == (422, "request.invalid")
    assert refusal(transfer(place, to_branch_id=hidden)) == (404, "members.branch_not_found")
    assert refusal(transfer(place, to_branch_id=str(place.branch.id))) == (409, "members.not_a_branch")
    assert refusal(transfer(place, to_branch_id=str(place.commune.id))) == (409, "members.not_a_branch")
    assert refusal(transfer(place, decided_on="2999-01-01")) == (409, "members.dates_impossible")
    assert transfer(place).status_code == 201
    assert refusal(set_state(place, "removed")) == (409, "members.transfer_open")
