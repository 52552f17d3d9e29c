"""Sessions, devices and their cookies."""

import pytest
from sqlalchemy import event
from sqlmodel import select

from api.kit.actors import Role
from api.rooms.members.models import Member, State
from api.rooms.signin.models import SignInSession
from api.rooms.signin.service import find_actor
from api.settings import Settings
from tests.makers.members import a_member
from tests.makers.organizations import a_branch, a_position
from tests.makers.signin import an_account, signed_in
from tests.support.house import open_house

PASSWORD = "hoa ban nở trắng rừng"


def sign_in(client, account):
    return client.post("/api/signin/sessions", json={"login": account.login, "password": PASSWORD})


def set_cookies(answer):
    return {line.split("=")[0]: line for line in answer.headers.get_list("set-cookie")}


def test_both_cookies_are_out_of_reach_of_scripts_and_other_sites(house):
    cookies = set_cookies(sign_in(house.client(), an_account(house, password=PASSWORD)))
    assert set(cookies) == {"session", "device"}
    for line in cookies.values():
        assert "HttpOnly" in line
        assert "SameSite=lax" in line
        assert "Path=/" in line
        assert "Domain" not in line
        assert "Secure" not in line, "the house is reached by http in this test"


def test_on_https_cookies_are_secure_and_pinned_to_the_host(tmp_path, database_url):
    settings = Settings(var=tmp_path, database_url=database_url, public_url="https://so-tay.example", log_level="ERROR")
    with open_house(settings) as house:
        account = an_account(house, password=PASSWORD)
        client = house.client()
        client.base_url = "https://so-tay.example"
        answer = sign_in(client, account)
        cookies = set_cookies(answer)
        assert set(cookies) == {"__Host-session", "__Host-device"}
        assert all("Secure" in line and "Path=/" in line and "Domain" not in line for line in cookies.values())
        assert client.get("/api/signin/session").status_code == 200
        gone = set_cookies(client.delete("/api/signin/session"))["__Host-session"]
        assert "Secure" in gone
        assert "Max-Age=0" in gone


def test_signing_out_ends_the_session_and_keeps_the_device_known(house):
    account = an_account(house, password=PASSWORD)
    phone = house.client()
    sign_in(phone, account)
    token = phone.cookies.get("session")
    assert phone.delete("/api/signin/session").status_code == 204
    assert phone.cookies.get("session") is None
    assert phone.cookies.get("device")
    assert house.client(token).get("/api/signin/session").status_code == 401


@pytest.mark.parametrize("headers", [{"X-Handbook": ""}, {"X-Handbook": "1", "Sec-Fetch-Site": "cross-site"}])
def test_requests_of_other_sites_change_nothing(house, headers):
    phone = signed_in(house, account=an_account(house))
    if not headers["X-Handbook"]:
        del phone.headers["X-Handbook"]
        headers = {}
    answer = phone.delete("/api/signin/session", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "request.foreign_origin")
    assert phone.get("/api/signin/session").status_code == 200


def test_signing_in_gives_a_new_session_and_ends_the_one_the_browser_came_with(house):
    account = an_account(house, password=PASSWORD)
    phone = house.client()
    tokens = []
    for _ in range(2):
        sign_in(phone, account)
        tokens.append(phone.cookies.get("session"))
    assert tokens[0] != tokens[1]
    assert house.client(tokens[0]).get("/api/signin/session").status_code == 401


def test_a_cookie_a_stranger_planted_is_never_taken_over(house):
    phone = house.client("planted-by-somebody-else")
    sign_in(phone, an_account(house, password=PASSWORD))
    assert phone.cookies.get("session") != "planted-by-somebody-else"
    assert house.client("planted-by-somebody-else").get("/api/signin/session").status_code == 401


@pytest.mark.parametrize("token", [b"x", "ă".encode(), b"\xff", b"0" * 4000, b""])
def test_nonsense_in_the_cookie_is_nobody(house, token):
    answer = house.client().get("/api/signin/session", headers={b"Cookie": b"session=" + token})
    assert (answer.status_code, answer.json()["code"]) == (401, "signin.required")


def test_an_unused_session_ends_and_a_used_one_lives_on(house, later):
    account = an_account(house)
    used, unused = signed_in(house, account=account), signed_in(house, account=account)
    later(days=100)
    answer = used.get("/api/signin/session")
    assert answer.status_code == 200
    assert f"Max-Age={180 * 86400}" in set_cookies(answer)["session"]
    later(days=100)
    assert used.get("/api/signin/session").status_code == 200
    assert unused.get("/api/signin/session").status_code == 401


def test_use_is_noted_at_most_every_ten_minutes(house, later):
    phone = signed_in(house, account=an_account(house))

    def noted():
        with house.database.reading() as session:
            return session.exec(select(SignInSession.last_seen_at)).one()

    before = noted()
    later(minutes=9)
    assert "set-cookie" not in phone.get("/api/signin/session").headers
    assert noted() == before
    later(minutes=2)
    phone.get("/api/signin/session")
    assert noted() > before


def test_a_lost_device_is_signed_out_from_another(house):
    account = an_account(house, password=PASSWORD)
    lost, phone = house.client(), house.client()
    device_id = sign_in(lost, account).json()["device_id"]
    sign_in(phone, account)
    listed = phone.get("/api/signin/devices").json()["items"]
    assert [(one["id"] == device_id, one["this_one"]) for one in listed] == [(False, True), (True, False)]
    assert phone.delete(f"/api/signin/devices/{device_id}").status_code == 204
    assert lost.get("/api/signin/session").status_code == 401
    assert len(phone.get("/api/signin/devices").json()["items"]) == 1
    assert phone.delete(f"/api/signin/devices/{device_id}").json()["code"] == "signin.device_not_found"
    assert sign_in(lost, account).json()["device_id"] != device_id, "its cookie makes it known no more"


def test_devices_come_a_page_at_a_time(house):
    account = an_account(house)
    phones = [signed_in(house, account=account) for _ in range(3)]
    first = phones[0].get("/api/signin/devices?limit=2").json()
    second = phones[0].get("/api/signin/devices", params={"limit": 2, "cursor": first["next_cursor"]}).json()
    assert len(first["items"]) == 2
    assert [one["this_one"] for one in second["items"]] == [True]
    assert second["next_cursor"] is None


def test_somebody_elses_device_does_not_exist(house):
    owner = signed_in(house, account=an_account(house))
    device_id = owner.get("/api/signin/session").json()["device_id"]
    stranger = signed_in(house, account=an_account(house, display_name="Người lạ"))
    assert stranger.delete(f"/api/signin/devices/{device_id}").status_code == 404
    assert owner.get("/api/signin/session").status_code == 200


def test_who_has_left_the_party_is_signed_out(house):
    member = a_member(house, of=a_branch(house))
    phone = signed_in(house, member=member)
    assert phone.get("/api/signin/session").status_code == 200
    with house.database.writing() as session:
        row = session.get_one(Member, member.id)
        row.state = State.TRANSFERRED
        session.add(row)
    assert phone.get("/api/signin/session").status_code == 401


@pytest.fixture
def statements(house):
    """What the database is asked, without opening and closing transactions."""
    seen = []

    def note(*given):
        if not given[2].startswith(("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT")):
            seen.append(given[2])

    event.listen(house.database.engine, "before_cursor_execute", note)
    return seen


def test_finding_who_acts_takes_two_statements(house, statements):
    token = signed_in(house, member=a_member(house, of=a_branch(house))).cookies["session"]
    statements.clear()
    with house.database.reading() as session:
        assert find_actor(session, token) is not None
    assert [statement.split()[0] for statement in statements] == ["SELECT"] * 2


def test_saying_who_is_signed_in_takes_eight_however_many_positions(house, statements):
    branch = a_branch(house)
    member = a_member(house, of=branch)
    phone = signed_in(house, member=member)
    for role in (Role.SECRETARY, Role.ORGANISER, Role.RECEPTION):
        a_position(house, at=branch, role=role, member=member)
    statements.clear()
    assert len(phone.get("/api/signin/session").json()["positions"]) == 3
    assert len(statements) <= 8
