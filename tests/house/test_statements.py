"""No read makes more than eight statements, and none makes more of them because there is more to show."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

import pytest

from api.kit.actors import Role
from api.kit.ids import new_id
from api.rooms.library.models import State
from tests.house.access.world import OFFICE, SECRETARY, Make, World, a_world
from tests.house.test_access_matrix import READS, TABLE, ask
from tests.makers.library import a_document
from tests.makers.members import a_member
from tests.makers.organizations import a_branch, a_position
from tests.makers.signin import an_account, signed_in
from tests.support.statements import statements

MOST = 8
WHOLE = {
    ("GET", "/api/members/me/export.json"),
    ("GET", "/api/members/me/export.pdf"),
}
"""Everything that is kept about somebody, once in a while: bounded, but not by eight."""
READERS = (SECRETARY, OFFICE)


def more(world: World) -> None:
    """Several times as many rows of everything that is shown in lists."""
    house = world.house
    for number in range(4):
        branch = a_branch(house, under=world.committee)
        for at in (branch, world.branch):
            member = a_member(house, of=at, full_name=f"Lường Văn Số {number}", phone=f"091200{number:04}")
            an_account(house, member=member)
            a_position(house, at=at, role=Role.ORGANISER, member=member)
        a_document(house, by=world.branch, title=f"Kế hoạch số {number}", study_by_on=date(2026, 12, 1))
        a_document(house, by=world.committee, title=f"Bản thảo số {number}", state=State.DRAFT)
        own = signed_in(house, member=a_member(house, of=world.branch))
        for client in (own, *(world.people[name] for name in READERS)):
            asked = {"id": str(new_id()), "kind": "correction", "text": "Sai ngày sinh"}
            client.post("/api/members/me/requests", json=asked).raise_for_status()


def always(place: Mapping[str, object]) -> Make:
    """The same place however often it is asked for: making it anew would add rows."""
    return lambda _: place


def counted(world: World) -> Iterator[tuple[tuple[tuple[str, str], str], int]]:
    for operation in READS:
        for who in READERS:
            place = TABLE[operation].path(world)
            case = replace(TABLE[operation], path=always(place))
            ask(world, who, operation, case)  # what is kept in memory for all is there afterwards
            with statements(world.house) as seen:
                answer = ask(world, who, operation, case)
            if answer.status_code == 200:
                yield (operation, who), len(seen)


@pytest.fixture
def world(house) -> World:
    made = a_world(house)
    a_document(house, by=made.branch)
    return made


def test_no_read_makes_many_statements_and_none_grows_with_the_rows(world):
    few = dict(counted(world))
    more(world)
    many = dict(counted(world))
    assert len(few) > len(READS)
    assert {name: (few[name], number) for name, number in many.items() if number > few[name]} == {}
    assert {name: number for name, number in many.items() if number > MOST and name[0] not in WHOLE} == {}
