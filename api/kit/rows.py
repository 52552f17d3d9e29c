"""Lists and rows as one JSON parameter: a group is asked for or written by one statement, whatever its size.

Drivers bind value by value, and SQLite's gives other threads the turn after every row: a busy event loop then makes a
group of fifty wait fifty times. One text is read inside the database, where nobody waits for this process. Used where
plain SQL has to be fast; ordinary reads and writes go through sessions.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import chain
from operator import itemgetter
from typing import Any
from uuid import UUID

import orjson
import sqlalchemy as sa
from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql

from api.kit.models import Moment


@dataclass(frozen=True, slots=True)
class Words:
    """What the two databases call the same things."""

    listed: str
    """A table with the column `value` from the JSON list in a parameter."""
    unhex: str
    """Bytes from hexadecimal."""
    hex: str
    """Hexadecimal from bytes."""
    uuid: str
    """An id from its hexadecimal."""
    among: str
    """The operator that asks whether a column is one of `several`."""
    several: str
    """The values of a query, as what stands behind `among`. PostgreSQL is given an array: with a query behind IN it
    takes the whole table for the shorter way, however long it has grown."""
    packed: str
    """All rows of a query as one JSON list of lists."""

    def each(self, name: str) -> str:
        """The values of the parameter `name`, as a table of that name."""
        return self.listed.format(name)

    def ids(self, name: str) -> str:
        """The ids in the parameter `name`, as what stands behind `among`."""
        return self.several.format(f"SELECT {self.uuid.format(f'{name}.value')} FROM {self.each(name)}")  # noqa: S608 - our own words

    def one_of(self, name: str) -> str:
        """What stands behind a column that is one of the ids in the parameter `name`."""
        return f"{self.among} {self.ids(name)}"

    def pack(self, columns: Sequence[str], rest: str) -> str:
        """SELECT these columns, all rows as one text."""
        return self.packed.format(", ".join(columns), rest)


_SQLITE = Words(
    "json_each(:{0}) AS {0}",
    "unhex({0})",
    "hex({0})",
    "{0}",
    "IN",
    "({0})",
    "SELECT json_group_array(json_array({0})) AS found {1}",
)
_POSTGRESQL = Words(
    "json_array_elements_text(CAST(:{0} AS json)) AS {0}(value)",
    "decode({0}, 'hex')",
    "encode({0}, 'hex')",
    "CAST({0} AS uuid)",
    "= ANY",
    "(ARRAY({0}))",
    "SELECT CAST(coalesce(json_agg(json_build_array({0})), '[]') AS text) AS found {1}",
)
_COMPILER = postgresql.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy has no types there
_MOST_VALUES = 32_000
"""Values in one statement of SQLite (SQLITE_MAX_VARIABLE_NUMBER is 32,766)."""


def words_of(connection: Connection) -> Words:
    """The words of this connection's database."""
    return _POSTGRESQL if connection.dialect.name == "postgresql" else _SQLITE


def listed(values: Sequence[str]) -> str:
    """A list of texts as a parameter; ids and bytes come as hexadecimal."""
    return orjson.dumps(values).decode()


def unpack(connection: Connection, statement: sa.TextClause, parameters: dict[str, Any]) -> list[list[Any]]:
    """The rows of a statement made by `Words.pack`; ids and bytes are texts."""
    found: list[list[Any]] = orjson.loads(connection.execute(statement, parameters).scalar_one())
    return found


def insert(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Add these rows, a value for every column; ids as hexadecimal, moments from `moment`, JSON as it is kept.

    SQLite takes them as values of one statement, a third of what unpacking JSON there costs; PostgreSQL as JSON.
    """
    if words_of(connection) is _POSTGRESQL:
        connection.execute(_for_postgresql(table), {"rows": orjson.dumps(rows).decode()})
        return
    most = _MOST_VALUES // len(_names(table))
    for start in range(0, len(rows), most):
        some = rows[start : start + most]
        values = tuple(chain.from_iterable(map(itemgetter(*_names(table)), some)))
        connection.exec_driver_sql(_for_sqlite(table, len(some)), values)


class Ids(dict[str, UUID]):
    """The ids in a packed answer by their text: most stand in many rows, and making one costs as much as a row."""

    def __missing__(self, text: str) -> UUID:
        """Make it once."""
        made = self[text] = UUID(text)
        return made


def moment_of(text: str) -> datetime:
    """A moment of a packed answer: SQLite keeps no time zone, PostgreSQL's come in the server's."""
    at = datetime.fromisoformat(text)
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def moment(at: datetime) -> str:
    """A moment as both databases read it and as SQLite keeps it."""
    text = orjson.dumps(at.astimezone(UTC)).decode()  # half the time of isoformat, but it leaves out a fraction of none
    return f"{text[1:11]} {text[12:27]}" if at.microsecond else f"{text[1:11]} {text[12:20]}.000000"


def _for_sqlite(table: Table, rows: int) -> str:
    names = _names(table)
    row = f"({', '.join('?' * len(names))})"
    return f"INSERT INTO {table.name} ({', '.join(names)}) VALUES {', '.join([row] * rows)}"  # noqa: S608 - our own names


@cache
def _for_postgresql(table: Table) -> sa.TextClause:
    types = ", ".join(f"{column.name} {_postgresql_type(column)}" for column in table.columns)
    values = ", ".join(map(_postgresql_value, table.columns))
    return sa.text(
        f"INSERT INTO {table.name} ({', '.join(_names(table))}) SELECT {values}"  # noqa: S608 - our own names
        f" FROM json_to_recordset(CAST(:rows AS json)) AS rows({types})"
    )


def _postgresql_type(column: sa.Column[Any]) -> str:
    if isinstance(column.type, sa.JSON):
        return "text"
    return "timestamp" if isinstance(column.type, Moment) else column.type.compile(_COMPILER)


def _postgresql_value(column: sa.Column[Any]) -> str:
    if isinstance(column.type, sa.JSON):
        return f"CAST({column.name} AS json)"
    return f"{column.name} AT TIME ZONE 'UTC'" if isinstance(column.type, Moment) else column.name


@cache
def _names(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns)
