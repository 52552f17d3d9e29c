"""`handbook`: the technical administrator's command line. What it does is in `program`, its words in `texts`."""

from api.cli.program import main

__all__ = ["main"]
