"""Budgets of attempts: guessing is stopped, and nobody can shut somebody else out."""

import pytest
from sqlmodel import select

from api.kit.audit import AuditEntry
from tests.makers.signin import a_code, an_account, signed_in
from tests.support.authenticator import Authenticator

PASSWORD = "hoa ban nở trắng rừng"


@pytest.fixture(autouse=True)
def _cheap_hashes(monkeypatch):
    """Hundreds of attempts: the comparison itself is tested elsewhere."""
    from api.rooms.signin import passwords  # noqa: PLC0415 - only its slow part is replaced

    monkeypatch.setattr(passwords, "fits", lambda password, kept: kept is not None and password == PASSWORD)


@pytest.fixture
def account(house):
    return an_account(house, password=PASSWORD)


def sign_in(client, login, password="sai"):
    return client.post("/api/signin/sessions", json={"login": login, "password": password})


def shut_out_strangers(house, login):
    answers = [sign_in(house.client(), login) for _ in range(12)]
    assert [answer.status_code for answer in answers] == [401] * 11 + [429]
    return answers[-1]


@pytest.mark.parametrize("login", ["khong.co.ai", None])
def test_guesses_are_stopped_whether_the_login_exists_or_not(house, account, login):
    refused = shut_out_strangers(house, login or account.login)
    assert refused.json()["code"] == "signin.too_many_attempts"
    assert 0 < refused.json()["params"]["seconds"] <= 900
    assert refused.headers["Retry-After"] == str(refused.json()["params"]["seconds"])


def test_the_right_password_is_no_way_round_a_spent_budget(house, account):
    shut_out_strangers(house, account.login)
    assert sign_in(house.client(), account.login, PASSWORD).status_code == 429


def test_the_owner_on_a_known_device_is_not_shut_out_by_strangers(house, account):
    phone = house.client()
    sign_in(phone, account.login, PASSWORD)
    phone.delete("/api/signin/session")
    shut_out_strangers(house, account.login)
    assert sign_in(phone, account.login, PASSWORD).status_code == 201


def test_the_owner_on_a_new_device_gets_in_by_a_recovery_code(house, account):
    shut_out_strangers(house, account.login)
    body = {"code": a_code(house, account=account), "device": {}, "password": "mùa xuân đến sớm"}
    assert house.client().post("/api/signin/activations", json=body).status_code == 201


def test_the_owner_on_a_new_device_gets_in_by_passkey(house, account):
    phone, authenticator = signed_in(house, account=account), Authenticator()
    options = phone.post("/api/signin/passkeys/creation-options").json()["options"]
    phone.post("/api/signin/passkeys", json={"credential": authenticator.make(options), "label": "Điện thoại"})
    shut_out_strangers(house, account.login)
    other = house.client()
    options = other.post("/api/signin/passkeys/options").json()["options"]
    answer = other.post("/api/signin/sessions/passkey", json={"credential": authenticator.show(options)})
    assert answer.status_code == 201


def test_somebody_elses_device_cookie_is_worth_nothing(house, account):
    stranger = signed_in(house, account=an_account(house, display_name="Người lạ"))
    answers = [sign_in(stranger, account.login).status_code for _ in range(12)]
    assert answers[-1] == 429


def test_a_known_device_has_a_budget_too(house, account):
    phone = house.client()
    sign_in(phone, account.login, PASSWORD)
    assert [sign_in(phone, account.login).status_code for _ in range(11)] == [401] * 10 + [429]


def test_a_budget_is_full_again_after_its_window(house, account, later):
    shut_out_strangers(house, account.login)
    later(minutes=15, seconds=1)
    assert sign_in(house.client(), account.login, PASSWORD).status_code == 201


def test_signing_in_costs_nothing(house, account):
    assert {sign_in(house.client(), account.login, PASSWORD).status_code for _ in range(20)} == {201}


def test_one_address_cannot_try_everybody(house):
    answers = [sign_in(house.client(), f"ten.so.{n}").status_code for n in range(201)]
    assert answers == [401] * 200 + [429]


def test_codes_are_not_guessed_and_right_ones_cost_nothing(house):
    code = a_code(house, account=an_account(house))

    def check(typed):
        return house.client().post("/api/signin/activations/check", json={"code": typed}).status_code

    assert {check(code) for _ in range(5)} == {200}
    assert [check(f"{n:012}") for n in range(301)] == [404] * 300 + [429]
    assert check(code) == 429


def test_typing_the_present_password_wrongly_is_limited(house, account):
    phone = signed_in(house, account=account)
    body = {"current_password": "sai", "new_password": "mùa xuân đến sớm"}
    assert [phone.put("/api/signin/password", json=body).status_code for _ in range(11)] == [409] * 10 + [429]


def test_a_spent_budget_is_in_the_audit_once(house, account):
    shut_out_strangers(house, account.login)
    sign_in(house.client(), account.login)
    with house.database.reading() as session:
        entries = session.exec(select(AuditEntry).where(AuditEntry.action == "signin.budget_spent")).all()
    assert [(entry.subject_id, entry.details) for entry in entries] == [(account.id, {"budget": "ACCOUNT_PASSWORD"})]
