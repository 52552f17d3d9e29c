"""Signing in by password, and changing it."""

import unicodedata

import pytest
from pwdlib import PasswordHash

from api.rooms.signin.models import AccountState
from tests.makers.members import a_member
from tests.makers.organizations import a_branch
from tests.makers.signin import an_account, signed_in
from tests.support.authenticator import a_device_key

PASSWORD = "hoa ban nở trắng rừng"
REFUSED = (401, "signin.refused")


@pytest.fixture
def branch(house):
    return a_branch(house)


@pytest.fixture
def account(house, branch):
    return an_account(house, member=a_member(house, of=branch, phone="0912345678"), password=PASSWORD)


def sign_in(client, login, password=PASSWORD, **more):
    return client.post("/api/signin/sessions", json={"login": login, "password": password, **more})


def outcome(answer):
    return answer.status_code, answer.json().get("code")


def test_login_and_password_sign_in(house, account):
    phone = house.client()
    assert sign_in(phone, account.login).status_code == 201
    assert phone.get("/api/signin/session").json()["login"] == account.login


def test_a_login_copied_with_capitals_marks_and_spaces_is_understood(house, account):
    typed = f"  {account.login.upper().replace('A', 'Ă')} "
    assert sign_in(house.client(), typed).status_code == 201


@pytest.mark.parametrize("typed", ["0912345678", "0912 345 678", "+84912345678", "0912.345.678"])
def test_the_phone_number_is_a_login_too(house, account, typed):
    answer = sign_in(house.client(), typed)
    assert answer.json()["account_id"] == str(account.id)


def test_an_unknown_login_is_not_taken_for_the_one_without_a_phone_number(house, branch):
    an_account(house, member=a_member(house, of=branch, phone=None), password=PASSWORD)
    for typed in ("khong.co.ai", "0987654321", "-", "."):
        assert outcome(sign_in(house.client(), typed)) == REFUSED


@pytest.mark.usefixtures("account")
def test_a_phone_number_two_people_share_is_no_login(house, branch):
    an_account(house, member=a_member(house, of=branch, phone="0912345678"), password=PASSWORD)
    assert outcome(sign_in(house.client(), "0912345678")) == REFUSED


def test_a_password_typed_on_another_keyboard_is_the_same(house, account):
    assert sign_in(house.client(), account.login, unicodedata.normalize("NFD", PASSWORD)).status_code == 201


def test_every_wrong_way_gets_the_same_answer(house, branch, account):
    without = an_account(house, member=a_member(house, of=branch))
    closed = an_account(house, display_name="Đã nghỉ", password=PASSWORD, state=AccountState.CLOSED)
    attempts = [(account.login, "sai"), ("khong.co.ai", PASSWORD), (without.login, PASSWORD), (closed.login, PASSWORD)]
    answers = [sign_in(house.client(), login, password) for login, password in attempts]
    assert {answer.text for answer in answers} == {answers[0].text}
    assert outcome(answers[0]) == REFUSED
    assert {tuple(sorted(answer.headers.keys())) for answer in answers} == {tuple(sorted(answers[0].headers.keys()))}


def test_an_unknown_login_costs_the_same_work(house, account, monkeypatch):
    compared = []
    verify = PasswordHash.verify

    def counted(hasher, password, kept):
        compared.append(kept)
        return verify(hasher, password, kept)

    monkeypatch.setattr(PasswordHash, "verify", counted)
    sign_in(house.client(), account.login, "sai")
    sign_in(house.client(), "khong.co.ai", "sai")
    assert len(compared) == 2
    known, unknown = (kept.rsplit("$", 2)[0] for kept in compared)
    assert known == unknown, "both are Argon2id with the same cost"


def test_changing_the_password_needs_the_present_one_and_ends_other_sessions(house, account):
    phone, other = house.client(), house.client()
    for client in (phone, other):
        sign_in(client, account.login)
    new = "suối reo giữa đại ngàn"
    for wrong in ({}, {"current_password": "sai"}):
        answer = phone.put("/api/signin/password", json={"new_password": new, **wrong})
        assert outcome(answer) == (409, "signin.password_wrong")
    answer = phone.put("/api/signin/password", json={"current_password": PASSWORD, "new_password": new})
    assert answer.status_code == 204
    assert phone.get("/api/signin/session").status_code == 200
    assert other.get("/api/signin/session").status_code == 401
    assert outcome(sign_in(house.client(), account.login)) == REFUSED
    assert sign_in(house.client(), account.login, new).status_code == 201


def test_a_password_changed_while_the_old_one_is_compared_lets_nobody_in(house, account, monkeypatch):
    from api.rooms.signin import passwords  # noqa: PLC0415 - the comparison is the moment in question
    from api.rooms.signin.models import Account  # noqa: PLC0415

    fits = passwords.fits

    def change_meanwhile(password, kept):
        with house.database.writing() as session:
            row = session.get_one(Account, account.id)
            row.password_hash = passwords.hash_of("một mật khẩu khác hẳn")
            session.add(row)
        return fits(password, kept)

    monkeypatch.setattr(passwords, "fits", change_meanwhile)
    assert outcome(sign_in(house.client(), account.login)) == REFUSED


@pytest.mark.parametrize(
    "password", ["12345678", "matkhau123", "Mật khẩu 123", "aaaaaaaa", "AN.NGUYENVAN", "NguyễnVănAn1980"]
)
def test_passwords_tried_first_by_anybody_are_refused(house, account, password):
    phone = house.client()
    sign_in(phone, account.login)
    answer = phone.put("/api/signin/password", json={"current_password": PASSWORD, "new_password": password})
    assert outcome(answer) == (409, "signin.password_too_easy")


def test_a_device_that_signs_in_again_stays_one_device(house, account):
    phone, device = house.client(), a_device_key()
    first = sign_in(phone, account.login, device=device).json()["device_id"]
    assert sign_in(phone, account.login, device=device).json()["device_id"] == first
    assert sign_in(phone, account.login).json()["device_id"] == first
    assert sign_in(phone, account.login, device=a_device_key()).json()["device_id"] != first
    assert len(phone.get("/api/signin/devices").json()["items"]) == 1


def test_a_device_is_called_by_its_browser_when_nobody_names_it(house, account):
    phone = house.client()
    phone.headers["User-Agent"] = "Mozilla/5.0 (Linux; Android 13; SM-A125F) Chrome/130.0.0.0 Mobile Safari/537.36"
    sign_in(phone, account.login)
    assert [one["label"] for one in phone.get("/api/signin/devices").json()["items"]] == ["Android · Chrome"]


def test_a_password_can_be_added_to_an_account_without_one(house):
    account = an_account(house)
    phone = signed_in(house, account=account)
    assert phone.put("/api/signin/password", json={"new_password": PASSWORD}).status_code == 204
    assert sign_in(house.client(), account.login).status_code == 201
