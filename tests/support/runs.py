"""What holds for every run, and which tests run again on PostgreSQL: those that the database matters to."""

import pytest
from hypothesis import HealthCheck, settings

from tests.support.house import on_postgresql

_DATABASES = {"ground", "own_database_url", "elsewhere", "postgres"}
"""Fixtures; whoever asks for none of them comes out the same in both runs."""


settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")  # no test says how fast the machine is: benchmarks do


def pytest_configure(config: pytest.Config) -> None:
    """Name the mark for tests of what other programs do: reading papers, refusing hostile ones."""
    config.addinivalue_line("markers", "sqlite_is_enough: slow, and the database plays no part in what is promised")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the others to the run on SQLite."""
    if not on_postgresql():
        return
    left = [item for item in items if not _matters(item)]
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if item not in set(left)]


def _matters(item: pytest.Item) -> bool:
    asked_for = getattr(item, "fixturenames", ())
    return not _DATABASES.isdisjoint(asked_for) and item.get_closest_marker("sqlite_is_enough") is None
