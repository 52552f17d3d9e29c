"""The whole house on a fresh, migrated database, and clients that talk to it through HTTP."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.kit import jobs
from api.kit.db import Database
from api.main import create_app
from api.settings import ROOT, Settings

ORIGIN = "http://localhost:8000"
COOKIE_DOMAIN = "localhost.local"  # what the cookie jar makes of "localhost": a cookie set by the server replaces ours


def on_postgresql() -> bool:
    """Whether this run of the tests is the one on PostgreSQL."""
    return os.environ.get("HANDBOOK_TEST_DATABASE") == "postgresql"


@dataclass
class House:
    """An app with its database; `client()` is a phone that nobody has signed in on."""

    app: FastAPI
    settings: Settings
    open_clients: list[TestClient] = field(default_factory=list)

    @property
    def database(self) -> Database:
        database: Database = self.app.state.database
        return database

    def client(self, token: str | None = None) -> TestClient:
        """A browser of its own; `token` is a session cookie made by a maker."""
        client = TestClient(
            self.app,
            base_url=ORIGIN,
            headers={"X-Handbook": "1"},
            raise_server_exceptions=False,
            follow_redirects=False,
        )
        if token is not None:
            client.cookies.set(self.settings.session_cookie, token, domain=COOKIE_DOMAIN)
        self.open_clients.append(client)
        return client


def migrate(url: str, revision: str = "head") -> None:
    """Bring a database to a revision with the product's own migrations."""
    config = Config(str(ROOT / "alembic.ini"))
    database = Database(url)
    with database.engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        connection.commit()
    database.dispose()
    jobs.prepare(database)


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One migrated SQLite file a test process, copied for each test."""
    path = tmp_path_factory.mktemp("template") / "handbook.db"
    migrate(f"sqlite:///{path}")
    database = Database(f"sqlite:///{path}")
    with database.engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.dispose()
    return path


@pytest.fixture(scope="session")
def migrated_postgresql(request: pytest.FixtureRequest) -> str:
    """The name of one migrated PostgreSQL database a test process, the template of each test's own."""
    server = request.getfixturevalue("postgres")
    migrate(server.create_database("migrated"))
    return "migrated"


@pytest.fixture
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh, migrated database that is gone after the test."""
    if on_postgresql():
        template = request.getfixturevalue("migrated_postgresql")
        server = request.getfixturevalue("postgres")
        name = f"test_{os.urandom(6).hex()}"
        yield server.create_database(name, template)
        server.drop_database(name)
        return
    path = tmp_path / "handbook.db"
    shutil.copyfile(request.getfixturevalue("migrated_sqlite"), path)
    yield f"sqlite:///{path}"


@contextmanager
def open_house(settings: Settings) -> Iterator[House]:
    """The app for these settings, closed afterwards."""
    house = House(app=create_app(settings), settings=settings)
    try:
        yield house
    finally:
        for client in house.open_clients:
            client.close()
        house.database.dispose()


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    """Settings of a test's own house; override this fixture to change one."""
    return Settings(var=tmp_path, database_url=database_url, public_url=ORIGIN, log_level="ERROR")


@pytest.fixture
def house(settings: Settings) -> Iterator[House]:
    """A fresh house."""
    with open_house(settings) as opened:
        yield opened
