"""Brings in the fixtures of `tests/support`, nothing else."""

pytest_plugins = ["tests.support.postgres", "tests.support.house", "tests.support.clocks", "tests.support.runs"]
