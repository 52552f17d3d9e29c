"""Many small writes as one: everybody is answered after the commit, and nobody for somebody else."""

import asyncio

import pytest
from sqlalchemy import text

from api.kit.grouping import Grouped


@pytest.fixture
def marks(house):
    """A table of numbers, and how to read it."""
    with house.database.writing() as session:
        session.connection().exec_driver_sql("CREATE TABLE IF NOT EXISTS marks (number INTEGER PRIMARY KEY)")
        session.connection().exec_driver_sql("DELETE FROM marks")

    def read():
        with house.database.reading() as session:
            return [row[0] for row in session.connection().exec_driver_sql("SELECT number FROM marks ORDER BY number")]

    yield read
    with house.database.writing() as session:
        session.connection().exec_driver_sql("DROP TABLE marks")


def writer(house, groups):
    """Inserts numbers and answers with their doubles; 13 breaks the transaction it is in."""

    def write(connection, numbers):
        groups.append(len(numbers))
        for number in numbers:
            connection.execute(text("INSERT INTO marks (number) VALUES (:number)"), {"number": number})
        if 13 in numbers:
            raise ValueError("thirteen")
        return [2 * number for number in numbers]

    return Grouped(house.database.writing_connection, write)


def test_every_item_gets_its_own_answer_and_groups_are_fewer_than_items(house, marks):
    groups: list[int] = []
    queue = writer(house, groups)

    async def ask():
        return await asyncio.gather(*(queue.submit(number) for number in range(100, 200)))

    assert asyncio.run(ask()) == [2 * number for number in range(100, 200)]
    queue.stop()
    assert marks() == list(range(100, 200))
    assert sum(groups) == 100
    assert len(groups) < 100


def test_one_bad_item_takes_no_other_along(house, marks):
    queue = writer(house, [])

    async def ask():
        return await asyncio.gather(*(queue.submit(number) for number in (11, 12, 13, 14)), return_exceptions=True)

    first, second, bad, last = asyncio.run(ask())
    queue.stop()
    assert (first, second, last) == (22, 24, 28)
    assert isinstance(bad, ValueError)
    assert marks() == [11, 12, 14]


def test_stopping_writes_what_waits(house, marks):
    queue = writer(house, [])

    async def ask():
        waiting = asyncio.gather(*(queue.submit(number) for number in range(20, 70)))
        await asyncio.sleep(0)
        await asyncio.to_thread(queue.stop)
        return await waiting

    assert len(asyncio.run(ask())) == 50
    assert marks() == list(range(20, 70))
