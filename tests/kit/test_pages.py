import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlmodel import Session, col

from api.kit.db import Database
from api.kit.outbox import OutboxEntry
from api.kit.pages import CursorInvalid, PageRequest, paginate


@pytest.fixture
def database(database_url):
    opened = Database(database_url)
    yield opened
    opened.dispose()


def read_all(session: Session, limit: int, *, descending: bool) -> list[str]:
    seen, cursor = [], None
    while True:
        rows, cursor = paginate(
            session,
            select(OutboxEntry),
            keys=[col(OutboxEntry.kind), col(OutboxEntry.id)],
            key_of=lambda row: (row.kind, row.id),
            page=PageRequest(cursor=cursor, limit=limit),
            descending=descending,
        )
        seen += [row.kind for row in rows]
        if cursor is None:
            return seen


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(kinds=st.lists(st.sampled_from("abcd"), max_size=12), limit=st.integers(1, 5), descending=st.booleans())
def test_pages_together_are_the_whole_list_in_order(database, kinds, limit, descending):
    with Session(database.engine) as session:
        session.add_all(OutboxEntry(kind=kind, payload={}) for kind in kinds)
        session.flush()
        assert read_all(session, limit, descending=descending) == sorted(kinds, reverse=descending)
        session.rollback()


@pytest.mark.parametrize("cursor", ["", "x", "W10", "WyJhIl0", "WzEsMl0", "bnVsbA", "\u00e9", "eyJhIjoxfQ"])
def test_a_made_up_cursor_is_refused(database, cursor):
    with Session(database.engine) as session, pytest.raises(CursorInvalid):
        paginate(
            session,
            select(OutboxEntry),
            keys=[col(OutboxEntry.kind), col(OutboxEntry.id)],
            key_of=lambda row: (row.kind, row.id),
            page=PageRequest(cursor=cursor),
        )
