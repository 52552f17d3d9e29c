"""The lines a measure ends with, one form for all."""

import statistics
from collections.abc import Sequence


def result(
    name: str, value: float, unit: str, *, limit: float | None = None, peer: tuple[str, float] | None = None
) -> str:
    """One RESULT line; `peer` is what the same run measured for something else, by name and in the same unit."""
    parts = [f"RESULT name={name} value={_short(value)} unit={unit}"]
    if limit is not None:
        parts.append(f"limit={_short(limit)} of_limit={value / limit:.2f}")
    if peer is not None:
        parts.append(f"peer={peer[0]} vs_peer={value / peer[1]:.2f}")
    return " ".join(parts)


def p95(samples: Sequence[float]) -> float:
    """What all but one in twenty stay under."""
    return statistics.quantiles(samples, n=20)[18]


def _short(value: float) -> str:
    """Three figures are what a measure is worth."""
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"
