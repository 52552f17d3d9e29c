"""The house's clock in the hands of a test."""

from collections.abc import Callable
from datetime import datetime

import pytest

from api.kit import clock

SetClock = Callable[[datetime], None]


@pytest.fixture
def it_is(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    """Sets the house's clock, and stops it there: `it_is(moment)`. Who is signed in stays so for some weeks."""
    return lambda moment: monkeypatch.setattr(clock, "source", lambda: moment)
