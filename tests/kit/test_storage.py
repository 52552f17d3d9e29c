"""Files by key, streamed."""

import anyio
import pytest

from api.kit import storage


@pytest.fixture(params=["folder", "s3"])
def store(request, tmp_path):
    if request.param == "s3":
        return storage.open_store(request.getfixturevalue("bucket"))
    return storage.open_store((tmp_path / "files").as_uri())


def test_bytes_and_files_come_back_whole_or_in_part(store, tmp_path):
    content = bytes(range(256)) * 50_000  # more than one part of an upload to S3
    path = tmp_path / "a"
    path.write_bytes(content)
    assert storage.put(store, "x/a", path) == storage.put(store, "x/b", content)
    assert b"".join(storage.read(store, "x/a")) == content
    assert b"".join(storage.read(store, "x/a", 10, 20)) == content[10:20]
    assert b"".join(storage.read(store, "x/b", len(content) - 3)) == content[-3:]
    assert storage.size_of(store, "x/a") == len(content)
    storage.fetch(store, "x/b", tmp_path / "copy")
    assert (tmp_path / "copy").read_bytes() == content


def test_what_is_not_there(store):
    assert not storage.exists(store, "nothing")
    storage.delete(store, "nothing")
    with pytest.raises(FileNotFoundError):
        list(storage.read(store, "nothing"))


def test_deleting(store):
    storage.put(store, "a", b"1")
    assert storage.exists(store, "a")
    storage.delete(store, "a")
    assert not storage.exists(store, "a")


def test_receiving_hashes_and_stops_at_the_limit(tmp_path):
    async def chunks(count):
        for _ in range(count):
            yield b"abc" * 1000

    async def receive(count):
        return await storage.receive(chunks(count), tmp_path / "in", most=9_000)

    stored = anyio.run(receive, 3)
    assert stored.size == 9_000
    assert stored.sha256 == storage.put(storage.open_store(tmp_path.as_uri()), "same", b"abc" * 3000).sha256
    with pytest.raises(storage.TooLarge):
        anyio.run(receive, 4)
