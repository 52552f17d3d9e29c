"""Work after the answer has left: durable jobs inside this process (DBOS), on the same database as everything else.

A job is asked for in the caller's transaction, so it exists if and only if that commits. It may run more than once
(a kill in the middle, a retry), so every job is written to be repeated. See api/decisions/0002.
"""

import threading
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

import pysqlite3.dbapi2
from dbos import DBOS, DBOSClient, DBOSConfig, EnqueueOptions, ScheduleInput
from dbos._serialization import DefaultSerializer
from dbos._sys_db import SystemDatabase
from obstore.store import ObjectStore
from sqlalchemy import Engine, create_engine, event
from sqlmodel import Session

from api.kit import clock
from api.kit.db import Database
from api.kit.executors import Slots, name_of, number_of
from api.kit.logging import logger
from api.settings import Settings

VERSION = "1"
"""Pinned: by default DBOS hashes the code, and after an upgrade no process would take the old jobs."""

TABLES = frozenset(
    {
        "application_versions",
        "dbos_migrations",
        "notifications",
        "operation_outputs",
        "queues",
        "streams",
        "workflow_events",
        "workflow_events_history",
        "workflow_input",
        "workflow_output",
        "workflow_schedules",
        "workflow_status",
    }
)
"""The engine's own tables. SQLite has no schemas, so there no table of ours may have one of these names."""

ON_TIME = "handbook.on_time"
"""What the engine calls the work that the clock asked for."""

_APPLICATION = "handbook"
_QUEUES = {"work": 2, "reading": 2, "messages": 4, "urgent": 2}
"""How many jobs of each a process does at once: reading a hundred scans holds up neither what members are told nor
the import somebody waits for, and a thousand papers do not hold up a meeting that is called off."""
_LOOK_FOR_DEAD_SECONDS = 30.0


class Interrupted(BaseException):
    """The process is stopping; the job stays unfinished and is taken up again at the next start."""


@dataclass(frozen=True)
class Tools:
    """What a job works with."""

    database: Database
    storage: ObjectStore
    settings: Settings = field(default_factory=Settings)
    stopping: threading.Event = field(default_factory=threading.Event)

    def pause_point(self) -> None:
        """Called by long jobs between two pieces of work."""
        if self.stopping.is_set():
            raise Interrupted


Job = Callable[..., None]
_jobs: dict[str, tuple[Job, Job | None]] = {}
_by_the_clock: dict[str, str] = {}
"""Patterns of time by the job that is asked for."""


def job(name: str, *, gave_up: Job | None = None) -> Callable[[Job], Job]:
    """Register a function as the job `room.verb`; it gets the Tools and the strings it was asked for with.

    After the last failed attempt `gave_up` is called with the same.
    """

    def register(function: Job) -> Job:
        _jobs[name] = (function, gave_up)
        return function

    return register


def enqueue(
    session: Session, name: str, *arguments: str, key: str, queue: str = "work", delay_seconds: float = 0
) -> None:
    """Ask for a job in the caller's transaction. Asking again with the same key, ever, changes nothing."""
    options: EnqueueOptions = {"workflow_name": "handbook.job", "queue_name": queue, "workflow_id": key}
    if delay_seconds > 0:
        options["delay_seconds"] = delay_seconds
    client = _client(session.get_bind().dialect.name)
    client.enqueue_in_transaction(session.connection(), options, name, *arguments)


def on_time(name: str, pattern: str) -> None:
    """From the next start on, this job is asked for whenever the local clock fits the pattern (that of cron).

    Once for each time, however many processes there are; a time that passed while none ran is not made up for.
    """
    _by_the_clock[name] = pattern


def prepare(database: Database) -> None:
    """Make or upgrade the engine's tables; part of migrating. Costs little when there is nothing to do.

    On our own engine: `DBOS.migrate` opens the file with the standard library's SQLite, and two copies of SQLite in one
    process break each other's locks (sqlite.org/howtocorrupt.html §2.2).
    """
    engine = _engine(database)
    tables = SystemDatabase.create(
        system_database_url=database.url.render_as_string(hide_password=False),
        engine_kwargs={},
        engine=engine,
        schema="dbos",
        serializer=DefaultSerializer(),
        executor_id=None,
    )
    try:
        tables.run_migrations()
    finally:
        tables.destroy()
        engine.dispose()


@dataclass
class _Running:
    tools: Tools
    engine: Engine
    slots: Slots
    number: int
    watcher: threading.Thread


_running: _Running | None = None


def start(
    database: Database, storage: ObjectStore, *, settings: Settings | None = None, poll_seconds: float = 1.0
) -> None:
    """Begin to work: first on what a crash left, then on what is asked for. Once a process.

    Without `settings` they are read from the environment.
    """
    global _running  # noqa: PLW0603 - DBOS itself is one a process
    prepare(database)
    slots = Slots(database)
    number = slots.take_lowest()
    engine = _engine(database)
    client = DBOSClient(system_database_engine=engine, application_name=_APPLICATION, lazy=True)
    for queue, at_once in _QUEUES.items():
        client.register_queue(queue, worker_concurrency=at_once, polling_interval_sec=poll_seconds)
    DBOS(config=_config(database, engine, number, poll_seconds))
    tools = Tools(database, storage, settings or Settings())
    watcher = threading.Thread(target=_watch, args=(slots, number, tools.stopping), name="jobs-watcher", daemon=True)
    _running = _Running(tools, engine, slots, number, watcher)
    DBOS.launch()
    DBOS.apply_schedules([_schedule(job_name, pattern) for job_name, pattern in _by_the_clock.items()])
    watcher.start()


def stop() -> None:
    """Stop working. A job in the middle ends at its next pause point and is taken up at the next start."""
    global _running  # noqa: PLW0603 - DBOS itself is one a process
    if _running is None:
        return
    _running.tools.stopping.set()
    DBOS.destroy()
    _running.watcher.join()
    _running.engine.dispose()
    _running.slots.close()
    _running = None


def wait_until_done(seconds: float = 300) -> None:
    """Return when nothing waits or runs any more; for the command line and tests. TimeoutError after `seconds`."""
    deadline = time.monotonic() + seconds
    while left := DBOS.list_workflows(status=["ENQUEUED", "PENDING", "DELAYED"], limit=1, load_input=False):
        if time.monotonic() > deadline:
            raise TimeoutError(left[0].workflow_id)
        time.sleep(0.02)


def _tools() -> Tools:
    if _running is None or _running.tools.stopping.is_set():
        raise Interrupted
    return _running.tools


@DBOS.step(name="handbook.attempt", retries_allowed=True, max_attempts=4, interval_seconds=1, backoff_rate=4)
def _attempt(name: str, *arguments: str) -> None:
    _jobs[name][0](_tools(), *arguments)


@DBOS.workflow(name="handbook.job")
def _work(name: str, *arguments: str) -> None:
    _do(name, *arguments)


@DBOS.workflow(name=ON_TIME)
def _work_on_time(_: datetime, name: str) -> None:
    _do(name)


def _do(name: str, *arguments: str) -> None:
    try:
        _attempt(name, *arguments)
    except Exception:
        logger.exception("job failed", extra={"job": name})
        _, gave_up = _jobs[name]
        if gave_up is not None:
            gave_up(_tools(), *arguments)
        raise


def _schedule(name: str, pattern: str) -> ScheduleInput:
    return {
        "schedule_name": name,
        "workflow_fn": _work_on_time,
        "schedule": pattern,
        "context": name,
        "cron_timezone": clock.LOCAL.key,
        "queue_name": "messages",
    }


def _watch(slots: Slots, own: int, stopping: threading.Event) -> None:
    """Take over the jobs of processes that died and did not come back."""
    free: set[int] = set()
    while not stopping.wait(_LOOK_FOR_DEAD_SECONDS):
        try:
            slots.hold(own)
            free = take_over(slots, own, free)
        except Exception as error:  # noqa: BLE001 - the database may be away for a while; look again later
            free = set()
            logger.warning("could not look for dead executors", extra={"reason": type(error).__name__})


def take_over(slots: Slots, own: int, free: Collection[int]) -> set[int]:
    """Resume what runs in slots that are free, as at the last look (a broken line is mended by then); all free ones."""
    pending = DBOS.list_workflows(status="PENDING", load_input=False)
    numbers = {number_of(workflow.executor_id or "") for workflow in pending} - {own, None}
    found = {number for number in numbers if number is not None and slots.take(number)}
    for number in found:
        if number in free:
            DBOS.resume_workflows([w.workflow_id for w in pending if w.executor_id == name_of(number)])
        slots.give_back(number)
    return found


def _config(database: Database, engine: Engine, number: int, poll_seconds: float) -> DBOSConfig:
    return DBOSConfig(
        name=_APPLICATION,
        system_database_url=database.url.render_as_string(hide_password=False),
        system_database_engine=engine,
        application_version=VERSION,
        executor_id=name_of(number),
        log_level="ERROR",
        run_migrations=False,
        notification_listener_polling_interval_sec=poll_seconds,
    )


def _engine(database: Database) -> Engine:
    """A few connections of the engine's own.

    On SQLite its writes are single rows that may be lost in a power cut: the job then runs again, so they need no
    fsync and hold the write lock for microseconds.
    """
    if not database.is_sqlite:
        return create_engine(database.url, pool_size=5, max_overflow=5, pool_pre_ping=True)
    engine = create_engine(database.url, module=pysqlite3.dbapi2)

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _: object) -> None:
        connection.isolation_level = "IMMEDIATE"
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=30000"):
            connection.execute(f"PRAGMA {pragma}")

    return engine


@lru_cache(maxsize=2)
def _client(dialect: str) -> DBOSClient:
    """Builds the rows of a job for the caller's connection; its own engine never connects."""
    engine = create_engine("sqlite://" if dialect == "sqlite" else "postgresql+psycopg://")
    return DBOSClient(system_database_engine=engine, application_name=_APPLICATION, lazy=True)
