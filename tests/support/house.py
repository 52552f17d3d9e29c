"""The whole house on a fresh, migrated database, and clients that talk to it through HTTP."""

import os
import shutil
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from anyio.from_thread import BlockingPortal, start_blocking_portal
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.kit import jobs, storage
from api.kit.db import Database
from api.main import create_app
from api.rooms.attendance.service import Desk
from api.rooms.conferences.service import company
from api.settings import ROOT, Settings
from notifications.service import Receipts
from tests.support.ground import Ground, PostgresGround, SqliteGround, in_haste

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
    portal: BlockingPortal | None = None
    """The event loop its clients share; without one each request makes and ends its own."""
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
        client.portal = self.portal
        if token is not None:
            client.cookies.set(self.settings.session_cookie, token, domain=COOKIE_DOMAIN)
        self.open_clients.append(client)
        return client


def migrate(url: str, revision: str = "head") -> None:
    """Bring a database to a revision with the product's own migrations."""
    config = Config(str(ROOT / "alembic.ini"))
    database = in_haste(Database(url))
    with database.engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        connection.commit()
    database.dispose()
    jobs.prepare(database)


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One migrated SQLite file a test process, the template of all others."""
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
    """The name of one migrated PostgreSQL database a test process, the template of all others."""
    server = request.getfixturevalue("postgres")
    migrate(server.create_database("migrated"))
    return "migrated"


@pytest.fixture(scope="session")
def ground(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    """The database that the tests of this process share."""
    made: Ground
    if on_postgresql():
        migrated = request.getfixturevalue("migrated_postgresql")
        made = PostgresGround(request.getfixturevalue("postgres"), migrated)
    else:
        made = SqliteGround(request.getfixturevalue("migrated_sqlite"), tmp_path_factory.mktemp("ground"))
    yield made
    made.database.dispose()


@pytest.fixture
def database_url(ground: Ground) -> str:
    """The address of the migrated database, without the rows of earlier tests."""
    ground.go_back()
    return ground.url


@pytest.fixture
def own_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a migrated database of the test's own, for those that change more than rows."""
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


@pytest.fixture(scope="session")
def portal() -> Iterator[BlockingPortal]:
    """The event loop in which the houses of this process answer, with its threads."""
    with start_blocking_portal() as opened:
        yield opened


_idle: defaultdict[str, list[FastAPI]] = defaultdict(list)
"""Apps that no house uses now, by what their building depends on: building one takes as long as a whole test."""


@contextmanager
def an_app(settings: Settings) -> Iterator[FastAPI]:
    """An app for these settings that is nobody else's for the length of the block."""
    likeness = settings.model_dump_json(exclude={"var", "database_url", "storage_url"})
    app = _idle[likeness].pop() if _idle[likeness] else create_app(settings)
    app.state.settings = settings
    app.state.storage = storage.open_store(settings.storage)
    app.state.database = Database(settings.database)
    yield app
    _idle[likeness].append(app)


@contextmanager
def open_house(
    settings: Settings, *, database: Database | None = None, portal: BlockingPortal | None = None
) -> Iterator[House]:
    """The app for these settings, closed afterwards; a database that was given stays open."""
    with an_app(settings) as app:
        if database is not None:
            app.state.database = database
        app.state.desk = Desk(app.state.database, settings.secret("attendance"), company)
        app.state.receipts = Receipts(app.state.database, settings.secret("receipts"))
        house = House(app=app, settings=settings, portal=portal)
        try:
            yield house
        finally:
            for client in house.open_clients:
                client.close()
            app.state.desk.stop()
            app.state.receipts.stop()
            if database is None:
                house.database.dispose()


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    """Settings of a test's own house; override this fixture to change one."""
    return Settings(var=tmp_path, database_url=database_url, public_url=ORIGIN, log_level="ERROR")


@pytest.fixture
def house(settings: Settings, ground: Ground, portal: BlockingPortal) -> Iterator[House]:
    """A fresh house."""
    shared = ground.database if settings.database == ground.url else None
    with open_house(settings, database=shared, portal=portal) as opened:
        yield opened
