"""The backup file: a tar whose last member lists every other with its size and sha256.

database/…      what `sqlite.py` or `postgresql.py` wrote
files/KEY       the stored files
secrets/NAME    only when asked for
manifest.json
"""

import hashlib
import io
import json
import os
import tarfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from api.cli import texts
from api.cli.terminal import ExitCode, Failure

FORMAT = 1
MANIFEST = "manifest.json"
_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Entry:
    """A member as the manifest lists it."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a backup is of."""

    format: int
    made_at: str
    database: str
    """`sqlite` or `postgresql`."""
    revision: str
    """The newest migration in the database."""
    entries: tuple[Entry, ...]

    def names(self, folder: str) -> list[str]:
        """The members below a folder, without it."""
        return [e.name.removeprefix(f"{folder}/") for e in self.entries if e.name.startswith(f"{folder}/")]


class _Measured(io.RawIOBase):
    """Chunks as a file that is hashed while it is read."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._left = b""
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Give `size` bytes, fewer only at the end."""
        parts, have = [self._left], len(self._left)
        while (size < 0 or have < size) and (chunk := next(self._chunks, b"")):
            parts.append(chunk)
            have += len(chunk)
        whole = b"".join(parts)
        end = len(whole) if size < 0 else size
        given, self._left = whole[:end], whole[end:]
        self.digest.update(given)
        return given


class Writer:
    """A backup being written."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self.entries: list[Entry] = []

    def add(self, name: str, size: int, chunks: Iterable[bytes]) -> None:
        """Add a member of exactly this size."""
        measured = _Measured(chunks)
        self._tar.addfile(_info(name, size), measured)
        self.entries.append(Entry(name, size, measured.digest.hexdigest()))

    def add_file(self, name: str, path: Path) -> None:
        """Add a file."""
        self.add(name, path.stat().st_size, in_chunks(path))

    def finish(self, **facts: Any) -> Manifest:
        """Write the manifest."""
        manifest = Manifest(format=FORMAT, entries=tuple(self.entries), **facts)
        content = json.dumps(asdict(manifest), indent=1).encode()
        self._tar.addfile(_info(MANIFEST, len(content)), io.BytesIO(content))
        return manifest


@contextmanager
def writing(path: Path) -> Iterator[Writer]:
    """Write a backup that appears under its name only when it is whole, readable by its owner only."""
    unfinished = path.with_name(f".{path.name}.unfinished")
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
                yield Writer(tar)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


class Reader:
    """A backup whose every byte has been compared with its manifest."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.manifest = _verified(path)

    def members(self, folder: str) -> Iterator[tuple[str, IO[bytes]]]:
        """Name and content of each member below a folder."""
        with tarfile.open(self._path, mode="r:") as tar:
            for info in tar:
                content = tar.extractfile(info)
                if content is not None and info.name.startswith(f"{folder}/"):
                    yield info.name.removeprefix(f"{folder}/"), content


def in_chunks(source: Path | IO[bytes]) -> Iterator[bytes]:
    """The content piece by piece."""
    if isinstance(source, Path):
        with source.open("rb") as file:
            yield from in_chunks(file)
        return
    while chunk := source.read(_CHUNK):
        yield chunk


def _verified(path: Path) -> Manifest:
    found: dict[str, Entry] = {}
    manifest: Manifest | None = None
    try:
        with tarfile.open(path, mode="r:") as tar:
            for info in tar:
                content = tar.extractfile(info)
                if content is None:
                    raise _damaged(path, info.name)
                if info.name == MANIFEST:
                    manifest = _read_manifest(path, content.read())
                    continue
                digest = hashlib.sha256()
                for chunk in in_chunks(content):
                    digest.update(chunk)
                found[info.name] = Entry(info.name, info.size, digest.hexdigest())
    except (OSError, tarfile.TarError) as error:
        raise Failure(texts.BACKUP_UNREADABLE.format(path=path, reason=error), ExitCode.BAD_FILE) from error
    if manifest is None:
        raise _damaged(path, MANIFEST)
    listed = {entry.name: entry for entry in manifest.entries}
    for name in sorted(listed.keys() | found.keys()):
        if listed.get(name) != found.get(name) or ".." in Path(name).parts:
            raise _damaged(path, name)
    return manifest


def _read_manifest(path: Path, content: bytes) -> Manifest:
    try:
        said = json.loads(content)
        if said["format"] != FORMAT:
            raise Failure(texts.BACKUP_OF_OTHER_FORMAT.format(path=path), ExitCode.BAD_FILE)
        entries = tuple(Entry(**entry) for entry in said.pop("entries"))
        return Manifest(**said, entries=entries)
    except (ValueError, KeyError, TypeError) as error:
        raise _damaged(path, MANIFEST) from error


def _damaged(path: Path, name: str) -> Failure:
    return Failure(texts.BACKUP_DAMAGED.format(path=path, name=name), ExitCode.BAD_FILE)


def _info(name: str, size: int) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size, info.mode, info.mtime = size, 0o600, int(time.time())
    return info
