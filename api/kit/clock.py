"""The time, asked for in one place, so that tests can set it (`clock.source`)."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
"""The zone in which members read dates; the database keeps UTC."""


def _system() -> datetime:
    return datetime.now(UTC)


source: Callable[[], datetime] = _system
"""Where the time comes from; tests replace it."""


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return source()


def today() -> date:
    """Today's date as members see it."""
    return now().astimezone(LOCAL).date()
