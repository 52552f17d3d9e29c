"""Officers and administrators act only after a passkey or a one-time code."""

from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from cryptography.exceptions import InvalidTag

from api.kit.actors import Role
from api.rooms.signin import one_time
from api.rooms.signin.models import Account
from tests.makers.members import a_member
from tests.makers.organizations import a_branch, a_committee, a_position, a_province
from tests.makers.signin import an_account, signed_in
from tests.support.authenticator import Authenticator
from tests.support.crowd import at_once

PASSWORD = "hoa ban nở trắng rừng"


@pytest.fixture
def committee(house):
    return a_committee(house, under=a_province(house))


@pytest.fixture
def officer(house, committee):
    member = a_member(house, of=a_branch(house, under=committee))
    a_position(house, at=committee, role=Role.OFFICE_STAFF, member=member, title="Cán bộ văn phòng")
    return an_account(house, member=member, password=PASSWORD)


@pytest.fixture
def desk(house, officer):
    """A computer on which the officer has typed the password and nothing else."""
    return by_password(house, officer)


def by_password(house, account):
    client = house.client()
    assert client.post("/api/signin/sessions", json={"login": account.login, "password": PASSWORD}).status_code == 201
    return client


def outcome(answer):
    return answer.status_code, answer.json().get("code")


def code_at(secret, seconds=0):
    return pyotp.TOTP(secret).at(datetime.now(UTC) + timedelta(seconds=seconds))


def enrol(client):
    secret = client.post("/api/signin/totp").json()["secret"]
    answer = client.post("/api/signin/totp/confirm", json={"totp": code_at(secret)})
    assert answer.status_code == 200
    return secret


def give(client, code):
    return client.post("/api/signin/sessions/second-factor", json={"totp": code})


def test_without_any_second_factor_the_position_waits_and_enrolment_is_asked_for(desk, committee):
    session = desk.get("/api/signin/session").json()
    assert (session["second_factor"], session["second_factor_means"]) == ("must_enrol", [])
    assert session["permissions"] == []
    assert [one["organization_id"] for one in session["positions"]] == [str(committee.id)]
    assert outcome(desk.get("/api/signin/codes")) == (403, "not_allowed")


def test_setting_up_one_time_codes_gives_the_second_factor_and_a_new_cookie(desk):
    before = desk.cookies.get("session")
    enrol(desk)
    session = desk.get("/api/signin/session").json()
    assert (session["second_factor"], session["second_factor_means"]) == ("ok", ["totp"])
    assert "signin.issue_codes" in session["permissions"]
    assert desk.get("/api/signin/codes").status_code == 200
    assert desk.cookies.get("session") != before


def test_the_old_cookie_is_worth_nothing_after_the_second_factor(house, desk):
    before = desk.cookies.get("session")
    enrol(desk)
    assert house.client(before).get("/api/signin/session").status_code == 401


def test_adding_a_passkey_gives_the_second_factor(desk):
    options = desk.post("/api/signin/passkeys/creation-options").json()["options"]
    body = {"credential": Authenticator().make(options), "label": "Khóa USB"}
    assert desk.post("/api/signin/passkeys", json=body).status_code == 201
    assert desk.get("/api/signin/session").json()["second_factor"] == "ok"


def test_the_next_time_a_one_time_code_is_asked_for(house, desk, officer, later):
    secret = enrol(desk)
    later(seconds=60)
    other = by_password(house, officer)
    assert other.get("/api/signin/session").json()["second_factor"] == "missing"
    assert outcome(other.get("/api/signin/codes")) == (403, "not_allowed")
    code = code_at(secret, 60)
    assert give(other, f"{code[:3]} {code[3:]}").status_code == 200
    assert other.get("/api/signin/codes").status_code == 200


def test_a_one_time_code_works_once(house, desk, officer, later):
    secret = enrol(desk)
    later(seconds=60)
    first, second = by_password(house, officer), by_password(house, officer)
    assert give(first, code_at(secret, 60)).status_code == 200
    assert outcome(give(second, code_at(secret, 60))) == (409, "signin.one_time_code_refused")
    assert outcome(give(second, code_at(secret, 30))) == (409, "signin.one_time_code_refused"), "nor one before it"


def test_a_one_time_code_sent_several_times_at_once_works_once(house, desk, officer, later):
    secret = enrol(desk)
    later(seconds=60)
    other = by_password(house, officer)
    request = ("POST", "/api/signin/sessions/second-factor", {"totp": code_at(secret, 60)})
    answers = at_once(house, *[request] * 3, cookies=other.cookies)
    assert [answer.status_code for answer in answers].count(200) == 1


@pytest.mark.parametrize(("seconds", "accepted"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_clock_may_be_wrong_by_half_a_minute(desk, later, seconds, accepted):
    secret = enrol(desk)
    later(minutes=10)
    assert (give(desk, code_at(secret, 600 + seconds)).status_code == 200) is accepted


@pytest.mark.parametrize("typed", ["000000", "abcdef", "１２３４５６", "12 34 56"])
def test_a_wrong_code_is_refused(house, desk, officer, typed):
    enrol(desk)
    assert outcome(give(by_password(house, officer), typed)) == (409, "signin.one_time_code_refused")


def test_guessing_one_time_codes_is_stopped_also_from_ever_new_devices(house, desk, officer):
    enrol(desk)
    answers = [give(by_password(house, officer), "000000").status_code for _ in range(7)]
    assert answers == [409] * 6 + [429]


def test_guessing_does_not_shut_the_owner_out(house, desk, officer, later):
    secret = enrol(desk)
    for _ in range(7):
        give(by_password(house, officer), "000000")
    later(seconds=60)
    desk.post("/api/signin/sessions", json={"login": officer.login, "password": PASSWORD})
    assert desk.get("/api/signin/session").json()["second_factor"] == "missing"
    assert give(desk, code_at(secret, 60)).status_code == 200


def test_a_stolen_password_cannot_add_means_of_its_own(house, desk, officer):
    enrol(desk)
    thief = by_password(house, officer)
    missing = (403, "signin.second_factor_missing")
    assert outcome(thief.post("/api/signin/passkeys/creation-options")) == missing
    assert outcome(thief.post("/api/signin/totp")) == missing
    assert outcome(thief.delete("/api/signin/totp")) == missing
    body = {"current_password": PASSWORD, "new_password": "suối reo giữa đại ngàn"}
    assert outcome(thief.put("/api/signin/password", json=body)) == missing


def test_a_new_key_replaces_the_old_only_with_its_first_code(house, desk, officer, later):
    old = enrol(desk)
    new = desk.post("/api/signin/totp").json()["secret"]
    later(seconds=60)
    assert give(by_password(house, officer), code_at(old, 60)).status_code == 200
    assert desk.post("/api/signin/totp/confirm", json={"totp": code_at(new, 60)}).status_code == 200
    later(seconds=60)
    assert give(by_password(house, officer), code_at(old, 120)).status_code == 409
    assert give(by_password(house, officer), code_at(new, 120)).status_code == 200


def test_the_last_second_factor_of_an_officer_stays(desk):
    enrol(desk)
    assert outcome(desk.delete("/api/signin/totp")) == (409, "signin.second_factor_needed")


def test_an_ordinary_member_may_do_without_one_time_codes_again(house):
    account = an_account(house, member=a_member(house, of=a_branch(house)), password=PASSWORD)
    phone = by_password(house, account)
    assert outcome(phone.delete("/api/signin/totp")) == (409, "signin.no_one_time_codes")
    assert outcome(give(phone, "123456")) == (409, "signin.no_one_time_codes")
    assert outcome(phone.post("/api/signin/totp/confirm", json={"totp": "123456"})) == (409, "signin.no_one_time_codes")
    enrol(phone)
    assert phone.delete("/api/signin/totp").status_code == 204
    assert phone.get("/api/signin/session").json()["second_factor"] == "ok"


def test_a_branch_secretary_needs_none(house):
    branch = a_branch(house)
    member = a_member(house, of=branch)
    a_position(house, at=branch, role=Role.SECRETARY, member=member)
    session = by_password(house, an_account(house, member=member, password=PASSWORD)).get("/api/signin/session").json()
    assert session["second_factor"] == "ok"
    assert "signin.issue_codes" in session["permissions"]


def test_an_officers_last_passkey_stays(house, officer):
    desk = signed_in(house, account=officer)
    options = desk.post("/api/signin/passkeys/creation-options").json()["options"]
    desk.post("/api/signin/passkeys", json={"credential": Authenticator().make(options), "label": "Khóa USB"})
    passkey = desk.get("/api/signin/means").json()["passkeys"][0]
    answer = desk.delete(f"/api/signin/passkeys/{passkey['id']}")
    assert outcome(answer) == (409, "signin.second_factor_needed")


def test_the_secret_is_encrypted_and_opens_for_its_account_only(house, desk, officer):
    secret = enrol(desk)
    with house.database.reading() as session:
        sealed = session.get_one(Account, officer.id).totp_secret
    key = house.settings.secret(one_time.KEY)
    assert secret not in sealed
    assert one_time.unseal(sealed, officer.id, key) == secret
    with pytest.raises(InvalidTag):
        one_time.unseal(sealed, an_account(house).id, key)


def test_the_set_up_can_be_scanned_opened_and_typed(desk, officer):
    shown = desk.post("/api/signin/totp").json()
    parsed = pyotp.parse_uri(shown["uri"])
    assert (parsed.secret, parsed.name, parsed.issuer) == (shown["secret"], officer.login, "Sổ tay đảng viên")
    assert shown["qr_svg"].startswith("<svg")
