"""Passkeys, with an authenticator in software that can be made to misbehave."""

import dataclasses

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from sqlmodel import col, select

from api.kit.audit import AuditEntry
from api.rooms.signin.models import Challenge, Passkey
from tests.makers.signin import a_code, an_account, signed_in
from tests.support.authenticator import Authenticator
from tests.support.crowd import at_once

REFUSED = (409, "signin.passkey_refused")


@pytest.fixture
def account(house):
    return an_account(house, display_name="Lò Thị An")


@pytest.fixture
def phone(house, account):
    return signed_in(house, account=account)


def outcome(answer):
    return answer.status_code, answer.json().get("code")


def add(phone, authenticator):
    options = phone.post("/api/signin/passkeys/creation-options").json()["options"]
    body = {"credential": authenticator.make(options), "label": "Điện thoại của An"}
    return phone.post("/api/signin/passkeys", json=body)


def sign_in(client, authenticator):
    options = client.post("/api/signin/passkeys/options").json()["options"]
    return client.post("/api/signin/sessions/passkey", json={"credential": authenticator.show(options)})


@pytest.fixture
def authenticator(phone):
    made = Authenticator()
    assert add(phone, made).status_code == 201
    return made


def test_a_passkey_signs_in_without_a_login_and_is_both_factors(house, account, authenticator):
    other = house.client()
    answer = sign_in(other, authenticator)
    assert answer.status_code == 201
    assert answer.json()["account_id"] == str(account.id)
    with house.database.reading() as session:
        kept = session.exec(select(Passkey)).one()
    assert (kept.sign_count, kept.transports) == (1, ["internal"])
    assert kept.last_used_at is not None


def test_a_passkey_that_does_not_count_works_again_and_again(house, phone):
    synced = Authenticator(counts=False)
    add(phone, synced)
    assert [sign_in(house.client(), synced).status_code for _ in range(2)] == [201, 201]


@pytest.mark.usefixtures("authenticator")
def test_the_options_to_sign_in_give_nobody_away(house):
    options = house.client().post("/api/signin/passkeys/options").json()["options"]
    assert options["allowCredentials"] == []
    assert options["userVerification"] == "required"
    assert options["rpId"] == "localhost"


def test_a_counter_that_went_back_is_refused_and_noted(house, account, authenticator):
    copy = dataclasses.replace(authenticator)
    sign_in(house.client(), authenticator)
    assert outcome(sign_in(house.client(), copy)) == REFUSED
    with house.database.reading() as session:
        found = session.exec(select(AuditEntry).where(AuditEntry.action == "signin.passkey_count_went_back")).one()
    assert found.subject_id == account.id


@pytest.mark.parametrize(
    "change",
    [
        {"origin": "https://so-tay.example"},
        {"verifies": False},
        {"key": ec.generate_private_key(ec.SECP256R1())},
        {"credential_id": b"unknown"},
        {"user_handle": b"somebody else"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_does_not_fit_is_refused(house, authenticator, change):
    assert outcome(sign_in(house.client(), dataclasses.replace(authenticator, **change))) == REFUSED


def test_an_answer_works_once(house, authenticator):
    client = house.client()
    options = client.post("/api/signin/passkeys/options").json()["options"]
    body = {"credential": authenticator.show(options)}
    answers = [client.post("/api/signin/sessions/passkey", json=body) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 409]


def test_an_answer_sent_several_times_at_once_works_once(house, authenticator):
    options = house.client().post("/api/signin/passkeys/options").json()["options"]
    body = {"credential": authenticator.show(options)}
    answers = at_once(house, *[("POST", "/api/signin/sessions/passkey", body)] * 4)
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]


def test_a_refused_answer_uses_its_challenge_up(house, authenticator):
    client = house.client()
    options = client.post("/api/signin/passkeys/options").json()["options"]
    wrong = dataclasses.replace(authenticator, verifies=False).show(options)
    client.post("/api/signin/sessions/passkey", json={"credential": wrong})
    right = {"credential": authenticator.show(options)}
    assert outcome(client.post("/api/signin/sessions/passkey", json=right)) == REFUSED


def test_a_challenge_lives_five_minutes_and_is_swept_afterwards(house, authenticator, later):
    client = house.client()
    options = client.post("/api/signin/passkeys/options").json()["options"]
    later(minutes=5, seconds=1)
    body = {"credential": authenticator.show(options)}
    assert outcome(client.post("/api/signin/sessions/passkey", json=body)) == REFUSED
    client.post("/api/signin/passkeys/options")
    with house.database.reading() as session:
        assert len(session.exec(select(Challenge)).all()) == 1


def test_a_challenge_is_good_for_its_purpose_only(house, account, phone):
    to_activate = house.client().post(
        "/api/signin/activations/passkey-options", json={"code": a_code(house, account=account)}
    )
    made = Authenticator().make(to_activate.json()["options"])
    answer = phone.post("/api/signin/passkeys", json={"credential": made, "label": "Máy khác"})
    assert outcome(answer) == REFUSED


def test_a_challenge_is_good_for_its_account_only(house, phone):
    options = phone.post("/api/signin/passkeys/creation-options").json()["options"]
    stranger = signed_in(house, account=an_account(house, display_name="Người lạ"))
    body = {"credential": Authenticator().make(options), "label": "Máy khác"}
    assert outcome(stranger.post("/api/signin/passkeys", json=body)) == REFUSED


def test_a_passkey_without_verification_is_not_kept(phone):
    assert outcome(add(phone, Authenticator(verifies=False))) == REFUSED


def test_a_passkey_is_kept_once(phone, authenticator):
    assert outcome(add(phone, authenticator)) == (409, "signin.passkey_known")
    known = phone.post("/api/signin/passkeys/creation-options").json()["options"]["excludeCredentials"]
    assert len(known) == 1


@pytest.mark.parametrize(
    "credential",
    [
        {},
        {"id": 1},
        {"id": "AA", "rawId": "AA", "type": "public-key", "response": {}},
        {"id": "AA", "rawId": "AA", "type": "public-key", "response": {"clientDataJSON": "bnVsbA"}},
        {
            "id": "AA",
            "rawId": "AA",
            "type": "public-key",
            "response": {"clientDataJSON": "%", "attestationObject": "%"},
        },
    ],
)
def test_nonsense_is_refused(house, phone, credential):
    assert outcome(house.client().post("/api/signin/sessions/passkey", json={"credential": credential})) == REFUSED
    assert outcome(phone.post("/api/signin/passkeys", json={"credential": credential, "label": "Máy"})) == REFUSED


@pytest.mark.parametrize("cut", [1, 40, 100, 150])
def test_a_cut_attestation_is_refused(phone, cut):
    options = phone.post("/api/signin/passkeys/creation-options").json()["options"]
    made = Authenticator().make(options)
    made["response"]["attestationObject"] = made["response"]["attestationObject"][:-cut]
    assert outcome(phone.post("/api/signin/passkeys", json={"credential": made, "label": "Máy"})) == REFUSED


def test_the_only_means_stays_and_another_lets_it_go(house, phone, authenticator):
    passkey = phone.get("/api/signin/means").json()["passkeys"][0]
    path = f"/api/signin/passkeys/{passkey['id']}"
    assert outcome(phone.delete(path)) == (409, "signin.last_means")
    assert phone.put("/api/signin/password", json={"new_password": "mùa xuân đến sớm"}).status_code == 204
    other = house.client()
    sign_in(other, authenticator)
    assert phone.delete(path).status_code == 204
    assert other.get("/api/signin/session").status_code == 401
    assert outcome(sign_in(house.client(), authenticator)) == REFUSED
    assert outcome(phone.delete(path)) == (404, "signin.passkey_not_found")


@pytest.mark.usefixtures("authenticator")
def test_somebody_elses_passkey_does_not_exist(house, phone):
    passkey = phone.get("/api/signin/means").json()["passkeys"][0]
    stranger = signed_in(house, account=an_account(house, display_name="Người lạ"))
    answer = stranger.delete(f"/api/signin/passkeys/{passkey['id']}")
    assert outcome(answer) == (404, "signin.passkey_not_found")
    answer = stranger.patch(f"/api/signin/passkeys/{passkey['id']}", json={"label": "Của tôi"})
    assert outcome(answer) == (404, "signin.passkey_not_found")


@pytest.mark.usefixtures("authenticator")
def test_a_passkey_is_called_what_its_owner_calls_it(house, phone):
    passkey = phone.get("/api/signin/means").json()["passkeys"][0]
    path = f"/api/signin/passkeys/{passkey['id']}"
    assert phone.patch(path, json={"label": "Điện thoại cũ"}).json()["label"] == "Điện thoại cũ"
    assert phone.patch(path, json={"label": "Điện thoại cũ"}).status_code == 200
    assert [one["label"] for one in phone.get("/api/signin/means").json()["passkeys"]] == ["Điện thoại cũ"]
    assert outcome(phone.patch(path, json={"label": ""})) == (422, "request.invalid")
    with house.database.reading() as session:
        noted = session.exec(select(AuditEntry).where(col(AuditEntry.action) == "signin.passkey_renamed")).all()
    assert [entry.details for entry in noted] == [{"passkey_id": passkey["id"]}]
