import json
from io import StringIO
from typing import Any

import psycopg
import pysqlite3
import pytest
from fastapi import Request
from fastapi.testclient import TestClient
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from api.kit.logging import logger
from api.kit.web import MEGABYTE


@pytest.fixture
def client(house):
    async def echo(request: Request) -> int:
        return len(await request.body())

    house.app.add_api_route("/api/test/echo", echo, methods=["POST"])
    # the catch-all mounts were added before this route
    house.app.router.routes.insert(0, house.app.router.routes.pop())
    return house.client()


def test_health_answers_when_ready(client):
    assert client.get("/api/health").json() == {"status": "ok"}


def test_unknown_addresses_of_the_api_are_problems_and_not_pages(client):
    answer = client.get("/api/no/such")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "request.no_such_address"


def test_a_write_from_our_own_page_passes(client):
    assert client.post("/api/test/echo", content=b"abc").json() == 3


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_write_from_another_site_is_refused(client, site):
    answer = client.post("/api/test/echo", headers={"Sec-Fetch-Site": site})
    assert answer.status_code == 403
    assert answer.json()["code"] == "request.foreign_origin"


def test_a_form_of_another_site_cannot_write(client):
    del client.headers["X-Handbook"]
    assert client.post("/api/test/echo", data={"a": "b"}).status_code == 403


def test_a_declared_large_body_is_refused_before_it_is_read(client):
    answer = client.post("/api/test/echo", content=b"x" * (2 * MEGABYTE + 1))
    assert answer.status_code == 413
    assert answer.json()["params"] == {"most_bytes": 2 * MEGABYTE}


def test_an_undeclared_large_body_is_refused_while_it_is_read(client):
    answer = client.post("/api/test/echo", content=iter([b"x" * MEGABYTE] * 3))
    assert answer.status_code == 413


@pytest.mark.parametrize("path", ["/api/health", "/van-kien"])
def test_every_answer_carries_the_security_headers(client, path):
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-request-id"]


def test_parts_of_a_page_repeat_none_of_its_policies(client):
    headers = client.get("/_app/immutable/chunks/none.js").headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "content-security-policy" not in headers


JSON = {"Content-Type": "application/json"}


def test_an_undeclared_large_body_is_too_large_also_where_fastapi_reads_it(client):
    answer = client.post("/api/signin/sessions", content=iter([b" " * MEGABYTE] * 3), headers=JSON)
    assert (answer.status_code, answer.json()["code"]) == (413, "request.too_large")


def test_a_body_in_no_known_letters_is_a_malformed_request(client):
    answer = client.post("/api/signin/sessions", content=b'{"login": "\xff"}', headers=JSON)
    assert (answer.status_code, answer.json()["code"]) == (422, "request.invalid")


def test_personal_answers_are_never_cached(client):
    assert client.get("/api/health").headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/api/health?q=a%00b", "/api/no%00such"])
def test_an_address_with_nul_is_refused(client, path):
    answer = client.get(path)
    assert (answer.status_code, answer.json()["code"]) == (422, "request.invalid")


def test_json_with_nul_is_refused_wherever_it_is_cut(client):
    body = rb'{"a": "x\u0000y"}'
    json = {"Content-Type": "application/json"}
    for at in range(len(body)):
        answer = client.post("/api/test/echo", content=iter([body[:at], body[at:]]), headers=json)
        assert (answer.status_code, answer.json()["code"]) == (422, "request.invalid"), at
    assert client.post("/api/test/echo", content=rb'{"a": "x\\u0000y"}', headers=json).json() == 18
    assert client.post("/api/test/echo", content=body).json() == len(body)


@pytest.fixture
def broken(house):
    """`broken(fault)`: from here on each statement of the app raises it, where a cable would be pulled."""
    engine = house.database.engine
    faults: list[Exception] = []

    def fail(*_: object) -> None:
        if faults:
            raise faults[0]

    event.listen(engine, "before_cursor_execute", fail)
    yield faults.append
    event.remove(engine, "before_cursor_execute", fail)


def test_a_database_that_is_away_is_said_so_and_when_to_come_again(client, house, broken):
    driver = pysqlite3.dbapi2 if house.database.is_sqlite else psycopg
    broken(OperationalError("SELECT 1", {}, driver.OperationalError("the database is starting up")))
    for answer in (house.client("a-token").get("/api/signin/session"), sign_in(client)):
        assert (answer.status_code, answer.json()["code"]) == (503, "server.away")
        assert answer.headers["retry-after"] == "5"


def test_an_unforeseen_error_is_told_by_the_number_that_the_log_has(client, broken, monkeypatch):
    log = StringIO()
    monkeypatch.setattr(logger.handlers[0], "stream", log)
    broken(ZeroDivisionError("nobody thought of it"))
    answer = sign_in(client)
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (500, "server.failed")
    number = problem["params"]["request_id"]
    assert number == answer.headers["x-request-id"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "nobody thought" not in answer.text
    [line] = [json.loads(line) for line in log.getvalue().splitlines() if "nobody thought" in line]
    assert line["request_id"] == number


def sign_in(client: TestClient) -> Any:
    return client.post("/api/signin/sessions", json={"login": "ai.do.1", "password": "một mật khẩu"})
