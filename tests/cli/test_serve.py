"""`handbook serve` from an empty folder: one real process, spoken to through HTTP."""

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

from api.settings import ROOT

PATIENCE = 240
HEADERS = {"X-Handbook": "1"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(var: Path, *words: str) -> Iterator[str]:
    """The address of a running server, stopped by SIGTERM, which has to end it well."""
    port = free_port()
    environment = os.environ | {"HANDBOOK_VAR": str(var), "HANDBOOK_DATABASE_URL": "", "PORT": str(port)}
    command = [str(Path(sys.executable).with_name("handbook")), "serve", *words]
    log = var.parent / "serve.log"
    with log.open("ab") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
    try:
        wait_for(process, f"http://127.0.0.1:{port}/api/health", log)
        yield f"http://localhost:{port}"
    finally:
        process.send_signal(signal.SIGTERM)
        ended = process.wait(60)
    assert ended in {0, -signal.SIGTERM}, log.read_text("utf-8")


def wait_for(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text("utf-8")
        try:
            if httpx2.get(address).status_code == 200:
                return
        except httpx2.TransportError:
            time.sleep(0.1)
    pytest.fail(log.read_text("utf-8"))


@pytest.fixture(scope="module")
def first_start(tmp_path_factory):
    """A state folder after the first start and stop, and the accounts as they were written then."""
    var = tmp_path_factory.mktemp("demo") / "var"
    with serving(var, "--demo"):
        written = (var / "demo-accounts.json").read_bytes()
    return var, written


@pytest.fixture(scope="module")
def demo(first_start):
    """The same house started again: state folder, accounts, address."""
    var, written = first_start
    with serving(var, "--demo") as address:
        yield var, json.loads(written), address


def by_role(accounts, role):
    return next(account for account in accounts if account["role"] == role)


def sign_in(address, account):
    client = httpx2.Client(base_url=address, headers=HEADERS)
    answer = client.post("/api/signin/sessions", json={"login": account["login"], "password": account["password"]})
    if answer.status_code != 201:
        client.close()
    assert answer.status_code == 201, answer.text
    return client, answer.json()


def test_the_accounts_are_written_for_the_owner_only(demo):
    var, accounts, _ = demo
    assert stat.S_IMODE((var / "demo-accounts.json").stat().st_mode) == 0o600
    assert [account["role"] for account in accounts[:5]] == [
        "member",
        "branch_secretary",
        "committee_officer",
        "reception",
        "administrator",
    ]
    assert all(account[part] for account in accounts for part in ("name", "login", "password", "activation_code"))
    assert stat.S_IMODE(var.stat().st_mode) == 0o700


def test_each_of_them_signs_in_by_the_printed_password(demo):
    _, accounts, address = demo
    for account in accounts:
        client, session = sign_in(address, account)
        assert session["display_name"] == account["name"]
        assert session["demo"] is True
        client.close()


def test_officers_are_led_to_set_up_a_second_factor_and_members_are_not(demo):
    _, accounts, address = demo
    for role, expected in (("member", "ok"), ("branch_secretary", "ok"), ("administrator", "must_enrol")):
        client, session = sign_in(address, by_role(accounts, role))
        assert session["second_factor"] == expected, role
        client.close()


def test_each_printed_code_is_good_for_activating(demo):
    _, accounts, address = demo
    for account in accounts:
        answer = httpx2.post(
            f"{address}/api/signin/activations/check", json={"code": account["activation_code"]}, headers=HEADERS
        )
        assert answer.status_code == 200
        assert answer.json()["display_name"] == account["name"]
        assert answer.json()["login"] == account["login"]


def test_a_member_finds_a_resolution_without_diacritics_and_the_words_of_a_scan(demo):
    _, accounts, address = demo
    client, _ = sign_in(address, by_role(accounts, "member"))
    deadline = time.monotonic() + PATIENCE
    wanted = {"nghi quyet chuyen doi so": "07-NQ/TU", "di dời 63 hộ": "56-TB/TU"}
    while wanted and time.monotonic() < deadline:
        for query, symbol in [*wanted.items()]:
            answer = client.get("/api/library/search", params={"q": query})
            assert answer.status_code == 200, answer.text
            hits = answer.json()["items"]
            if symbol in {hit["document"]["number_symbol"] for hit in hits}:
                del wanted[query]
        time.sleep(0.5)
    client.close()
    assert wanted == {}


def test_a_second_start_makes_nothing_new(first_start, demo):
    _, written = first_start
    var, _, _ = demo
    assert (var / "demo-accounts.json").read_bytes() == written


def test_without_a_demo_nothing_is_made_up(tmp_path_factory):
    var = tmp_path_factory.mktemp("real") / "var"
    with serving(var, "--no-demo"):
        assert not (var / "demo-accounts.json").exists()
    with serving(var, "--no-demo"):
        assert not (var / "demo-accounts.json").exists()


def test_a_port_in_use_is_said_in_words(terminal):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = terminal.run("serve", "--port", port)
    assert result.exit_code == 3
    assert f"127.0.0.1:{port}" in result.output


def test_several_workers_need_postgresql(terminal):
    result = terminal.run("serve", "--workers", "2", HANDBOOK_DATABASE_URL="")
    assert result.exit_code == 3
    assert "PostgreSQL" in result.output
