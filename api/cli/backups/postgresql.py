"""The PostgreSQL database as text of COPY, one file a table, all of one moment.

No pg_dump: it is missing on many application servers and must not be older than the database server. The schema
comes from the migrations, so a backup restores on any server version the handbook runs on.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from api.cli import migrating
from api.kit import jobs
from api.kit.db import Database

INDEX = "tables.json"
_KEPT_BY_MIGRATIONS = ("alembic_version", "dbos_migrations")
_OURS = "nspname NOT LIKE 'pg\\_%%' AND nspname <> 'information_schema'"

_TABLES = f"""
    SELECT n.nspname, c.relname, array_agg(a.attname::text ORDER BY a.attnum)
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    WHERE c.relkind = 'r' AND {_OURS} AND c.relname <> ALL(%s)
    GROUP BY 1, 2 ORDER BY 1, 2
"""  # noqa: S608 - built of constants
_SEQUENCES = "SELECT schemaname, sequencename, last_value FROM pg_sequences WHERE last_value IS NOT NULL ORDER BY 1, 2"
_FOREIGN_KEYS = f"""
    SELECT n.nspname, c.relname, k.conname, pg_get_constraintdef(k.oid)
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE k.contype = 'f' AND {_OURS}
"""  # noqa: S608 - built of constants

Connection = psycopg.Connection[Any]


@dataclass(frozen=True, slots=True)
class Table:
    """A table and the columns that are written; generated ones make themselves."""

    schema: str
    name: str
    columns: list[str]

    @property
    def file(self) -> str:
        """Its file in the backup."""
        return f"{self.schema}.{self.name}.copy"

    def as_sql(self) -> sql.Composable:
        """The table and its columns."""
        columns = sql.SQL(", ").join(map(sql.Identifier, self.columns))
        return sql.SQL("{} ({})").format(sql.Identifier(self.schema, self.name), columns)


def dump(database: Database, folder: Path) -> list[Path]:
    """Write every table into the folder, as one transaction sees them; nobody waits meanwhile."""
    with _connected(database) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        tables = _tables(connection)
        for table in tables:
            with (
                (folder / table.file).open("wb") as file,
                connection.cursor().copy(sql.SQL("COPY {} TO STDOUT").format(table.as_sql())) as rows,
            ):
                for chunk in rows:
                    file.write(chunk)
        index = {"tables": [asdict(table) for table in tables], "sequences": connection.execute(_SEQUENCES).fetchall()}
    (folder / INDEX).write_text(json.dumps(index), "utf-8")
    return [folder / INDEX, *(folder / table.file for table in tables)]


def load(database: Database, folder: Path, revision: str) -> None:
    """Empty the database, build the schema of that revision, fill it in one transaction."""
    with _connected(database) as connection:
        connection.execute("DROP SCHEMA IF EXISTS dbos CASCADE")
        connection.execute("DROP SCHEMA IF EXISTS public CASCADE")
        connection.execute("CREATE SCHEMA public")
    database.dispose()
    migrating.migrate(database, revision)
    jobs.prepare(database)
    index = json.loads((folder / INDEX).read_text("utf-8"))
    with _connected(database) as connection, _without_guards(connection):
        for table in (Table(**said) for said in index["tables"]):
            with (
                (folder / table.file).open("rb") as file,
                connection.cursor().copy(sql.SQL("COPY {} FROM STDIN").format(table.as_sql())) as rows,
            ):
                while chunk := file.read(1024 * 1024):
                    rows.write(chunk)
        for schema, name, last in index["sequences"]:
            connection.execute(
                "SELECT setval(format('%%I.%%I', %s::text, %s::text)::regclass, %s)", (schema, name, last)
            )


@contextmanager
def _connected(database: Database) -> Iterator[Connection]:
    """The driver's own connection: COPY is not a thing of SQLAlchemy's."""
    url = database.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url) as connection:
        yield connection


@contextmanager
def _without_guards(connection: Connection) -> Iterator[None]:
    """Empty tables whose triggers sleep and whose foreign keys are gone; checked and back at the end."""
    tables = _tables(connection)
    keys = connection.execute(_FOREIGN_KEYS).fetchall()
    for table in tables:
        _alter(connection, table, "DISABLE TRIGGER USER")
    for schema, table_name, name, _ in keys:
        statement = sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}")
        connection.execute(statement.format(sql.Identifier(schema, table_name), sql.Identifier(name)))
    names = sql.SQL(", ").join(sql.Identifier(table.schema, table.name) for table in tables)
    connection.execute(sql.SQL("TRUNCATE {}").format(names))
    yield
    for schema, table_name, name, definition in keys:
        statement = sql.SQL("ALTER TABLE {} ADD CONSTRAINT {} {}")
        connection.execute(
            statement.format(sql.Identifier(schema, table_name), sql.Identifier(name), sql.SQL(definition))
        )
    for table in tables:
        _alter(connection, table, "ENABLE TRIGGER USER")


def _alter(connection: Connection, table: Table, what: Any) -> None:
    connection.execute(sql.SQL("ALTER TABLE {} {}").format(sql.Identifier(table.schema, table.name), sql.SQL(what)))


def _tables(connection: Connection) -> list[Table]:
    return [Table(*row) for row in connection.execute(_TABLES, ([*_KEPT_BY_MIGRATIONS],))]
