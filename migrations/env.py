"""Runs migrations on both databases; the address comes from the settings or from the caller's connection."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection
from sqlmodel import SQLModel
from sqlmodel.sql.sqltypes import AutoString

from api import tables  # noqa: F401 - importing it registers every table
from api.kit import jobs
from api.kit.db import Database
from api.kit.models import Moment
from api.settings import Settings

_OTHERS = ("dbos", "alembic", "search_", "sqlite_")


def _render_item(kind: str, item: Any, _: AutogenContext) -> str | Literal[False]:
    """Keep SQLModel's and our own types out of migrations: they must still run when those have changed."""
    if kind == "type" and isinstance(item, AutoString):
        return f"sa.String(length={item.length})" if item.length else "sa.String()"
    if kind == "type" and isinstance(item, Moment):
        return "sa.DateTime(timezone=True)"
    return False


def _include_name(name: str | None, kind: str, _: object) -> bool:
    """Leave the job engine's tables and the search indexes alone; they have no models."""
    return not (kind == "table" and name is not None and (name.startswith(_OTHERS) or name in jobs.TABLES))


def _run(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET lock_timeout = '5s'")
        connection.exec_driver_sql("SELECT pg_advisory_lock(4102001)")
        connection.commit()
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_item=_render_item,
        include_name=_include_name,
        compare_type=True,
        compare_server_default=True,
        render_as_batch=True,
    )
    with context.begin_transaction():
        context.run_migrations()


given: Connection | None = context.config.attributes.get("connection")
if given is not None:
    _run(given)
else:
    database = Database(Settings().database)
    with database.engine.connect() as own:
        _run(own)
        own.commit()
    database.dispose()
