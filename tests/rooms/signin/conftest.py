"""What the tests of the room share: a clock that can be wrong."""

from datetime import UTC, datetime, timedelta

import pytest

from api.kit import clock


@pytest.fixture
def later(monkeypatch):
    """Moves the house's clock: `later(days=31)`."""
    ahead = timedelta()

    def _later(**shift):
        nonlocal ahead
        ahead += timedelta(**shift)
        monkeypatch.setattr(clock, "source", lambda: datetime.now(UTC) + ahead)

    return _later
