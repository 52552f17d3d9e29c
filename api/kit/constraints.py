"""Rules the database itself holds, told to the caller as refusals."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from api.kit.errors import AppError


@contextmanager
def or_refuse(session: Session, error: AppError) -> Iterator[None]:
    """Write what the block added; a broken constraint becomes `error`. The transaction is then lost, so raise on."""
    try:
        yield
        session.flush()
    except IntegrityError as broken:
        raise error from broken
