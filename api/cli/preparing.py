"""What has to be there before anything runs: state folder, secrets, a database with the newest schema."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import ValidationError

from api import tables  # noqa: F401 - every table is known before the first of them is written
from api.cli import migrating, texts
from api.cli.terminal import ExitCode, Failure, say
from api.kit import jobs, workspace
from api.kit.db import Database
from api.settings import Settings


def read_settings() -> Settings:
    """The settings of this environment; a wrong one is named, its value never shown."""
    try:
        return Settings()
    except ValidationError as error:
        names = ", ".join(f"HANDBOOK_{'_'.join(map(str, item['loc'])).upper()}" for item in error.errors())
        raise Failure(texts.BAD_SETTINGS.format(names=names), ExitCode.REFUSED) from error


@contextmanager
def opened(settings: Settings) -> Iterator[Database]:
    """The database as it is, closed afterwards."""
    make_folder(settings.var)
    database = Database(settings.database)
    try:
        yield database
    finally:
        database.dispose()


@contextmanager
def prepared(settings: Settings) -> Iterator[Database]:
    """The database, migrated, with secrets in place; one process at a time prepares."""
    workspace.clear()
    with opened(settings) as database:
        with _alone(settings.var):
            _ = settings.pepper  # made now, so that a full disk is noticed before anybody signs in
            bring_to_newest(database)
        yield database


def bring_to_newest(database: Database) -> bool:
    """Migrate with a word about it; refuse a database that a newer version has written."""
    revision = migrating.current(database)
    if revision is not None and not migrating.knows(revision):
        raise Failure(texts.NEWER_DATABASE.format(revision=revision), ExitCode.REFUSED)
    if revision == migrating.newest():
        return False
    say(texts.PREPARING_DATABASE)
    migrated = migrating.migrate(database)
    jobs.prepare(database)
    return migrated


def make_folder(folder: Path) -> None:
    """A folder only its owner enters: it holds secrets and personal data."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    handle = os.open(folder / "preparing.lock", os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
