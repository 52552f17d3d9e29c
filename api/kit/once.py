"""Inserting what may be there already: phones send twice, and two requests may race."""

from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlmodel import Session, SQLModel


def add_once(session: Session, row: SQLModel) -> None:
    """Insert a row of a table unless one with its key, or its value in a unique column, is there."""
    insert = postgresql_insert if session.get_bind().dialect.name == "postgresql" else sqlite_insert
    session.execute(insert(type(row)).values(**row.model_dump()).on_conflict_do_nothing())
