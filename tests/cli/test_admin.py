"""The first administrator of a new house, and the next."""

import re

import pytest
from sqlmodel import select

from api.kit.actors import Role
from api.rooms.organizations.models import Organization, Position
from api.rooms.signin.models import Account
from tests.makers.organizations import a_branch, a_province


def code_in(output):
    (code,) = re.findall(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b", output)
    return code


def test_an_empty_house_gets_a_top_and_an_administrator_whose_code_works(house, terminal):
    output = terminal.succeeds("admin", "create", "--name", "Lê Quản Trị", "--organization", "Đảng bộ tỉnh Yên Sơn")
    answer = house.client().post("/api/signin/activations/check", json={"code": code_in(output)})
    assert answer.status_code == 200
    assert answer.json()["display_name"] == "Lê Quản Trị"
    assert answer.json()["organization"] == "Đảng bộ tỉnh Yên Sơn"
    assert answer.json()["second_factor_required"] is True


def test_what_is_missing_is_asked_for(house, terminal):
    terminal.succeeds("admin", "create", typed="Lê Quản Trị\nĐảng bộ tỉnh Thử Nghiệm\n")
    with house.database.reading() as session:
        assert session.exec(select(Organization.name)).all() == ["Đảng bộ tỉnh Thử Nghiệm"]


def test_in_a_house_with_a_tree_the_position_is_at_its_top(house, terminal):
    top = a_province(house)
    a_branch(house, under=top)
    terminal.succeeds("admin", "create", "--name", "Lê Quản Trị", "--login", "quan.tri.1")
    with house.database.reading() as session:
        position = session.exec(select(Position)).one()
        assert (position.organization_id, position.role) == (top.id, Role.ADMINISTRATOR)
        assert session.get_one(Account, position.account_id).login == "quan.tri.1"


def test_a_login_in_use_is_refused_in_words_and_nothing_is_written(house, terminal):
    a_province(house)
    terminal.succeeds("admin", "create", "--name", "Lê Một", "--login", "quan.tri.1")
    refused = terminal.run("admin", "create", "--name", "Lê Hai", "--login", "quan.tri.1")
    assert refused.exit_code == 3
    assert "đã có người dùng" in refused.output
    with house.database.reading() as session:
        assert len(session.exec(select(Position)).all()) == 1


@pytest.mark.parametrize("login", ["a", "có dấu/gạch", ".dau.cham", "x" * 80])
def test_a_login_nobody_could_type_is_refused(house, terminal, login):
    a_province(house)
    assert terminal.run("admin", "create", "--name", "Lê Hai", "--login", login).exit_code == 3
