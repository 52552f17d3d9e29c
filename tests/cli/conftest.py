"""Runs `handbook` as somebody at a terminal would, on a house of the test's own."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from typer.testing import CliRunner, Result

from api.cli.program import program
from api.settings import Settings
from tests.support.house import ORIGIN, on_postgresql


@dataclass
class Terminal:
    """Where commands are typed: what they print, and with which code they end."""

    environment: dict[str, str]

    def run(self, *words, typed: str | None = None, **environment: str) -> Result:
        result = CliRunner().invoke(
            program, [str(word) for word in words], input=typed, env={**self.environment, **environment}
        )
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    def succeeds(self, *words, **more) -> str:
        result = self.run(*words, **more)
        assert result.exit_code == 0, result.output
        return result.output


def _environment(settings: Settings) -> dict[str, str]:
    return {
        "HANDBOOK_VAR": str(settings.var),
        "HANDBOOK_DATABASE_URL": settings.database_url,
        "HANDBOOK_PUBLIC_URL": ORIGIN,
        "HANDBOOK_LOG_LEVEL": "ERROR",
        "COLUMNS": "200",
    }


@pytest.fixture
def database_url(own_database_url: str) -> str:
    """Commands migrate, restore and go back, so each test has a database of its own."""
    return own_database_url


@pytest.fixture
def terminal(settings) -> Terminal:
    """A terminal on the house of the fixture `house`."""
    return Terminal(_environment(settings))


@pytest.fixture
def elsewhere(tmp_path_factory, request) -> Iterator[Settings]:
    """Settings of another machine, where nothing is yet."""
    var = tmp_path_factory.mktemp("elsewhere")
    if not on_postgresql():
        yield Settings(var=var, database_url="", public_url=ORIGIN, log_level="ERROR")
        return
    server = request.getfixturevalue("postgres")
    name = f"elsewhere_{secrets.token_hex(4)}"
    yield Settings(var=var, database_url=server.create_database(name), public_url=ORIGIN, log_level="ERROR")
    server.drop_database(name)


@pytest.fixture
def other_terminal(elsewhere) -> Terminal:
    """A terminal on that machine."""
    return Terminal(_environment(elsewhere))
