"""Devices that report one refused scan after the other: counted for a minute, then told to wait. Pure.

A desk sends what its own check let through, so an honest one is hardly ever refused; two full reports of refused scans
fit in, and what a phone has kept is only put off. Each device has a budget of its own: a flood costs no other device.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

WINDOW = 60.0
"""Seconds."""
MOST = 400
"""Refused scans of one device in a window; twice what a report may bring."""
_MOST_DEVICES = 10_000


class Flood(NamedTuple):
    """A window that went over: from which device, what was refused how often, how many reports were sent away."""

    device_id: UUID | None
    refused: Counter[str]
    turned_away: int


@dataclass(slots=True)
class _Window:
    began: float
    device_id: UUID | None
    refused: Counter[str] = field(default_factory=Counter)
    turned_away: int = 0


@dataclass(slots=True)
class Floods:
    """What each signed-in device (by the hash of its session) was refused lately. Times on a monotonic clock (s)."""

    _windows: dict[bytes, _Window] = field(default_factory=dict)

    def wait(self, device: bytes, now: float) -> float:
        """How many seconds a device has to wait, 0 for none; a report that has to is counted."""
        window = self._windows.get(device)
        if window is None or now - window.began >= WINDOW or window.refused.total() <= MOST:
            return 0.0
        window.turned_away += 1
        return WINDOW - (now - window.began)

    def note(self, device: bytes, device_id: UUID | None, refusals: Iterable[str], now: float) -> list[Flood]:
        """Count refused scans of a device; the floods of windows that have ended, each told once."""
        refused = Counter(refusals)
        ended = self.ended(now) if refused else []
        if refused and (device in self._windows or len(self._windows) < _MOST_DEVICES):
            self._windows.setdefault(device, _Window(now, device_id)).refused.update(refused)
        return ended

    def ended(self, now: float = float("inf")) -> list[Flood]:
        """The floods of windows that have ended by now, each told once."""
        over = [device for device, window in self._windows.items() if now - window.began >= WINDOW]
        windows = [self._windows.pop(device) for device in over]
        return [Flood(one.device_id, one.refused, one.turned_away) for one in windows if one.refused.total() > MOST]
