"""The database that the tests of one process stand on: migrated once, brought back to a kept state before each test.

A database of every test's own would cost a `CREATE DATABASE` and, with a new engine, the compilation of every
statement again. Going back costs a few milliseconds: on SQLite a file is copied, on PostgreSQL the rows of the tables
that hold any are exchanged for the kept ones, without foreign keys and append-only guards.
"""

import shutil
from abc import ABC, abstractmethod
from pathlib import Path

from sqlalchemy import Connection, event, text

from api.kit.db import Database
from tests.support.postgres import Server

EMPTY = "empty"
"""The state after the migrations: what they filled in, and nothing else."""


_TABLES = "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname IN ('public', 'dbos')"


def in_haste(database: Database) -> Database:
    """The same database, that waits for no disk: like the tests' PostgreSQL, it need not survive a power failure."""
    if database.is_sqlite:
        event.listen(database.engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))
    return database


class Ground(ABC):
    """One database, and the states of it that were kept by name."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.database = in_haste(Database(url))
        """Shared by all houses of the process: its compiled statements are worth more than a clean engine."""

    @abstractmethod
    def keep(self, name: str) -> None:
        """Remember the rows as they are now."""

    @abstractmethod
    def go_back(self, name: str = EMPTY) -> None:
        """Bring back the rows that were kept under this name, and only them."""


class SqliteGround(Ground):
    """A file; kept states are copies of it."""

    def __init__(self, migrated: Path, folder: Path) -> None:
        super().__init__(f"sqlite:///{folder / 'handbook.db'}")
        self.folder = folder
        shutil.copyfile(migrated, self._copy(EMPTY))

    def keep(self, name: str) -> None:
        with self.database.engine.connect() as connection:
            connection.exec_driver_sql("ROLLBACK")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        self.database.dispose()
        shutil.copyfile(self.folder / "handbook.db", self._copy(name))

    def go_back(self, name: str = EMPTY) -> None:
        self.database.dispose()
        for file in self.folder.glob("handbook.db*"):
            file.unlink()  # whoever still holds the old file open keeps it and cannot spoil the new one
        shutil.copyfile(self._copy(name), self.folder / "handbook.db")

    def _copy(self, name: str) -> Path:
        return self.folder / f"{name}.kept"


class PostgresGround(Ground):
    """A database; kept states are schemas in it, with one copy for each table that held rows."""

    def __init__(self, server: Server, migrated: str) -> None:
        super().__init__(server.create_database("ground", migrated))
        self.kept: dict[str, list[str]] = {}
        with self.database.engine.connect() as connection:
            found = connection.execute(text(_TABLES))
            self.tables = sorted(found.scalars())
        self.keep(EMPTY)

    def keep(self, name: str) -> None:
        with self.database.engine.begin() as connection:
            self.kept[name] = self._filled(connection)
            connection.exec_driver_sql(f"CREATE SCHEMA kept_{name}")
            for table in self.kept[name]:
                connection.exec_driver_sql(f"CREATE TABLE {_copy_of(table, name)} AS TABLE {table}")

    def go_back(self, name: str = EMPTY) -> None:
        with self.database.engine.begin() as connection:
            steps = ["SET LOCAL lock_timeout = '20s'", "SET LOCAL session_replication_role = replica"]
            steps += [f"DELETE FROM {table}" for table in self._filled(connection)]
            steps += [f"INSERT INTO {table} SELECT * FROM {_copy_of(table, name)}" for table in self.kept[name]]
            connection.exec_driver_sql("; ".join(steps))

    def _filled(self, connection: Connection) -> list[str]:
        each = (f"SELECT '{table}' WHERE EXISTS (SELECT FROM {table})" for table in self.tables)
        return sorted(connection.execute(text(" UNION ALL ".join(each))).scalars())


def _copy_of(table: str, name: str) -> str:
    return f'kept_{name}."{table}"'
