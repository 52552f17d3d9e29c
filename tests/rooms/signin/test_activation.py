"""Using a code from paper."""

import pytest

from api.kit.actors import Role
from api.rooms.signin import codes
from api.rooms.signin.models import AccountState, CodePurpose
from tests.makers.members import a_member
from tests.makers.organizations import a_branch, a_committee, a_position, a_province
from tests.makers.signin import a_code, an_account, signed_in
from tests.support.authenticator import Authenticator, a_device_key
from tests.support.crowd import at_once
from tests.support.house import open_house

PASSWORD = "mùa xuân đến sớm"


@pytest.fixture
def branch(house):
    return a_branch(house, name="Chi bộ bản Nà Lúng")


@pytest.fixture
def invited(house, branch):
    return an_account(house, member=a_member(house, of=branch, full_name="Lò Thị An"), state=AccountState.INVITED)


def activation(code, **means):
    return {"code": code, "device": a_device_key() | {"label": "Điện thoại của An"}, **means}


def with_passkey(phone, code, authenticator):
    options = phone.post("/api/signin/activations/passkey-options", json={"code": code}).json()["options"]
    return phone.post("/api/signin/activations", json=activation(code, passkey=authenticator.make(options)))


def test_a_code_says_whose_it_is(house, invited):
    code = a_code(house, account=invited)
    answer = house.client().post("/api/signin/activations/check", json={"code": codes.grouped(code).lower()})
    assert answer.status_code == 200
    assert answer.json() == {
        "display_name": "Lò Thị An",
        "organization": "Chi bộ bản Nà Lúng",
        "login": invited.login,
        "purpose": "activation",
        "second_factor_required": False,
    }


def test_an_officer_is_told_that_a_second_factor_will_be_needed(house):
    committee = a_committee(house, under=a_province(house))
    member = a_member(house, of=a_branch(house, under=committee))
    a_position(house, at=committee, role=Role.OFFICE_STAFF, member=member)
    code = a_code(house, account=an_account(house, member=member, state=AccountState.INVITED))
    answer = house.client().post("/api/signin/activations/check", json={"code": code})
    assert answer.json()["second_factor_required"] is True


def test_activating_with_a_password_signs_in_and_the_password_works_afterwards(house, invited, branch):
    phone = house.client()
    answer = phone.post("/api/signin/activations", json=activation(a_code(house, account=invited), password=PASSWORD))
    assert answer.status_code == 201
    assert answer.json()["display_name"] == "Lò Thị An"
    assert answer.json()["branch"] == {"id": str(branch.id), "name": "Chi bộ bản Nà Lúng"}
    assert phone.get("/api/signin/session").json()["second_factor"] == "ok"
    other = house.client().post("/api/signin/sessions", json={"login": invited.login, "password": PASSWORD})
    assert other.status_code == 201


def test_activating_with_a_passkey_signs_in_with_both_factors(house, invited):
    phone = house.client()
    answer = with_passkey(phone, a_code(house, account=invited), Authenticator())
    assert answer.status_code == 201
    assert answer.json()["second_factor_means"] == ["passkey"]
    assert phone.get("/api/signin/means").json()["passkeys"][0]["label"] == "Điện thoại của An"


def test_a_code_works_once(house, invited):
    code = a_code(house, account=invited)
    first, second = (
        house.client().post("/api/signin/activations", json=activation(code, password=PASSWORD)) for _ in range(2)
    )
    assert (first.status_code, second.status_code) == (201, 409)
    assert second.json()["code"] == "signin.code_used"


def test_of_several_uses_at_once_exactly_one_succeeds(house, invited):
    code = a_code(house, account=invited)
    requests = [("POST", "/api/signin/activations", activation(code, password=f"{PASSWORD} {n}")) for n in range(4)]
    answers = at_once(house, *requests)
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
    winner = next(n for n, answer in enumerate(answers) if answer.status_code == 201)
    body = {"login": invited.login, "password": f"{PASSWORD} {winner}"}
    assert house.client().post("/api/signin/sessions", json=body).status_code == 201


def test_an_expired_code_is_refused(house, invited, later):
    code = a_code(house, account=invited)
    later(days=30, seconds=1)
    answer = house.client().post("/api/signin/activations", json=activation(code, password=PASSWORD))
    assert (answer.status_code, answer.json()["code"]) == (409, "signin.code_expired")


def test_a_newer_code_replaces_the_older(house, invited):
    older, newer = (a_code(house, account=invited) for _ in range(2))
    refused = house.client().post("/api/signin/activations/check", json={"code": older})
    assert (refused.status_code, refused.json()["code"]) == (409, "signin.code_replaced")
    assert house.client().post("/api/signin/activations/check", json={"code": newer}).status_code == 200


@pytest.mark.parametrize("typed", ["7K4M-92QX-TB3D", "", "7K4M", "UUUUUUUUUUUU", "đ" * 40])
def test_a_code_nobody_was_given_is_unknown(house, typed):
    answer = house.client().post("/api/signin/activations/check", json={"code": typed})
    assert (answer.status_code, answer.json()["code"]) == (404, "signin.code_unknown")


@pytest.mark.parametrize(
    ("password", "code"),
    [("ngắn", "signin.password_too_short"), ("Mật khẩu 123", "signin.password_too_easy"), ("Lò Thị An", None)],
)
def test_a_weak_password_is_refused_and_the_code_is_still_good(house, invited, password, code):
    paper = a_code(house, account=invited)
    answer = house.client().post("/api/signin/activations", json=activation(paper, password=password))
    assert (answer.status_code, answer.json()["code"]) == (409, code or "signin.password_too_easy")
    again = house.client().post("/api/signin/activations", json=activation(paper, password=PASSWORD))
    assert again.status_code == 201


def test_one_means_is_set_up_not_two_and_not_none(house, invited):
    code = a_code(house, account=invited)
    for means in ({}, {"password": PASSWORD, "passkey": {}}):
        answer = house.client().post("/api/signin/activations", json=activation(code, **means))
        assert answer.status_code == 422
        assert PASSWORD not in answer.text


def test_recovery_replaces_everything_there_was(house, branch):
    member = a_member(house, of=branch)
    account = an_account(house, member=member, password=PASSWORD)
    lost, thief = Authenticator(), house.client()
    with_passkey(thief, a_code(house, account=account), lost)
    thief.put("/api/signin/password", json={"new_password": PASSWORD})
    assert thief.get("/api/signin/session").status_code == 200

    answer = with_passkey(house.client(), a_code(house, account=account, purpose=CodePurpose.RECOVERY), Authenticator())

    assert answer.status_code == 201
    assert thief.get("/api/signin/session").status_code == 401
    by_password = house.client().post("/api/signin/sessions", json={"login": account.login, "password": PASSWORD})
    assert by_password.status_code == 401
    options = thief.post("/api/signin/passkeys/options").json()["options"]
    by_passkey = thief.post("/api/signin/sessions/passkey", json={"credential": lost.show(options)})
    assert by_passkey.json()["code"] == "signin.passkey_refused"


def test_a_session_planted_before_activation_is_worth_nothing(house, invited):
    stranger = an_account(house, display_name="Người lạ")
    planted = signed_in(house, account=stranger)
    token = planted.cookies.get("session")
    planted.post("/api/signin/activations", json=activation(a_code(house, account=invited), password=PASSWORD))
    assert planted.cookies.get("session") != token
    assert house.client(token).get("/api/signin/session").status_code == 401


def test_the_code_of_somebody_who_left_opens_nothing(house, invited):
    from api.rooms.members.models import Member, State  # noqa: PLC0415 - only this test ends a membership

    code = a_code(house, account=invited)
    with house.database.writing() as session:
        member = session.get_one(Member, invited.member_id)
        member.state = State.EXPELLED
        session.add(member)
    answer = house.client().post("/api/signin/activations", json=activation(code, password=PASSWORD))
    assert (answer.status_code, answer.json()["code"]) == (401, "signin.refused")


@pytest.mark.parametrize(
    ("demo", "purpose", "status"),
    [(True, CodePurpose.ACTIVATION, 201), (True, CodePurpose.RECOVERY, 401), (False, CodePurpose.ACTIVATION, 401)],
)
def test_in_a_demo_the_printed_password_outlives_the_printed_code(house, branch, demo, purpose, status):
    tried_out = house.settings.model_copy(update={"demo": demo})
    account = an_account(house, member=a_member(house, of=branch), password=PASSWORD)
    with open_house(tried_out) as other:
        assert with_passkey(other.client(), a_code(other, account=account, purpose=purpose), Authenticator()).is_success
        body = {"login": account.login, "password": PASSWORD}
        assert other.client().post("/api/signin/sessions", json=body).status_code == status
