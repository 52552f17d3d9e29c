from datetime import date, timedelta

import pytest

from api.kit import clock
from api.kit.actors import Role
from api.rooms.members.models import State
from api.rooms.organizations.service import grants_of
from tests.makers.members import a_member
from tests.makers.organizations import a_position
from tests.makers.signin import an_account, signed_in


def refusal(answer):
    return answer.status_code, answer.json()["code"]


def give(client, organization, **body):
    given = {"role": "secretary", "title": "Bí thư chi bộ", "from_on": "2026-01-01"} | body
    return client.post(f"/api/organizations/{organization.id}/positions", json=given)


def grants(place, member):
    with place.house.database.reading() as session:
        return grants_of(session, member.id, None)


def test_a_given_position_allows_from_its_day_until_it_ends(place):
    member = a_member(place.house, of=place.branch, full_name="Lê Thị Hòa")
    answer = give(place.office, place.branch, member_id=str(member.id))
    assert answer.status_code == 201, answer.text
    assert answer.json()["holder_name"] == "Lê Thị Hòa"
    client = signed_in(place.house, member=member)
    assert client.get("/api/members").status_code == 200
    end = place.office.post(f"/api/positions/{answer.json()['id']}/end", json={"ended_on": clock.today().isoformat()})
    assert end.json()["to_on"] == clock.today().isoformat()
    assert client.get("/api/members").status_code == 403


def test_a_position_that_begins_tomorrow_allows_nothing_today(place):
    member = a_member(place.house, of=place.branch)
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    assert give(place.office, place.branch, member_id=str(member.id), from_on=tomorrow).status_code == 201
    assert grants(place, member) == ()


def test_ending_twice_on_one_day_is_ending_once(place):
    member = a_member(place.house, of=place.branch)
    position = give(place.office, place.branch, member_id=str(member.id)).json()["id"]
    address = f"/api/positions/{position}/end"
    assert refusal(place.office.post(address, json={"ended_on": "2025-12-31"})) == (409, "organizations.position_over")
    assert place.office.post(address, json={"ended_on": "2026-02-01"}).status_code == 200
    assert place.office.post(address, json={"ended_on": "2026-02-01"}).status_code == 200
    assert refusal(place.office.post(address, json={"ended_on": "2026-03-01"})) == (409, "organizations.position_over")


def test_positions_that_cannot_be_given_are_refused(place):
    member = a_member(place.house, of=place.branch)
    stranger = "01890000-0000-7000-8000-000000000000"
    assert refusal(give(place.office, place.branch)) == (422, "request.invalid")
    assert refusal(give(place.office, place.branch, member_id=stranger, account_id=stranger)) == (
        422,
        "request.invalid",
    )
    assert refusal(give(place.office, place.branch, member_id=stranger)) == (404, "organizations.holder_not_found")
    assert refusal(give(place.office, place.branch, account_id=stranger)) == (404, "organizations.holder_not_found")
    own = give(place.office, place.branch, member_id=str(place.officer.id))
    assert refusal(own) == (409, "organizations.own_position")
    assert give(place.office, place.branch, member_id=str(member.id)).status_code == 201
    twice = give(place.office, place.branch, member_id=str(member.id))
    assert refusal(twice) == (409, "organizations.position_held")


def test_an_officer_of_one_commune_neither_sees_nor_appoints_people_of_another(place):
    east = place.client_at(place.east, Role.OFFICE_STAFF)
    stranger = a_member(place.house, of=place.other)
    answer = give(east, place.branch, member_id=str(stranger.id))
    assert refusal(answer) == (404, "organizations.holder_not_found")
    held = a_position(place.house, at=place.other, member=stranger)
    ended = east.post(f"/api/positions/{held.id}/end", json={"ended_on": "2026-02-01"})
    assert refusal(ended) == (404, "organizations.position_not_found")


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR, Role.DATA_PROTECTION_OFFICER])
def test_an_office_cannot_make_somebody_more_powerful_than_itself(place, role):
    member = a_member(place.house, of=place.branch)
    answer = give(place.office, place.province, member_id=str(member.id), role=role)
    assert refusal(answer) == (403, "organizations.more_power_than_own")
    administrator = place.client_at(place.province, Role.ADMINISTRATOR)
    assert give(administrator, place.province, member_id=str(member.id), role=role).status_code == 201


def test_an_administrator_appoints_accounts_without_member_and_an_office_those_it_sees(place):
    account = an_account(place.house, display_name="Quầy đón tiếp số 1")
    desk = {"account_id": str(account.id), "role": "reception", "title": "Đón tiếp"}
    assert refusal(give(place.office, place.east, **desk)) == (404, "organizations.holder_not_found")
    administrator = place.client_at(place.province, Role.ADMINISTRATOR)
    made = give(administrator, place.east, **desk)
    assert (made.status_code, made.json()["holder_name"]) == (201, "Quầy đón tiếp số 1")
    assert give(place.office, place.west, **desk).status_code == 201


def test_whoever_has_left_holds_nothing(place):
    left = a_member(place.house, of=place.branch, state=State.EXPELLED)
    a_position(place.house, at=place.branch, member=left)
    assert grants(place, left) == ()


def test_positions_of_a_day_and_of_all_time(place):
    member = a_member(place.house, of=place.branch)
    a_position(place.house, at=place.branch, member=member, from_on=date(2020, 1, 1), to_on=date(2023, 1, 1))
    a_position(place.house, at=place.branch, member=member, from_on=date(2023, 1, 1), role=Role.DEPUTY)
    address = f"/api/organizations/{place.branch.id}/positions"
    ever = place.office.get(address).json()["items"]
    assert [p["role"] for p in ever] == ["deputy", "secretary"]
    then = place.office.get(address, params={"on": "2022-12-31"}).json()["items"]
    assert [p["role"] for p in then] == ["secretary"]
    page = place.office.get(address, params={"limit": 1}).json()
    rest = place.office.get(address, params={"limit": 1, "cursor": page["next_cursor"]}).json()
    assert [p["role"] for p in page["items"] + rest["items"]] == ["deputy", "secretary"]
