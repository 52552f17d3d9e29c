"""Pictures that are none, are too much, or lie on their side: each has its word, and nothing is kept of any."""

import io
import struct
import zlib

import numpy as np
import pillow_heif
import pytest
from PIL import Image

from api.rooms.faces.engine.worker import EngineBusy, EngineFailed, Worker
from tests.makers.faces import a_consent, send_frames
from tests.support.photographs import as_jpeg, as_picture, photograph, three_frames


@pytest.fixture
def sent(hall):
    """`sent(frames)`: the code with which an enrolment is refused, or None."""
    a_consent(hall.an, hall.meeting.id)

    def send(frames: list[bytes]):
        answer = send_frames(hall.an, "PUT", f"/meetings/{hall.meeting.id}/template", frames)
        assert answer.status_code < 500, answer.text
        return answer.json().get("code")

    return send


def a_png(width: int, height: int) -> bytes:
    """A PNG that says it is this large and holds one row's worth of nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 4096)) + chunk(b"IEND", b"")
    )


def test_what_is_no_picture_is_refused_with_its_word(sent):
    good = three_frames(photograph("person_a_2"))
    for bad in (b"", b"hello", b"%PDF-1.7", b"<svg xmlns='http://www.w3.org/2000/svg'/>", good[0][: len(good[0]) // 3]):
        assert sent([bad, *good[1:]]) == "faces.unreadable"


def test_a_bomb_is_refused_for_what_its_header_says(sent):
    good = three_frames(photograph("person_a_2"))
    assert sent([a_png(60_000, 60_000), *good[1:]]) == "faces.unreadable"
    assert sent([a_png(8, 8), *good[1:]]) == "faces.unreadable"


def test_fifty_megapixels_are_looked_at(sent):
    face = Image.open(io.BytesIO(photograph("person_a_2"))).convert("RGB")
    scale = 6000 / face.height
    large = io.BytesIO()
    ground = Image.new("RGB", (8000, 6200), (150, 150, 150))
    ground.paste(face.resize((round(face.width * scale), 6000)), (800, 100))
    ground.save(large, "JPEG", quality=70)
    assert sent([large.getvalue()] * 3) is None


def test_pictures_of_telephones_are_read_the_right_way_up(sent):
    face = Image.open(io.BytesIO(three_frames(photograph("person_a_2"))[1]))
    heic, sideways = io.BytesIO(), io.BytesIO()
    pillow_heif.from_pillow(face).save(heic, quality=80)
    exif = face.getexif()
    exif[0x0112] = 6  # held upright, kept on its side
    face.rotate(90, expand=True).save(sideways, "JPEG", quality=85, exif=exif)
    assert sent([heic.getvalue(), sideways.getvalue(), heic.getvalue()]) is None


def test_each_gate_has_its_word(sent):
    good = as_picture(three_frames(photograph("person_a_2"))[1])
    empty = as_jpeg(np.full((480, 640, 3), 150, np.uint8))
    two = as_jpeg(np.hstack([good, good]))
    dark = as_jpeg(np.asarray(good // 5, np.uint8))
    far = as_jpeg(np.pad(good, ((600, 600), (800, 800), (0, 0)), constant_values=150))
    assert sent([empty] * 3) == "faces.no_face"
    assert sent([two] * 3) == "faces.several_faces"
    assert sent([dark] * 3) == "faces.too_dark"
    assert sent([far] * 3) == "faces.too_far"
    blurred = Image.fromarray(good[:, :, ::-1].copy()).resize((64, 48)).resize((640, 480))
    soft = io.BytesIO()
    blurred.save(soft, "JPEG")
    assert sent([soft.getvalue()] * 3) in {"faces.blurred", "faces.no_face", "faces.covered"}


def test_three_frames_of_two_people_are_no_enrolment(sent):
    assert (
        sent([*three_frames(photograph("person_a_2"))[:2], three_frames(photograph("person_b_1"))[0]])
        == "faces.not_one_person"
    )


def test_the_wrong_number_of_pictures_or_another_body_is_refused(hall, sent):
    frames = three_frames(photograph("person_a_2"))
    assert sent(frames[:2]) == "faces.frames_missing"
    address = f"/api/faces/meetings/{hall.meeting.id}/template"
    assert hall.an.put(address, json={"frames": []}).status_code == 422
    broken = hall.an.put(address, content=b"--x", headers={"Content-Type": "multipart/form-data; boundary=x"})
    assert broken.status_code == 422
    assert hall.an.put(address, content=b"--x", headers={"Content-Type": "multipart/form-data"}).status_code == 422


def test_one_picture_of_many_megabytes_is_refused(sent):
    assert sent([b"\0" * (17 * 1024 * 1024)]) == "faces.picture_too_heavy"


def test_nothing_is_stored_of_what_was_refused(hall, sent):
    sent([b"hello"] * 3)
    assert hall.mine(hall.an)["events"][0]["template"] is None
    assert hall.mine(hall.an)["receipts"] == []


def test_a_child_that_dies_is_started_again():
    worker = Worker()
    try:
        frames = three_frames(photograph("person_a_2"))[:1]
        assert worker.look(frames)[0].vector is not None
        child = worker._child  # noqa: SLF001 - the test kills what nobody else may touch
        assert child is not None
        child.kill()
        child.wait()
        assert worker.look(frames)[0].vector is not None
    finally:
        worker.stop()


def test_whoever_waits_too_long_in_line_is_told_at_once():
    worker = Worker()
    for _ in range(12):
        worker._places.acquire()  # noqa: SLF001 - a full line without a dozen threads
    with pytest.raises(EngineBusy):
        worker.look([b""])
    worker.stop()


def test_a_child_that_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setattr("api.rooms.faces.engine.worker.PATIENCE", 0.0)
    worker = Worker()
    with pytest.raises(EngineFailed):
        worker.look(three_frames(photograph("person_a_2")) * 4)
    worker.stop()
