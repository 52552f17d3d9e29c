"""When a sending that got no good answer is tried again: pure, so that every property can be tested."""

from datetime import UTC, datetime, timedelta
from random import Random

FIRST = timedelta(seconds=5)
LONGEST = timedelta(hours=1)
MOST_ASKED = timedelta(hours=12)
"""A service that asks for more patience than this is not believed."""
GONE = frozenset({404, 410})
"""The push service knows the subscription no more (RFC 8030 §7.3)."""
_BEGINNING = datetime(2020, 1, 1, tzinfo=UTC)
_AGAIN = frozenset({0, 408, 425, 429})
_OK = range(200, 300)
_SERVER = range(500, 600)


def is_accepted(status: int) -> bool:
    """Whether the service took the message."""
    return status in _OK


def is_worth_repeating(status: int) -> bool:
    """No answer, too many at once, or a server in trouble; everything else would be refused again."""
    return status in _AGAIN or status in _SERVER


def pause(attempts: int, retry_after: float | None, chance: Random) -> timedelta:
    """How long to wait after the `attempts`-th try.

    Doubles from five seconds to an hour, each time by chance between half and the whole, so that thousands of phones
    do not come back in one second; never before the service asked for (`retry_after`, seconds).
    """
    drawn = _whole(attempts) * chance.uniform(0.5, 1)
    asked = timedelta(seconds=max(0.0, retry_after or 0))
    return max(drawn, min(asked, MOST_ASKED) * chance.uniform(1, 1.2))


def next_try(
    now: datetime, attempts: int, retry_after: float | None, until: datetime, chance: Random
) -> datetime | None:
    """The moment of the next try, None when the message would be outdated by then.

    Moments are rounded up to an eighth of the pause: a mail server that is down all day with thousands of mails waiting
    is tried for many of them together, and not for each at a moment of its own.
    """
    at = now + pause(attempts, retry_after, chance)
    step = _whole(attempts) / 8
    at += -(at - _BEGINNING) % step
    return at if at < until else None


def _whole(attempts: int) -> timedelta:
    return min(LONGEST, FIRST * float(2 ** min(attempts - 1, 20)))
