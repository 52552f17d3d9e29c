"""Measures: each module runs by itself, asserts what it timed, and ends with RESULT lines."""
