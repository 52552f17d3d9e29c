"""Durable jobs: asked for in the caller's transaction, repeated after a crash, taken over from the dead."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest
from dbos import DBOS
from sqlalchemy import event

from api.kit import jobs, storage
from api.kit.db import Database
from api.kit.executors import Slots, name_of, number_of
from api.settings import ROOT

seen: list[tuple[str, ...]] = []


@jobs.job("test.note")
def note(_tools, *arguments):
    seen.append(arguments)


@jobs.job("test.fail_twice")
def fail_twice(_tools, name):
    seen.append((name,))
    if len(seen) < 3:
        message = "not yet"
        raise RuntimeError(message)


@jobs.job("test.fail", gave_up=lambda _tools, name: seen.append(("gave up", name)))
def fail(_tools, name):
    seen.append((name,))
    message = "never"
    raise RuntimeError(message)


@pytest.fixture
def database(database_url):
    seen.clear()
    opened = Database(database_url)
    yield opened
    opened.dispose()


@pytest.fixture
def store(tmp_path):
    return storage.open_store((tmp_path / "files").as_uri())


@pytest.fixture
def impatient(monkeypatch):
    """The engine waits between attempts; the test does not."""
    monkeypatch.setattr("dbos._outcome.time.sleep", lambda _: None, raising=False)


@pytest.fixture
def work(database, store):
    """Starts the engine; it is stopped after the test whatever happened."""

    def _work():
        jobs.start(database, store, poll_seconds=0.02)

    yield _work
    jobs.stop()


def ask(database, name, *arguments, key):
    with database.writing() as session:
        jobs.enqueue(session, name, *arguments, key=key)


def test_a_job_is_asked_for_by_the_clock(work, monkeypatch):
    monkeypatch.setitem(jobs._by_the_clock, "test.note", "* * * * * *")  # noqa: SLF001 - every second, for this test only
    work()
    deadline = time.monotonic() + 20
    while len(seen) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    assert len(seen) >= 2


def test_a_job_runs_once_however_often_it_is_asked_for_with_one_key(database, work):
    for _ in range(3):
        ask(database, "test.note", "một", "hai", key="a")
    work()
    jobs.wait_until_done(30)
    ask(database, "test.note", "một", "hai", key="a")
    jobs.wait_until_done(30)
    assert seen == [("một", "hai")]


def test_a_job_of_a_rolled_back_transaction_never_was(database, work):
    def _changes_its_mind():
        with database.writing() as session:
            jobs.enqueue(session, "test.note", "x", key="b")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        _changes_its_mind()
    work()
    jobs.wait_until_done(30)
    assert seen == []


@pytest.mark.usefixtures("impatient")
def test_a_failing_job_is_tried_again(database, work):
    ask(database, "test.fail_twice", "x", key="c")
    work()
    jobs.wait_until_done(60)
    assert seen == [("x",)] * 3


@pytest.mark.usefixtures("impatient")
def test_a_job_that_never_succeeds_is_given_up_and_says_so(database, work):
    ask(database, "test.fail", "x", key="d")
    work()
    jobs.wait_until_done(120)
    assert seen[-1] == ("gave up", "x")
    assert seen[:-1] == [("x",)] * 4


def test_waiting_says_what_it_waits_for(database, work):
    gate = threading.Event()

    @jobs.job("test.wait")
    def _wait(_tools):
        gate.wait(30)

    ask(database, "test.wait", key="slow")
    work()
    with pytest.raises(TimeoutError, match="slow"):
        jobs.wait_until_done(0.5)
    gate.set()
    jobs.wait_until_done(30)


def test_a_job_stopped_in_the_middle_goes_on_at_the_next_start(database, store):
    begun, go_on = threading.Event(), threading.Event()

    def _long(tools):
        seen.append(("begun",))
        begun.set()
        go_on.wait(30)
        tools.pause_point()
        seen.append(("done",))

    jobs.job("test.long")(_long)
    ask(database, "test.long", key="long")
    jobs.start(database, store, poll_seconds=0.02)
    begun.wait(30)
    jobs.stop()
    go_on.set()
    jobs.start(database, store, poll_seconds=0.02)
    jobs.wait_until_done(30)
    jobs.stop()
    assert seen[-1] == ("done",)
    assert seen.count(("done",)) == 1


def test_stopping_what_does_not_run_is_fine():
    jobs.stop()


def test_slots_belong_to_one_holder_at_a_time(database_url):
    database = Database(database_url)
    first, second = Slots(database), Slots(database)
    assert [first.take_lowest(), second.take_lowest()] == [0, 1]
    assert not second.take(0)
    second.give_back(1)
    assert first.take(1)
    first.close()
    assert second.take_lowest() == 0
    second.close()
    database.dispose()


def test_a_slot_is_held_again_after_the_line_to_the_database_broke(database_url):
    """As when the database is started again: the lock is gone, the process is not."""
    database, other = Database(database_url), Database(database_url)
    lines = []
    event.listen(database.engine, "checkout", lambda line, *_: lines.append(line))
    first, second = Slots(database), Slots(other)
    assert first.take_lowest() == 0
    for line in lines:
        line.close()
    while not first.hold(0):  # the server has still to notice
        time.sleep(0.01)
    assert first.hold(0)
    assert not second.take(0)
    for slots, opened in ((first, database), (second, other)):
        slots.close()
        opened.dispose()


def test_names_of_slots():
    assert number_of(name_of(7)) == 7
    assert number_of("local") is None
    assert number_of("slot-x") is None


WORKER = """
import sys, time
from api.kit import jobs, storage
from api.kit.db import Database

@jobs.job("test.crash")
def crash(tools):
    print("begun", flush=True)
    time.sleep(60)

jobs.start(Database(sys.argv[1]), storage.open_store(sys.argv[2]), poll_seconds=0.02)
time.sleep(60)
"""


def test_the_work_of_a_killed_process_is_taken_over(database, store, tmp_path):
    """Another process dies by kill -9 while this one runs: its slot is free, and its job is done here."""
    jobs.job("test.crash")(lambda _tools: seen.append(("taken over",)))
    holder = Slots(database)
    own = holder.take_lowest()
    ask(database, "test.crash", key="crash")
    script = tmp_path / "worker.py"
    script.write_text(WORKER)
    command = [sys.executable, str(script), database.url.render_as_string(hide_password=False), tmp_path.as_uri()]
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"begun\n"
    holder.close()
    jobs.start(database, store, poll_seconds=0.02)
    spare = Slots(database)
    try:
        assert jobs.take_over(spare, own, {0, 1, 2}) == set()
        process.send_signal(signal.SIGKILL)
        process.wait(30)
        process.stdout.close()
        free = jobs.take_over(spare, own, set())
        assert (len(free), seen) == (1, [])  # its line may only have broken: it has until the next look
        deadline = time.monotonic() + 30
        while not seen and time.monotonic() < deadline:
            jobs.take_over(spare, own, free)
            time.sleep(0.1)
        jobs.wait_until_done(30)
    finally:
        spare.close()
        jobs.stop()
    assert seen == [("taken over",)]


def test_the_engine_leaves_nothing_behind_in_the_process(work):
    before = threading.active_count()
    work()
    assert DBOS.list_workflows() == []
    jobs.stop()
    assert threading.active_count() <= before + 1
