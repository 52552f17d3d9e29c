"""Long lists a page at a time, by key and not by offset: rows that arrive meanwhile neither repeat nor hide others."""

import base64
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, Any, Generic, TypeVar, cast
from uuid import UUID

from fastapi import Depends, Query
from pydantic import BaseModel
from sqlalchemy import ColumnElement, Select, tuple_
from sqlalchemy.orm import Mapped
from sqlalchemy.types import TypeDecorator
from sqlmodel import Session

from api.kit.errors import AppError

MOST = 200
_BIGGEST = 2**63 - 1
T = TypeVar("T")
Key = ColumnElement[Any] | Mapped[Any]


class CursorInvalid(AppError):
    """A cursor that no page gave out."""

    status, code, title = (
        400,
        "request.cursor_invalid",
        "This cursor was not given out by the list.",
    )


class Page(BaseModel, Generic[T]):
    """One page; `next_cursor` is null on the last."""

    items: Sequence[T]
    next_cursor: str | None


class PageRequest(BaseModel):
    """Where a page starts and how long it is."""

    cursor: str | None = None
    limit: int = 50


async def _page_request(
    cursor: Annotated[str | None, Query(max_length=600)] = None,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 50,
) -> PageRequest:
    return PageRequest(cursor=cursor, limit=limit)


WhichPage = Annotated[PageRequest, Depends(_page_request)]


def paginate(  # noqa: PLR0913 - all but the first two by name
    session: Session,
    statement: Select[*tuple[Any, ...]],
    *,
    keys: Sequence[Key],
    key_of: Callable[[Any], tuple[Any, ...]],
    page: PageRequest,
    descending: bool = False,
    values: Mapping[str, Any] | None = None,
) -> tuple[list[Any], str | None]:
    """Run `statement` for one page in the order of `keys` (never null, the last one unique).

    `key_of` reads the same keys from a result row; `values` are what the statement leaves open. Returns the rows and
    the next cursor.
    """
    if page.cursor is not None:
        start = tuple_(*_decode(page.cursor, keys))
        here = tuple_(*keys)
        statement = statement.where(here < start if descending else here > start)
    order = [key.desc() if descending else key for key in keys]
    rows = list(session.execute(statement.order_by(*order).limit(page.limit + 1), params=values).all())
    results = [row[0] if len(row) == 1 else row for row in rows[: page.limit]]
    more = len(rows) > page.limit
    return results, _encode(key_of(results[-1])) if more else None


def _encode(values: tuple[Any, ...]) -> str:
    plain = [value.isoformat() if isinstance(value, date) else value for value in values]
    return base64.urlsafe_b64encode(json.dumps(plain, default=str).encode()).decode().rstrip("=")


def _decode(cursor: str, keys: Sequence[Key]) -> list[Any]:
    try:
        raw = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        return [_read(value, _kind(key)) for value, key in zip(raw, keys, strict=True)]
    except (ValueError, TypeError, AttributeError) as error:
        raise CursorInvalid from error


def _kind(key: Key) -> type:
    """The Python type behind a column; a decorator does not tell its own."""
    column_type = cast("ColumnElement[Any]", key).type
    return (column_type.impl_instance if isinstance(column_type, TypeDecorator) else column_type).python_type


def _read(value: Any, kind: type) -> Any:
    if kind in (datetime, date):
        return kind.fromisoformat(value)
    if kind is UUID:
        return UUID(value)
    if type(value) is not kind:
        raise TypeError
    if isinstance(value, int) and not -_BIGGEST <= value <= _BIGGEST:  # more than a database counts to
        raise ValueError
    return value
