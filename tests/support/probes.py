"""Measuring coverage beside many threads.

Slipcover takes its probes out of code that was often seen, and looks through the frames of all running threads for it.
On Python 3.11 that has crashed a process in which several lanes were sending. Probes that stay cost nothing one can
measure.
"""

from slipcover.slipcover import Slipcover

setattr(Slipcover, "deinstrument_seen", lambda _: None)  # noqa: B010 - it is not ours, and mypy says so
