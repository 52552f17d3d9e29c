"""Nothing secret leaves the house or lies about in it: not in logs, not in answers, not in the database."""

import json
import logging
from datetime import UTC, datetime, timedelta

import httpx2
import pyotp
import pytest
from sqlalchemy import text

from api.kit.logging import JsonLines, logger
from api.rooms.signin import codes
from tests.makers.members import a_member
from tests.makers.organizations import a_branch
from tests.makers.signin import a_code, an_account, signed_in
from tests.support.authenticator import Authenticator, a_device_key

PASSWORD = "hoa ban nở trắng rừng"
NEW = "suối reo giữa đại ngàn"


@pytest.fixture
def log(house):  # noqa: ARG001 - opening the house sets the logger up
    """What the house writes to its log at the most talkative level."""
    lines = []

    class Keeper(logging.Handler):
        def emit(self, record):
            lines.append(JsonLines().format(record))

    keeper = Keeper(logging.DEBUG)
    logger.addHandler(keeper)
    logger.setLevel(logging.DEBUG)
    yield lines
    logger.removeHandler(keeper)


@pytest.fixture
def account(house):
    member = a_member(house, of=a_branch(house), full_name="Lò Thị An", phone="0912345678")
    return an_account(house, member=member)


def a_day(house, account, answers):
    """Activate, sign in rightly and wrongly, set everything up, sign out; returns every secret that was used."""

    def call(client, method, path, body=None):
        answer = client.request(method, f"/api/signin/{path}", json=body)
        answers.append(answer)
        return answer

    code, phone = a_code(house, account=account), house.client()
    call(phone, "POST", "activations/check", {"code": code})
    call(phone, "POST", "activations", {"code": code, "device": a_device_key(), "password": PASSWORD})
    call(house.client(), "POST", "activations", {"code": code, "device": {}, "password": PASSWORD})
    call(house.client(), "POST", "sessions", {"login": account.login, "password": "không đúng đâu"})
    call(house.client(), "POST", "sessions", {"login": account.login, "password": PASSWORD, "extra": PASSWORD})
    call(phone, "PUT", "password", {"current_password": PASSWORD, "new_password": NEW})
    secret = call(phone, "POST", "totp").json()["secret"]
    answers.pop()  # the one answer that has to show a secret
    first = pyotp.TOTP(secret).at(datetime.now(UTC) - timedelta(seconds=30))
    call(phone, "POST", "totp/confirm", {"totp": first})
    options = call(phone, "POST", "passkeys/creation-options").json()["options"]
    authenticator = Authenticator()
    call(phone, "POST", "passkeys", {"credential": authenticator.make(options), "label": "Điện thoại"})
    for path in ("session", "means", "devices"):
        call(phone, "GET", path)
    tokens = [cookie.value for cookie in phone.cookies.jar]
    call(phone, "DELETE", "session")
    return [code, codes.grouped(code), PASSWORD, NEW, secret, first, *tokens]


def test_the_log_holds_no_secret_and_no_name(house, account, log):
    secrets = a_day(house, account, [])
    written = "\n".join(log)
    assert len(log) > 10
    for secret in (*secrets, "Lò Thị An", account.login, "0912345678", "Điện thoại"):
        assert secret not in written
        assert json.dumps(secret)[1:-1] not in written


def test_answers_hold_no_secret(house, account):
    answers: list[httpx2.Response] = []
    secrets = a_day(house, account, answers)
    said = "\n".join(answer.text for answer in answers)
    for secret in secrets:
        assert secret not in said
    with house.database.reading() as session:
        kept = session.execute(text("SELECT password_hash, totp_secret FROM accounts")).one()
    assert all(value not in said for value in kept)


def test_the_database_holds_no_secret(house, account):
    secrets = a_day(house, account, [])
    with house.database.reading() as session:
        everything = ""
        for table in ("accounts", "activation_codes", "devices", "sessions", "passkeys", "audit", "outbox"):
            rows = session.execute(text(f"SELECT * FROM {table}")).all()
            assert rows
            everything += "\n".join(repr(tuple(bytes(v) if isinstance(v, memoryview) else v for v in r)) for r in rows)
    for secret in secrets:
        assert secret not in everything


def test_budgets_name_nobody(house, account):
    house.client().post("/api/signin/sessions", json={"login": account.login, "password": "không đúng đâu"})
    with house.database.reading() as session:
        rows = session.execute(text("SELECT * FROM attempt_budgets")).all()
    assert len(rows) == 2
    assert account.login not in repr(rows)
    assert "testclient" not in repr(rows)


def test_everything_done_is_in_the_audit_by_code(house, account):
    a_day(house, account, [])
    with house.database.reading() as session:
        actions = set(session.execute(text("SELECT action FROM audit")).scalars())
    assert actions == {
        "signin.code_issued",
        "signin.code_used",
        "signin.session_started",
        "signin.password_changed",
        "signin.one_time_codes_set_up",
        "signin.passkey_added",
        "signin.session_ended",
    }


def test_a_card_that_was_printed_is_never_shown_again(house, account):
    phone = signed_in(house, account=account)
    code = a_code(house, account=account)
    for path in ("session", "means", "devices"):
        assert code not in phone.get(f"/api/signin/{path}").text
