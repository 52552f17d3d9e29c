"""The HTTP API of the electronic party member handbook."""

import gc

gc.set_threshold(20_000, 20, 50)
"""New objects until the collector looks, for Python's own 700: imports make what stays, and an answer is made of
thousands of objects that die with it."""
