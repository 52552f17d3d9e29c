"""Every address of the API × every position: who gets in, who is refused, and that nobody is told too much."""

from dataclasses import replace

import pytest

from tests.house.access import (
    attendance,
    conferences,
    faces,
    imports,
    library,
    meetings,
    members,
    minutes,
    notifications,
    organizations,
    reports,
    sheets,
    signin,
)
from tests.house.access.world import EVERYBODY, NOBODY, PEOPLE, Case, World

TABLES = (
    signin,
    organizations,
    members,
    imports,
    library,
    meetings,
    minutes,
    attendance,
    conferences,
    faces,
    notifications,
    reports,
    sheets,
)
TABLE = {address: case for part in TABLES for address, case in part.TABLE.items()}
OPEN = {("GET", "/api/health")}


def operations(house) -> set[tuple[str, str]]:
    paths = house.app.openapi()["paths"]
    return {(method.upper(), path) for path, methods in paths.items() for method in methods}


def test_every_address_has_a_line_in_a_table(house):
    assert operations(house) - OPEN == set(TABLE)


def settled(world: World, case: Case) -> Case:
    """The same question however often it is asked: about things that are made once, here."""
    path, query = case.path(world), case.query(world)
    body = case.body(world) if case.body else None
    content = case.content(world) if callable(case.content) else case.content
    return replace(
        case,
        path=lambda _: path,
        query=lambda _: query,
        body=None if body is None else lambda _: body,
        content=content,
    )


def ask(world: World, who: str, operation: tuple[str, str], case: Case):
    method, path = operation
    return world.people[who].request(
        method,
        path.format(**case.path(world)),
        params={key: str(value) for key, value in case.query(world).items()},
        json=case.body(world) if case.body else None,
        content=case.content(world) if callable(case.content) else case.content,
        headers=dict(case.headers),
    )


READS = sorted(operation for operation in TABLE if operation[0] == "GET")
WRITES = sorted(operation for operation in TABLE if operation[0] != "GET")


@pytest.mark.parametrize("operation", READS, ids=" ".join)
def test_only_those_read_whose_position_allows_it(world, operation):
    case = settled(world, TABLE[operation])
    for who in PEOPLE:
        check(world, who, operation, case)


@pytest.mark.parametrize("operation", WRITES, ids=" ".join)
def test_only_those_write_whose_position_allows_it(world, operation):
    """Those who must be refused ask first and about one thing, because they change nothing."""
    case = TABLE[operation]
    once = settled(world, case)
    for who in sorted(PEOPLE, key=lambda name: name in case.may):
        check(world, who, operation, case if who in case.may else once)


def check(world: World, who: str, operation: tuple[str, str], case: Case) -> None:
    answer = ask(world, who, operation, case)
    code = answer.json()["code"] if answer.status_code >= 400 else ""
    seen = (*operation, who, answer.status_code, code)
    assert answer.status_code < 500, seen
    assert answer.status_code != 422, seen
    if case.may == EVERYBODY:
        assert code != "signin.required", seen
    elif who in case.may:
        assert answer.status_code not in {401, 403, 404} or code in case.own_refusals, seen
    else:
        assert answer.status_code in ({401} if who == NOBODY else {403, 404}), seen
