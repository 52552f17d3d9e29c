"""Daily deletions: each due once a day, by itself, and known to the doctor."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlmodel import select

from api.kit import clock, jobs, sweeping
from api.kit.audit import AuditEntry
from api.kit.jobs import Tools
from api.kit.sweeping import SweepDone


@pytest.fixture
def tools(house):
    return Tools(house.database, house.app.state.storage, house.settings)


@pytest.fixture
def sweeps(monkeypatch):
    """Only these two: one that works and writes, one that writes and fails as long as it is told to."""
    ran = []

    def clean(session, _tools):
        ran.append("clean")
        session.add(AuditEntry(action="test.clean", subject_kind="test"))
        return 3

    def dirty(session, _tools):
        ran.append("dirty")
        session.add(AuditEntry(action="test.dirty", subject_kind="test"))
        session.flush()
        if "mended" not in ran:
            raise RuntimeError("not today")
        return 0

    monkeypatch.setattr(sweeping, "_sweeps", {"test.a_dirty": dirty, "test.clean": clean})
    return ran


def done(tools):
    with tools.database.reading() as session:
        return {one.name: one.removed for one in session.exec(select(SweepDone))}


def test_one_that_fails_leaves_nothing_and_keeps_no_other_from_its_work(tools, sweeps):
    with pytest.raises(ExceptionGroup):
        sweeping.sweep_all(tools)
    assert sweeps == ["dirty", "clean"]
    assert done(tools) == {"test.clean": 3}
    with tools.database.reading() as session:
        assert [entry.action for entry in session.exec(select(AuditEntry))] == ["test.clean"]


def test_what_is_done_is_due_again_the_next_day_and_what_failed_at_once(tools, sweeps):
    with pytest.raises(ExceptionGroup):
        sweeping.sweep_all(tools)
    sweeps.append("mended")
    sweeping.sweep_all(tools)
    assert sweeps == ["dirty", "clean", "mended", "dirty"]
    sweeping.sweep_all(tools)
    assert len(sweeps) == 4
    with tools.database.writing() as session:
        session.get_one(SweepDone, "test.clean").done_at = clock.now() - timedelta(days=1)
    sweeping.sweep_all(tools)
    assert sweeps[4:] == ["clean"]


def test_every_room_that_keeps_what_ends_has_a_sweep():
    assert {"library.uploads", "members.imports", "signin.proofs"} <= set(sweeping.names())


def test_what_the_clock_asked_for_is_forgotten_after_a_week_and_what_has_a_key_never(house, tools):
    days_ago = {"old": 8, "new": 6, "stuck": 8, "keyed": 800}
    name = {"keyed": "handbook.job"}
    state = {"stuck": "PENDING"}
    with house.database.writing() as session:
        schema = "" if house.database.is_sqlite else "dbos."
        for one, days in days_ago.items():
            at = int((clock.now() - timedelta(days=days)).timestamp() * 1000)
            row = {"id": one, "name": name.get(one, jobs.ON_TIME), "state": state.get(one, "SUCCESS"), "at": at}
            session.execute(
                text(
                    f"INSERT INTO {schema}workflow_status (workflow_uuid, name, status, created_at, updated_at)"
                    " VALUES (:id, :name, :state, :at, :at)"
                ),
                row,
            )
            step = f"INSERT INTO {schema}operation_outputs (workflow_uuid, function_id) VALUES (:id, 1)"
            session.execute(text(step), {"id": one})
    with house.database.writing() as session:
        assert sweeping.forget_what_the_clock_asked_for(session, tools) == 1
    with house.database.reading() as session:
        for table in ("workflow_status", "operation_outputs"):
            left = session.execute(text(f"SELECT workflow_uuid FROM {schema}{table}")).scalars()
            assert set(left) == {"new", "stuck", "keyed"}
