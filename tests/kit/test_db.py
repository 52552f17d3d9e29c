"""The promises of the session dependencies, through a small app on the real databases."""

from concurrent.futures import ThreadPoolExecutor
from typing import Annotated
from uuid import UUID

import pytest
from fastapi import Body, FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import event, text
from sqlmodel import Session, select

from api.kit import errors
from api.kit.audit import AuditEntry, note
from api.kit.db import POOL_SIZE, Database, ReadSession, WriteSession
from api.kit.errors import AppError


class Refused(AppError):
    status, code, title = 409, "test.refused", "No."


@pytest.fixture
def database(database_url):
    opened = Database(database_url)
    yield opened
    opened.dispose()


@pytest.fixture
def client(database):
    app = FastAPI()
    app.state.database = database
    errors.install(app)

    @app.post("/notes")
    def write(session: WriteSession, action: Annotated[str, Body()], *, refuse: bool = False) -> None:
        note(session, None, action, subject_kind="test")
        session.flush()
        if refuse:
            raise Refused

    @app.get("/notes")
    def read(session: ReadSession) -> int:
        return len(session.exec(select(AuditEntry.id)).all())

    with TestClient(app, raise_server_exceptions=False) as opened:
        yield opened


def count(database: Database) -> int:
    with database.reading() as session:
        return len(session.exec(select(AuditEntry.id)).all())


def test_a_request_is_one_transaction(client, database):
    assert client.post("/notes", json="kept").status_code == 200
    assert client.post("/notes?refuse=true", json="refused").status_code == 409
    assert count(database) == 1
    assert client.get("/notes").json() == 1


def test_a_failed_commit_is_a_500_and_never_a_lost_200(client, database):
    def fail(_: object) -> None:
        raise OSError

    event.listen(database.engine, "commit", fail)
    event.listen(database._writer, "commit", fail)  # noqa: SLF001 - the fault is put where a disk would fail
    assert client.post("/notes", json="lost").status_code == 500


def test_more_writers_than_connections_all_get_through(client, database):
    """Requests wait in the event loop, so endpoint threads are never all blocked on each other."""
    writers = POOL_SIZE * 3
    with ThreadPoolExecutor(writers) as pool:
        answers = list(pool.map(lambda n: client.post("/notes", json=f"n{n}").status_code, range(writers)))
    assert answers == [200] * writers
    assert count(database) == writers


def test_two_processes_worth_of_writers_take_turns(database, database_url):
    other = Database(database_url)

    def write(which: Database) -> None:
        for _ in range(20):
            with which.writing() as session:
                note(session, None, "x", subject_kind="test")

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(write, [database, other]))
    other.dispose()
    assert count(database) == 40


def test_evidence_cannot_be_changed_or_deleted(database):
    with database.writing() as session:
        note(session, None, "x", subject_kind="test")
    for statement in ("UPDATE audit SET action = 'y'", "DELETE FROM audit"):
        with pytest.raises(Exception, match="audit is append-only"), database.writing() as session:
            session.connection().execute(text(statement))
    assert count(database) == 1


def test_moments_stay_aware_and_in_utc(database):
    with database.writing() as session:
        note(session, None, "x", subject_kind="test")
    with Session(database.engine) as session:
        entry = session.exec(select(AuditEntry)).one()
        assert str(entry.at.tzinfo) == "UTC"
        assert isinstance(entry.id, UUID)
