"""Which of the running processes is which: numbered slots, each held by at most one living process.

A slot is a lock that dies with its holder: `flock` beside the SQLite file, an advisory lock on PostgreSQL. So a free
slot whose jobs are still marked as running belonged to a process that is gone, and no heartbeat is needed.
"""

import fcntl
from contextlib import suppress
from io import TextIOWrapper
from itertools import count
from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from api.kit.db import Database

_LOCK_CLASS = 4102002
_PREFIX = "slot-"


def name_of(number: int) -> str:
    """The executor's name under which the jobs of this slot are recorded."""
    return f"{_PREFIX}{number}"


def number_of(name: str) -> int | None:
    """The slot of an executor's name, None for a name that is none of ours."""
    number = name.removeprefix(_PREFIX)
    return int(number) if name.startswith(_PREFIX) and number.isdigit() else None


class Slots:
    """The slots this process holds."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._files: dict[int, TextIOWrapper] = {}
        self._connection: Connection | None = None
        self._locked: set[int] = set()
        """What was taken on this connection."""

    def take_lowest(self) -> int:
        """Hold the first free slot; a restarted process gets its predecessor's and with it what that left undone."""
        return next(number for number in count() if self.take(number))

    def take(self, number: int) -> bool:
        """Try to hold a slot; False when a living process has it."""
        if self._database.is_sqlite:
            return self._take_file(number)
        if not self._ask("pg_try_advisory_lock", number):
            return False
        self._locked.add(number)
        return True

    def hold(self, number: int) -> bool:
        """Hold a slot still; on PostgreSQL it was lost if the line on which it was taken has broken.

        False while the server has not noticed that yet: then the lock is still the broken line's.
        """
        if self._database.is_sqlite:
            return True
        if not self._is_open():
            self._break_off()
        return number in self._locked or self.take(number)

    def give_back(self, number: int) -> None:
        """Let go of a slot."""
        if self._database.is_sqlite:
            self._files.pop(number).close()
        else:
            self._ask("pg_advisory_unlock", number)
            self._locked.remove(number)

    def close(self) -> None:
        """Let go of all."""
        for file in self._files.values():
            file.close()
        self._files.clear()
        with suppress(SQLAlchemyError):  # the server lets go by itself, a moment after the line is closed
            for number in tuple(self._locked):
                self.give_back(number)
        self._break_off()

    def _is_open(self) -> bool:
        if self._connection is None:
            return False
        try:
            self._connection.execute(text("SELECT 1"))
        except SQLAlchemyError:
            return False
        return True

    def _break_off(self) -> None:
        if self._connection is not None:
            with suppress(SQLAlchemyError):  # the server may have gone first
                self._connection.invalidate()
            self._connection.close()
            self._connection = None
        self._locked.clear()

    def _take_file(self, number: int) -> bool:
        if number in self._files:
            return False
        file = Path(f"{self._database.url.database}.{name_of(number)}").open("a")  # noqa: SIM115 - held until closed
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return False
        self._files[number] = file
        return True

    def _ask(self, function: str, number: int) -> object:
        if self._connection is None:
            self._connection = self._database.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        question = text(f"SELECT {function}(:class, :number)")
        return self._connection.execute(question, {"class": _LOCK_CLASS, "number": number}).scalar()
