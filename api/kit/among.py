"""Asking for the rows of hundreds of ids through a session, as plain SQL does with `rows`.

A table that a full hall has just filled has no statistics yet: with a list behind IN, PostgreSQL took all rows of the
meeting for the shorter way and compared each with every id of the list. Where an index has two columns, both are
asked for with `one_of`, also when one of them is a single id: then both are looked up.
"""

from collections.abc import Collection
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session

from api.kit import rows


def one_of(session: Session, column: Any, ids: Collection[UUID]) -> sa.TextClause:
    """Whether the column is one of these ids; a column stands in a statement once."""
    words, listed = rows.words_of(session.connection()), rows.listed([one.hex for one in ids])
    name = f"{column.table.name}_{column.key}s"
    return sa.text(f"{column.table.name}.{column.key} {words.one_of(name)}").bindparams(**{name: listed})
