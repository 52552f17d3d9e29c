"""Folding inside the database, for columns that have no folded twin and lists that something else keeps short."""

from typing import Any

from sqlalchemy import String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from api.kit.folding import PAIRS

SQLITE_NAME = "fold"
"""What `kit/db.py` makes known to each connection to SQLite."""


class folded(FunctionElement[str]):  # noqa: N801 - written like the functions of SQL
    """A column of texts as `folding.fold` writes them."""

    type = String()
    inherit_cache = True


@compiles(folded, "sqlite")
def _on_sqlite(element: folded, compiler: Any, **options: Any) -> str:
    return f"{SQLITE_NAME}({compiler.process(element.clauses, **options)})"


@compiles(folded, "postgresql")
def _on_postgresql(element: folded, compiler: Any, **options: Any) -> str:
    return f"translate({compiler.process(element.clauses, **options)}, '{PAIRS[0]}', '{PAIRS[1]}')"
