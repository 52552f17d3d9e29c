"""News between processes, and a line to the database that breaks."""

import pytest
from sqlalchemy import event

from api.kit.db import Database
from api.kit.live import News


@pytest.fixture
def database(database_url):
    opened = Database(database_url)
    yield opened
    opened.dispose()


@pytest.fixture
def lines(database):
    """The driver's connections as they are taken into use."""
    taken = []
    event.listen(database.engine, "checkout", lambda line, *_: taken.append(line))
    return taken


@pytest.fixture
def hearing(database, lines):  # noqa: ARG001 - before it opens one
    """Somebody who listens; that the line is new is the first news."""
    news = News(database)
    assert news.wait(1)
    yield news
    news.hang_up()
    news.stop()


def change_something(database):
    with database.writing_connection() as connection:
        connection.exec_driver_sql("UPDATE organizations SET version = version")
    said = News(database)
    said.tell()
    return said


def test_a_change_of_another_process_is_heard(database, hearing):
    said = change_something(database)
    assert hearing.wait(10)
    said.stop()


def test_a_line_that_breaks_is_news_and_a_new_one_hears(database, hearing, lines):
    """As when the database restarts, or a firewall forgets a line that was quiet for long."""
    lines[0].close()
    assert hearing.wait(0.1)
    assert hearing.wait(1)  # the new line
    said = change_something(database)
    assert hearing.wait(10)
    said.stop()
