"""The database: one request, one transaction. The only place that commits.

SQLite (embedded default) and PostgreSQL behind the same `Database`. What differs lives here: on SQLite one writer at
a time takes a file lock before `BEGIN IMMEDIATE`, so that writers queue fairly, also across processes, instead of
polling the busy handler; on PostgreSQL writers run side by side.
"""

import fcntl
import os
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager, nullcontext
from pathlib import Path
from typing import Annotated, Any, TypeVar

import anyio
import pysqlite3.dbapi2
from anyio import CapacityLimiter, to_thread
from fastapi import Depends, Request
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlmodel import Session

from api.kit.folded import SQLITE_NAME
from api.kit.folding import fold

T = TypeVar("T")
POOL_SIZE = 40
"""As many connections as Starlette has worker threads; requests wait in the event loop, never in a thread."""
_POOL: dict[str, Any] = {"pool_size": POOL_SIZE, "max_overflow": 4, "pool_use_lifo": True}
"""Last in, first out: the few connections at work keep their statements and pages warm, the others rest."""

_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=15000",
    "cache_size=-32000",
    "secure_delete=ON",  # what is deleted is overwritten, so that a deleted face is in no copy of the file
)


class Database:
    """An engine and the ways to open a session on it."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _sqlite(url) if self.is_sqlite else _postgresql(url)
        self._writer = self.engine.execution_options(writes=True)
        # a statement sees what is committed either way; without a transaction PostgreSQL is asked once, not three times
        self._reader = self.engine if self.is_sqlite else self.engine.execution_options(isolation_level="AUTOCOMMIT")
        self._lock_path = Path(f"{self.url.database}.lock") if self.is_sqlite else None
        self._gate = CapacityLimiter(POOL_SIZE)
        self._write_gate = CapacityLimiter(1) if self.is_sqlite else None
        self._finishing = CapacityLimiter(POOL_SIZE)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for reads, outside of requests and inside one thread."""
        with Session(self.engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that commits at the end, for the command line and jobs."""
        with (
            self._locked(),
            Session(self._writer, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session

    @contextmanager
    def reading_connection(self) -> Iterator[Connection]:
        """A connection for reads in plain SQL on the hot path."""
        with self._reader.connect() as connection:
            yield connection

    @contextmanager
    def writing_connection(self) -> Iterator[Connection]:
        """A connection that commits at the end, for plain SQL on the hot path."""
        with self._locked(), self._writer.begin() as connection:
            yield connection

    @asynccontextmanager
    async def reading_request(self) -> AsyncIterator[Session]:
        """A session for one request's reads; commit, rollback and close run beside the endpoint threads."""
        async with self._gate:
            session = Session(self.engine, expire_on_commit=False)
            try:
                yield session
            finally:
                if self.is_sqlite:
                    session.close()  # as in `look_up`
                else:
                    await self._finish(session.close)

    async def look_up(self, find: Callable[..., T], *arguments: Any) -> T:
        """What `find(session, …)` returns, with a session that it has for itself.

        In a thread on PostgreSQL; on SQLite a read waits for nothing, and changing threads would cost more.
        """

        def look() -> T:
            with self.reading() as session:
                return find(session, *arguments)

        async with self._gate:
            return look() if self.is_sqlite else await to_thread.run_sync(look)

    @asynccontextmanager
    async def writing_request(self) -> AsyncIterator[Session]:
        """A session for one request's writes, committed before the answer leaves."""
        gate: AbstractAsyncContextManager[Any] = self._write_gate or nullcontext()
        async with gate, self._gate:
            lock = self._locked()
            await self._finish(lock.__enter__)
            session = Session(self._writer, expire_on_commit=False)
            try:
                yield session
                await self._finish(session.commit)
            except BaseException:
                await self._finish(session.rollback)
                raise
            finally:
                await self._finish(session.close)
                lock.__exit__(None, None, None)

    def dispose(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    async def _finish(self, work: Callable[[], object]) -> None:
        """Run `work` in a thread of its own limiter: it must get one while all endpoint threads wait."""
        with anyio.CancelScope(shield=True):
            await to_thread.run_sync(work, limiter=self._finishing)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        if self._lock_path is None:
            yield
            return
        file = os.open(self._lock_path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC)
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield
        finally:
            os.close(file)


async def _reading(request: Request) -> AsyncIterator[Session]:
    database: Database = request.app.state.database
    async with database.reading_request() as session:
        yield session


async def _writing(request: Request) -> AsyncIterator[Session]:
    database: Database = request.app.state.database
    async with database.writing_request() as session:
        yield session


# scope="function" commits before the answer leaves, so a failed commit is a 500 and never a lost 200.
ReadSession = Annotated[Session, Depends(_reading, scope="function")]
WriteSession = Annotated[Session, Depends(_writing, scope="function")]


def _sqlite(url: str) -> Engine:
    """The bundled SQLite (the system's 3.40 can corrupt a WAL), with our own BEGIN."""
    engine = create_engine(url, module=pysqlite3.dbapi2, **_POOL)

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _: object) -> None:
        connection.isolation_level = None
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        connection.create_function(SQLITE_NAME, 1, fold, deterministic=True)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writes", False):
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        elif (driver := connection.connection.driver_connection) is not None:
            driver.execute("BEGIN")  # straight to the driver: a tenth of the time, and every request reads

    return engine


def _postgresql(url: str) -> Engine:
    return create_engine(url, pool_pre_ping=True, connect_args={"options": "-c timezone=UTC"}, **_POOL)
