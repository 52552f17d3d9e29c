"""Uploads that nothing came of are gone after a day; whatever somebody needs stays."""

import os
import time
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from sqlmodel import select

from api.kit import storage
from api.kit.jobs import Tools
from api.rooms.library.models import DocumentFile, FileContent, FilePage
from api.rooms.library.service import clearing
from api.rooms.library.service.uploading import key_of
from tests.makers.library import a_pdf
from tests.rooms.library.conftest import finish

YESTERDAY = clearing.KEPT + timedelta(hours=1)


@pytest.fixture
def sweep(place):
    def run() -> int:
        tools = Tools(place.house.database, place.house.app.state.storage, place.house.settings)
        with tools.database.writing() as session:
            return clearing.forget_uploads(session, tools)

    return run


def age(place, *, bytes_too=True):
    """A day passes for everything that was uploaded."""
    with place.house.database.writing() as session:
        for row in (*session.exec(select(DocumentFile)), *session.exec(select(FileContent))):
            row.created_at -= YESTERDAY
            session.add(row)
    if bytes_too:
        then = time.time() - YESTERDAY.total_seconds()
        for path in Path(urlsplit(place.house.settings.storage).path, "files").rglob("*"):
            os.utime(path, (then, then))


def left(place):
    with place.house.database.reading() as session:
        return tuple(len(session.exec(select(table)).all()) for table in (DocumentFile, FileContent, FilePage))


def stored(place, file):
    return storage.exists(place.house.app.state.storage, key_of(file["sha256"]))


def test_an_upload_of_yesterday_is_gone_with_its_text_and_bytes(place, sweep):
    file = place.upload(a_pdf("Không ai dùng.")).json()
    finish(place.house)
    assert sweep() == 0
    assert left(place) == (1, 1, 1)
    age(place)
    assert sweep() == 1
    assert left(place) == (0, 0, 0)
    assert not stored(place, file)
    assert place.officer.get(f"/api/library/files/{file['id']}").status_code == 404
    assert sweep() == 0


def test_bytes_that_a_document_has_too_stay(place, sweep):
    content = a_pdf("Nghị quyết đã ban hành.")
    document = place.published(content)
    twin = place.upload(content, "ban-sao.pdf").json()
    age(place)
    assert sweep() == 1
    assert place.officer.get(f"/api/library/files/{twin['id']}").status_code == 404
    kept = document["files"][0]
    assert stored(place, kept)
    assert place.reader.get(f"/api/library/files/{kept['id']}/original").content == content


def test_what_another_room_holds_stays(place, sweep):
    file = place.upload(a_pdf("Tài liệu của cuộc họp.")).json()
    with place.house.database.writing() as session:
        session.exec(select(DocumentFile)).one().held_for = "meetings.paper"
    age(place)
    assert sweep() == 0
    assert stored(place, file)


def test_bytes_written_again_a_moment_ago_wait_for_the_next_day(place, sweep):
    file = place.upload(a_pdf("Đang gửi lại.")).json()
    age(place, bytes_too=False)
    assert sweep() == 1
    assert left(place)[:2] == (0, 1)
    assert stored(place, file)
    age(place)
    assert sweep() == 0
    assert left(place) == (0, 0, 0)
    assert not stored(place, file)


def test_the_same_file_can_be_brought_again_after_it_was_swept(place, sweep):
    content = a_pdf("Mang lại lần nữa.")
    place.upload(content)
    age(place)
    sweep()
    again = place.published(content)
    assert again["files"][0]["state"] == "ready"
