"""The databases a measure runs on: SQLite always, PostgreSQL when it is installed."""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from api.settings import Settings
from tests.support.house import ORIGIN
from tests.support.postgres import PostgresMissing, running_server


def asked_to_be_quick(about: str | None, quick: str) -> bool:
    """Whether the command line says `--quick`; `about` is the module's docstring, `quick` what the switch leaves."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--quick", action="store_true", help=quick)
    found: bool = parser.parse_args().quick
    return found


@contextmanager
def fresh_databases(measure: str, *, sqlite_only: bool = False) -> Iterator[dict[str, Settings]]:
    """Settings of an empty house by database, each with a folder of its own; nothing is left afterwards."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix=f"handbook-{measure}-")))
        urls = {"sqlite": ""}
        if not sqlite_only:
            try:
                urls["postgresql"] = stack.enter_context(running_server()).create_database(measure)
            except PostgresMissing as missing:
                print(missing, file=sys.stderr)
        for name in urls:
            (folder / name).mkdir()
        yield {
            name: Settings(var=folder / name, database_url=url, public_url=ORIGIN, log_level="ERROR")
            for name, url in urls.items()
        }


def measure_each(measure: str, about: str | None, work: Callable[[Settings, bool], list[str]]) -> None:
    """Run `work(settings, quick)` on each database and print its lines under the database's name."""
    quick = asked_to_be_quick(about, "SQLite only, under 30 seconds")
    lines = []
    with fresh_databases(measure, sqlite_only=quick) as databases:
        for name, settings in databases.items():
            lines += [line.replace("name=", f"name={measure}_{name}_", 1) for line in work(settings, quick)]
    print("\n".join(lines))
