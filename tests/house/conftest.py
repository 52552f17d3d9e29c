"""The small province of the access tables, built once a process and brought back before each test."""

from collections.abc import Iterator
from http.cookiejar import Cookie

import pytest
from anyio.from_thread import BlockingPortal

from api.settings import Settings
from tests.house.access.world import World, a_world
from tests.support.ground import Ground
from tests.support.house import ORIGIN, open_house

_STATE = "world"
Cookies = dict[str, list[Cookie]]


@pytest.fixture(scope="session")
def built_world(
    ground: Ground, portal: BlockingPortal, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[World, Cookies]]:
    """The province and what its people's browsers hold; `ground` keeps its rows."""
    var = tmp_path_factory.mktemp("world")
    settings = Settings(var=var, database_url=ground.url, public_url=ORIGIN, log_level="ERROR")
    ground.go_back()
    with open_house(settings, database=ground.database, portal=portal) as house:
        world = a_world(house)
        ground.keep(_STATE)
        yield world, {name: list(client.cookies.jar) for name, client in world.people.items()}


@pytest.fixture
def world(built_world: tuple[World, Cookies], ground: Ground) -> World:
    """The province as it was built: nothing happened in it, everybody is signed in."""
    made, cookies = built_world
    ground.go_back(_STATE)
    made.things.clear()
    for name, client in made.people.items():
        if name not in cookies:
            continue
        client.cookies.clear()
        for cookie in cookies[name]:
            client.cookies.jar.set_cookie(cookie)
    return made
