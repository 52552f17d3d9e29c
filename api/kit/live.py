"""News between the processes of a house: that something changed, never what. Whoever listens reads the database again.

On PostgreSQL one LISTEN connection a process; NOTIFY takes a lock that all commits share, so it is sent for many
changes at once and at most four times a second. On SQLite `PRAGMA data_version` is looked at: it tells of every commit
of any connection, so nobody needs to say anything.
"""

import threading
import time
from contextlib import suppress
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from api.kit.db import Database

_CHANNEL = "handbook_news"
_BETWEEN = 0.25
"""Least seconds between two NOTIFYs of a process."""
_LOOK = 0.05
"""Seconds between two looks at SQLite's data version: 6 µs each."""


class News:
    """One for each process: `tell` from any thread, `wait` in one."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._hearing: Connection | None = None
        self._seen: object = None
        self._untold = threading.Event()
        self._stopping = threading.Event()
        self._starting = threading.Lock()
        self._teller: threading.Thread | None = None

    def tell(self) -> None:
        """Something changed and has been committed. Cheap, and soon known to every process."""
        if self._database.is_sqlite or self._untold.is_set():
            return
        with self._starting:
            if self._teller is None:
                self._teller = threading.Thread(target=self._tell, name="news", daemon=True)
                self._teller.start()
        self._untold.set()

    def wait(self, seconds: float) -> bool:
        """Whether there was news within so many seconds; also when the line to the database had to be made anew."""
        try:
            if self._hearing is None:
                self._hearing = self._connect()
                return True
            return (self._look if self._database.is_sqlite else self._hear)(self._hearing, seconds)
        except (SQLAlchemyError, OSError, self._database.engine.dialect.loaded_dbapi.Error):
            self.hang_up()  # the line itself is the driver's, and so are its errors
            self._stopping.wait(seconds)
            return True

    def hang_up(self) -> None:
        """Close the line; the next `wait` makes a new one."""
        if self._hearing is not None:
            with suppress(SQLAlchemyError):
                self._hearing.invalidate()
            self._hearing.close()
            self._hearing = None

    def stop(self) -> None:
        """End the waiting and the telling."""
        self._stopping.set()
        self._untold.set()
        if self._teller is not None:
            self._teller.join()

    def _connect(self) -> Connection:
        connection = self._database.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        if not self._database.is_sqlite:
            connection.execute(text(f"LISTEN {_CHANNEL}"))
        return connection

    def _look(self, connection: Connection, seconds: float) -> bool:
        until = time.monotonic() + seconds
        while True:
            version = connection.exec_driver_sql("PRAGMA data_version").scalar()
            if version != self._seen:
                self._seen = version
                return True
            if time.monotonic() >= until or self._stopping.wait(_LOOK):
                return False

    def _hear(self, connection: Connection, seconds: float) -> bool:
        line: Any = connection.connection.dbapi_connection
        return any(True for _ in line.notifies(timeout=seconds, stop_after=1))

    def _tell(self) -> None:
        while True:
            self._untold.wait()
            if self._stopping.is_set():
                return
            self._untold.clear()
            with suppress(SQLAlchemyError), self._database.engine.begin() as connection:
                connection.execute(text(f"NOTIFY {_CHANNEL}"))
            self._stopping.wait(_BETWEEN)
