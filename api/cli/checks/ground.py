"""What the house stands on: settings, the state folder, secrets, the database, the file store."""

import os
import stat
from datetime import timedelta
from pathlib import Path

import obstore
import pysqlite3.dbapi2
from sqlalchemy import text

from api.cli import migrating, texts
from api.cli.checks.finding import Check, Finding, broken, fine, remark
from api.kit import clock, storage, sweeping
from api.kit.db import Database
from api.settings import Settings

_OLDEST_SQLITE = (3, 51, 3)
"""Older ones can corrupt a WAL."""
_OLDEST_POSTGRESQL = 15
_OTHERS_MAY = stat.S_IRWXG | stat.S_IRWXO
_SECRET_HEX = 64
_SWEPT_WITHIN = timedelta(days=3)


def settings_say(settings: Settings) -> Finding:
    """Whether members can use what browsers give to safe addresses only: passkeys, offline reading."""
    if settings.https or settings.host_name in {"localhost", "127.0.0.1"}:
        return fine(settings.public_url)
    return broken(settings.public_url, texts.MEND_PUBLIC_URL)


def state_folder(settings: Settings) -> Finding:
    """Whether the state folder can be written and is closed to others."""
    if not os.access(settings.var, os.W_OK | os.X_OK):
        return broken(str(settings.var), texts.MEND_FOLDER.format(path=settings.var))
    if settings.var.stat().st_mode & _OTHERS_MAY:
        return remark(str(settings.var), texts.MEND_OPEN_FOLDER.format(path=settings.var))
    return fine(str(settings.var))


def secrets(settings: Settings) -> Finding:
    """Whether each secret is whole and only the owner reads it."""
    folder = settings.var / "secrets"
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    if not files:
        return remark(texts.SEEN_NO_SECRETS, texts.MEND_NO_SECRETS)
    open_ones = [path.name for path in (folder, *files) if path.stat().st_mode & _OTHERS_MAY]
    if open_ones:
        return broken(
            texts.SEEN_OPEN_SECRETS.format(names=", ".join(open_ones)), texts.MEND_SECRETS.format(path=folder)
        )
    cut = [path.name for path in files if not _is_whole(path)]
    if cut:
        return broken(texts.SEEN_CUT_SECRETS.format(names=", ".join(cut)), texts.MEND_CUT_SECRETS)
    return fine(texts.SEEN_SECRETS.format(count=len(files)))


def database(settings: Settings) -> Finding:
    """Whether the database answers and is new enough."""
    found = Database(settings.database)
    try:
        if found.is_sqlite:
            version = pysqlite3.dbapi2.sqlite_version_info
            exists = Path(str(found.url.database)).exists()
            seen = texts.SEEN_DATABASE.format(name="SQLite", version=".".join(map(str, version)))
            if not exists:
                return broken(texts.SEEN_NO_DATABASE, texts.MEND_NO_DATABASE)
            return fine(seen) if version >= _OLDEST_SQLITE else broken(seen, texts.MEND_OLD_SQLITE)
        with found.engine.connect() as connection:
            number = int(connection.execute(text("SHOW server_version_num")).scalar_one())
        seen = texts.SEEN_DATABASE.format(name="PostgreSQL", version=f"{number // 10000}.{number % 10000}")
        return fine(seen) if number // 10000 >= _OLDEST_POSTGRESQL else broken(seen, texts.MEND_OLD_POSTGRESQL)
    finally:
        found.dispose()


def migrations(settings: Settings) -> Finding:
    """Whether the schema is the one this program works with."""
    found = Database(settings.database)
    if found.is_sqlite and not Path(str(found.url.database)).exists():
        return broken(texts.SEEN_NO_DATABASE, texts.MEND_NO_DATABASE)
    try:
        current = migrating.current(found)
    finally:
        found.dispose()
    if current == migrating.newest():
        return fine(str(current))
    if current is not None and not migrating.knows(current):
        return broken(current, texts.MEND_NEWER_DATABASE)
    return broken(str(current or texts.SEEN_EMPTY), texts.MEND_MIGRATE)


def file_store(settings: Settings) -> Finding:
    """Whether a file can be written, read back and removed."""
    store, key = storage.open_store(settings.storage), ".doctor"
    storage.put(store, key, b"doctor")
    content = b"".join(storage.read(store, key))
    obstore.delete(store, key)
    place = settings.storage.partition("?")[0]
    return fine(place) if content == b"doctor" else broken(place, texts.MEND_STORAGE)


def sweeps(settings: Settings) -> Finding:
    """Whether what nobody needs any more was deleted in the last days."""
    found = Database(settings.database)
    try:
        with found.reading() as session:
            done = sweeping.last_done(session)
    finally:
        found.dispose()
    never = [name for name in sweeping.names() if name not in done]
    if never:
        return remark(texts.SEEN_NO_SWEEPS.format(names=", ".join(never)), texts.MEND_SWEEPS)
    oldest = min(done.values())
    when = f"{oldest.astimezone(clock.LOCAL):%d/%m/%Y %H:%M}"
    late = [name for name, at in sorted(done.items()) if at < clock.now() - _SWEPT_WITHIN]
    if late:
        return remark(texts.SEEN_OLD_SWEEPS.format(when=when, names=", ".join(late)), texts.MEND_SWEEPS)
    return fine(texts.SEEN_SWEEPS.format(when=when))


def _is_whole(path: Path) -> bool:
    try:
        return len(bytes.fromhex(path.read_text("ascii"))) * 2 == _SECRET_HEX
    except ValueError:
        return False


CHECKS: tuple[Check, ...] = (settings_say, state_folder, secrets, database, migrations, file_store, sweeps)
