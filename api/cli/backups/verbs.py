"""`handbook backup` and `handbook restore`."""

import os
import tempfile
from pathlib import Path
from typing import IO

import obstore
from obstore.store import ObjectStore
from rich.progress import track
from sqlalchemy import make_url

from api.cli import migrating, texts
from api.cli.backups import archive, postgresql, sqlite
from api.cli.preparing import bring_to_newest, make_folder, opened
from api.cli.terminal import ExitCode, Failure, console, done, say
from api.kit import clock, storage
from api.kit.db import Database
from api.kit.executors import Slots
from api.settings import Settings

DATABASE, FILES, SECRETS = "database", "files", "secrets"


def back_up(settings: Settings, path: Path, *, secrets: bool) -> None:
    """Write the backup. The database first: whatever file it names then is still there afterwards."""
    if not path.parent.is_dir():
        raise Failure(texts.NO_SUCH_FOLDER.format(path=path.parent), ExitCode.BAD_FILE)
    with opened(settings) as database, archive.writing(path) as writer:
        revision = migrating.current(database)
        if revision is None:
            raise Failure(texts.NOTHING_TO_BACK_UP, ExitCode.REFUSED)
        say(texts.BACKING_UP_DATABASE)
        with tempfile.TemporaryDirectory(prefix=".handbook-", dir=path.parent) as folder:
            dump = sqlite.dump if database.is_sqlite else postgresql.dump
            for file in dump(database, Path(folder)):
                writer.add_file(f"{DATABASE}/{file.name}", file)
        _add_files(writer, storage.open_store(settings.storage))
        if secrets:
            for secret in sorted((settings.var / SECRETS).iterdir()):
                writer.add_file(f"{SECRETS}/{secret.name}", secret)
        manifest = writer.finish(
            made_at=clock.now().isoformat(), database=database.url.get_backend_name(), revision=revision
        )
    done(texts.BACKED_UP.format(path=path, files=len(manifest.names(FILES)), megabytes=_megabytes(path)))
    say(texts.SECRETS_INSIDE if secrets else texts.SECRETS_LEFT_OUT.format(folder=settings.var / SECRETS))


def restore(settings: Settings, path: Path, *, force: bool) -> None:
    """Check the whole backup before anything is touched, then put it in place."""
    say(texts.CHECKING_BACKUP)
    backup = archive.Reader(path)
    _refuse_what_cannot_work(settings, backup.manifest)
    with opened(settings) as database:
        _refuse_to_overwrite(database, force=force)
        say(texts.RESTORING_DATABASE)
        with tempfile.TemporaryDirectory(prefix=".handbook-", dir=settings.var) as temporary:
            folder = Path(temporary)
            for name, content in backup.members(DATABASE):
                _write(folder / name, content)
            if database.is_sqlite:
                sqlite.load(database, folder)
            else:
                postgresql.load(database, folder, backup.manifest.revision)
            _put_files(backup, storage.open_store(settings.storage), folder)
        make_folder(settings.var / SECRETS)
        for name, content in backup.members(SECRETS):
            _write(settings.var / SECRETS / name, content)
    with opened(settings) as database:
        bring_to_newest(database)
    done(texts.RESTORED.format(at=backup.manifest.made_at, files=len(backup.manifest.names(FILES))))
    if not backup.manifest.names(SECRETS):
        say(texts.SECRETS_NOT_IN_BACKUP.format(folder=settings.var / SECRETS))


def _add_files(writer: archive.Writer, store: ObjectStore) -> None:
    keys = [(item["path"], item["size"]) for batch in obstore.list(store) for item in batch]
    for key, size in track(keys, description=texts.BACKING_UP_FILES, console=console, transient=True):
        if storage.exists(store, key):  # else deleted since it was listed, so nothing needs it
            writer.add(f"{FILES}/{key}", size, storage.read(store, key))


def _put_files(backup: archive.Reader, store: ObjectStore, folder: Path) -> None:
    total = len(backup.manifest.names(FILES))
    members = track(
        backup.members(FILES), total=total, description=texts.RESTORING_FILES, console=console, transient=True
    )
    for key, content in members:
        _write(folder / "landing", content)
        storage.put(store, key, folder / "landing")


def _refuse_what_cannot_work(settings: Settings, manifest: archive.Manifest) -> None:
    here = make_url(settings.database).get_backend_name()
    if manifest.database != here:
        raise Failure(texts.BACKUP_OF_OTHER_DATABASE.format(backup=manifest.database, here=here), ExitCode.REFUSED)
    if not migrating.knows(manifest.revision):
        raise Failure(texts.NEWER_DATABASE.format(revision=manifest.revision), ExitCode.REFUSED)


def _refuse_to_overwrite(database: Database, *, force: bool) -> None:
    """A server that runs meanwhile would write into what goes; data is overwritten only when told to."""
    slots = Slots(database)
    try:
        if slots.take_lowest() != 0:
            raise Failure(texts.STOP_THE_SERVER, ExitCode.REFUSED)
    finally:
        slots.close()
    if migrating.current(database) is not None and not force:
        raise Failure(texts.WOULD_OVERWRITE, ExitCode.REFUSED)


def _write(path: Path, content: IO[bytes]) -> None:
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        for chunk in archive.in_chunks(content):
            file.write(chunk)


def _megabytes(path: Path) -> str:
    return f"{path.stat().st_size / 1_000_000:.1f}"
