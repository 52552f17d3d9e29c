"""Brings in the fixtures of `tests/support`, nothing else."""

pytest_plugins = [f"tests.support.{module}" for module in ("postgres", "house", "clocks", "buckets", "runs", "probes")]
