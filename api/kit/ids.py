"""Identifiers: UUIDv7, so that rows made later sort later and phones can make their own."""

import os
import threading
from uuid import UUID

from api.kit import clock

_lock = threading.Lock()
_last = 0


def new_id() -> UUID:
    """Return a UUIDv7 (RFC 9562): 48 bits of milliseconds, 12 bits of sub-millisecond order, 62 random bits.

    Within one process later calls sort after earlier ones, also inside one millisecond.
    """
    global _last  # noqa: PLW0603 - one counter a process is what makes the order strict
    ticks = int(clock.now().timestamp() * 1_000 * 4096)
    with _lock:
        _last = ticks = max(ticks, _last + 1)
    milliseconds, order = divmod(ticks, 4096)
    rest = int.from_bytes(os.urandom(8)) & (2**62 - 1)
    return UUID(int=milliseconds << 80 | 0x7 << 76 | order << 64 | 0b10 << 62 | rest)
