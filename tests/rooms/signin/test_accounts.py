"""Accounts that are no member's, and closing accounts."""

from uuid import uuid4

import pytest

from api.kit.actors import Role
from tests.makers.members import a_member
from tests.makers.organizations import a_branch, a_committee, a_position, a_province
from tests.makers.signin import a_code, an_account, signed_in

ACCOUNTS = "/api/signin/accounts"
PASSWORD = "hoa ban nở trắng rừng"


@pytest.fixture
def committee(house):
    return a_committee(house, under=a_province(house))


@pytest.fixture
def own(house, committee):
    account = an_account(house, display_name="Kỹ thuật viên", at=committee)
    a_position(house, at=committee, role=Role.ADMINISTRATOR, account_id=account.id)
    return account


@pytest.fixture
def admin(house, own):
    return signed_in(house, account=own)


@pytest.fixture
def account(house, committee):
    member = a_member(house, of=a_branch(house, under=committee), full_name="Lò Thị An")
    return an_account(house, member=member, password=PASSWORD)


def outcome(answer):
    return answer.status_code, answer.json().get("code")


def test_an_administrator_makes_an_account_for_a_reception_desk(house, admin, committee):
    body = {"display_name": "  Bàn đón  tiếp 1 ", "organization_id": str(committee.id)}
    answer = admin.post(ACCOUNTS, json=body)
    assert answer.status_code == 201
    made = answer.json()
    assert (made["display_name"], made["state"], made["member_id"]) == ("Bàn đón tiếp 1", "invited", None)
    card = admin.post("/api/signin/codes", json={"account_ids": [made["id"]]}).json()["codes"][0]
    phone = house.client()
    phone.post("/api/signin/activations", json={"code": card["code"], "device": {}, "password": PASSWORD})
    assert phone.get("/api/signin/session").json()["display_name"] == "Bàn đón tiếp 1"


def test_a_login_can_be_chosen_once(admin, committee):
    body = {"display_name": "Bàn đón tiếp", "organization_id": str(committee.id), "login": "don.tiep"}
    assert admin.post(ACCOUNTS, json=body).json()["login"] == "don.tiep"
    assert outcome(admin.post(ACCOUNTS, json=body)) == (409, "signin.login_taken")


@pytest.mark.parametrize("login", ["a", "Đón", "-a-", "a b", "x" * 61])
def test_a_login_has_a_form(admin, committee, login):
    body = {"display_name": "Bàn đón tiếp", "organization_id": str(committee.id), "login": login}
    assert admin.post(ACCOUNTS, json=body).status_code == 422


def test_closing_takes_everything_away_and_opening_again_asks_for_a_new_code(house, admin, account):
    phone = house.client()
    body = {"login": account.login, "password": PASSWORD}
    phone.post("/api/signin/sessions", json=body)
    code = a_code(house, account=account)
    closed = admin.post(f"{ACCOUNTS}/{account.id}/close")
    assert (closed.status_code, closed.json()["state"]) == (200, "closed")
    assert admin.post(f"{ACCOUNTS}/{account.id}/close").json() == closed.json()
    assert phone.get("/api/signin/session").status_code == 401
    assert house.client().post("/api/signin/sessions", json=body).status_code == 401
    check = {"code": code}
    assert outcome(house.client().post("/api/signin/activations/check", json=check)) == (409, "signin.code_replaced")

    opened = admin.post(f"{ACCOUNTS}/{account.id}/reopen").json()
    assert (opened["state"], opened["closed_at"]) == ("invited", None)
    assert admin.post(f"{ACCOUNTS}/{account.id}/reopen").json() == opened
    assert house.client().post("/api/signin/sessions", json=body).status_code == 401
    activation = {"code": a_code(house, account=account), "device": {}, "password": PASSWORD}
    assert house.client().post("/api/signin/activations", json=activation).status_code == 201


def test_nobody_closes_his_own_account(admin, own):
    assert outcome(admin.post(f"{ACCOUNTS}/{own.id}/close")) == (409, "signin.own_account")


def test_the_list_holds_what_is_below_and_nothing_else(house, admin, own, account):
    elsewhere = an_account(house, member=a_member(house, of=a_branch(house)))
    an_account(house, display_name="Không thuộc đâu")
    listed = admin.get(ACCOUNTS).json()["items"]
    assert {one["id"] for one in listed} == {str(own.id), str(account.id)}
    assert outcome(admin.post(f"{ACCOUNTS}/{elsewhere.id}/close")) == (404, "signin.account_not_found")
    assert outcome(admin.post(f"{ACCOUNTS}/{uuid4()}/reopen")) == (404, "signin.account_not_found")


def test_the_list_is_searched_by_name_and_login_and_filtered_by_state(admin, account):
    assert [one["display_name"] for one in admin.get(ACCOUNTS, params={"q": "lo thi"}).json()["items"]] == ["Lò Thị An"]
    assert [one["login"] for one in admin.get(ACCOUNTS, params={"q": account.login}).json()["items"]] == [account.login]
    assert admin.get(ACCOUNTS, params={"q": "%"}).json()["items"] == []
    assert admin.get(ACCOUNTS, params={"state": "closed"}).json()["items"] == []


@pytest.mark.usefixtures("account")
def test_the_list_comes_a_page_at_a_time(admin):
    first = admin.get(ACCOUNTS, params={"limit": 1}).json()
    second = admin.get(ACCOUNTS, params={"limit": 1, "cursor": first["next_cursor"]}).json()
    assert first["items"][0]["login"] < second["items"][0]["login"]
    assert second["next_cursor"] is None


def test_other_offices_manage_no_accounts(house, committee, account):
    member = a_member(house, of=a_branch(house, under=committee))
    a_position(house, at=committee, role=Role.OFFICE_STAFF, member=member)
    officer = signed_in(house, member=member)
    refused = (403, "not_allowed")
    assert outcome(officer.get(ACCOUNTS)) == refused
    assert outcome(officer.post(f"{ACCOUNTS}/{account.id}/close")) == refused
    body = {"display_name": "Bàn đón tiếp", "organization_id": str(committee.id)}
    assert outcome(officer.post(ACCOUNTS, json=body)) == refused


def test_an_account_is_made_where_the_administrator_sees(house, admin):
    body = {"display_name": "Bàn đón tiếp", "organization_id": str(a_branch(house).id)}
    assert outcome(admin.post(ACCOUNTS, json=body)) == (404, "signin.organization_unknown")
