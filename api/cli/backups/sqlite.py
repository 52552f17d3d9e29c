"""The SQLite database as one file, copied while people write."""

import os
from pathlib import Path

import pysqlite3.dbapi2 as sqlite

from api.cli import texts
from api.cli.terminal import ExitCode, Failure
from api.kit.db import Database

NAME = "handbook.db"


def dump(database: Database, folder: Path) -> list[Path]:
    """Copy the database into the folder as it is at one moment: SQLite's own backup in a single step.

    In WAL mode the step reads one snapshot and writers go on meanwhile.
    """
    copy = folder / NAME
    source, target = sqlite.connect(str(database.url.database)), sqlite.connect(str(copy))
    try:
        source.backup(target, pages=-1)
        target.execute("PRAGMA journal_mode=DELETE")
    finally:
        target.close()
        source.close()
    check(copy)
    return [copy]


def load(database: Database, folder: Path) -> None:
    """Put the copy in the database's place, in one rename."""
    check(folder / NAME)
    place = Path(str(database.url.database))
    database.dispose()
    arriving = place.with_name(f"{place.name}.arriving")
    arriving.write_bytes(b"")
    arriving.chmod(0o600)
    with (folder / NAME).open("rb") as source, arriving.open("wb") as target:
        while chunk := source.read(1024 * 1024):
            target.write(chunk)
        target.flush()
        os.fsync(target.fileno())
    for companion in ("-wal", "-shm"):  # they belong to the database that goes
        place.with_name(f"{place.name}{companion}").unlink(missing_ok=True)
    arriving.replace(place)


def check(path: Path) -> None:
    """Refuse a file that SQLite itself finds damaged."""
    connection = sqlite.connect(str(path))
    try:
        (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite.DatabaseError as error:
        raise Failure(texts.DATABASE_DAMAGED.format(reason=error), ExitCode.BAD_FILE) from error
    finally:
        connection.close()
    if verdict != "ok" or broken is not None:
        raise Failure(texts.DATABASE_DAMAGED.format(reason=verdict), ExitCode.BAD_FILE)
