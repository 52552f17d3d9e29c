"""Files by key, in a local folder or any S3-compatible store. Everything streams: memory stays at a few chunks."""

import hashlib
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import obstore
from anyio import to_thread
from obstore.store import LocalStore, ObjectStore, from_url

CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Stored:
    """What was written: its size in bytes and the sha256 of its content in hex."""

    size: int
    sha256: str


class TooLarge(Exception):
    """More bytes came than were allowed."""


def open_store(url: str) -> ObjectStore:
    """The store at `file:///folder` (made when missing) or `s3://bucket/prefix`."""
    parts = urlsplit(url)
    if parts.scheme == "file":
        folder = Path(url2pathname(parts.path))
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return LocalStore(folder)
    return from_url(url)


async def receive(chunks: AsyncIterator[bytes], target: Path, *, most: int) -> Stored:
    """Write what arrives into a local file, hashing on the way; over `most` bytes raises TooLarge.

    Strangers' files are looked at before they enter the store, so they arrive here and not there.
    """
    digest, size = hashlib.sha256(), 0
    with target.open("wb") as file:
        async for chunk in chunks:
            size += len(chunk)
            if size > most:
                raise TooLarge
            digest.update(chunk)
            await to_thread.run_sync(file.write, chunk)
    return Stored(size, digest.hexdigest())


def put(store: ObjectStore, key: str, content: bytes | Path) -> Stored:
    """Write bytes or a whole file under `key`."""
    if isinstance(content, bytes):
        obstore.put(store, key, content)
        return Stored(len(content), hashlib.sha256(content).hexdigest())
    with content.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    obstore.put(store, key, content)
    return Stored(content.stat().st_size, digest)


def exists(store: ObjectStore, key: str) -> bool:
    """Whether something is stored under `key`."""
    try:
        obstore.head(store, key)
    except FileNotFoundError:
        return False
    return True


def size_of(store: ObjectStore, key: str) -> int:
    """Bytes stored under `key`. FileNotFoundError when nothing is there."""
    size: int = obstore.head(store, key)["size"]
    return size


def written_at(store: ObjectStore, key: str) -> datetime | None:
    """When what is stored under `key` was last written; None when nothing is there."""
    try:
        written: datetime = obstore.head(store, key)["last_modified"]
    except FileNotFoundError:
        return None
    return written


def read(store: ObjectStore, key: str, start: int = 0, end: int | None = None) -> Iterator[bytes]:
    """The bytes from `start` up to `end` (exclusive), in chunks. FileNotFoundError when nothing is there."""
    if end is None:
        end = size_of(store, key)
    while start < end:
        stop = min(start + CHUNK, end)
        yield bytes(obstore.get_range(store, key, start=start, end=stop))
        start = stop


def fetch(store: ObjectStore, key: str, target: Path) -> None:
    """Copy what is stored under `key` into a local file, for programs that want one."""
    with target.open("wb") as file:
        for chunk in read(store, key):
            file.write(chunk)


def delete(store: ObjectStore, key: str) -> None:
    """Remove what is stored under `key`; nothing there is fine."""
    try:
        obstore.delete(store, key)
    except FileNotFoundError:
        return
