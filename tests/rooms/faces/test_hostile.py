"""Pictures that are none, are too much, or lie on their side: each has its word, and nothing is kept of any."""

import io
import struct
import zlib
from pathlib import Path

import cv2
import numpy as np
import pillow_heif
import pytest
from PIL import Image

from api.rooms.faces.engine.worker import WAITING, EngineFailed, Worker
from tests.makers.faces import a_consent, send_frames
from tests.rooms.faces.conftest import everything
from tests.support.photographs import as_jpeg, as_picture, photograph, three_frames


@pytest.fixture
def sent(hall, monkeypatch):
    """`sent(frames)`: the code with which an enrolment is refused, or None. Nothing is left of what was refused."""
    a_consent(hall.an, hall.meeting.id)
    monkeypatch.setattr("tempfile.TemporaryFile", lambda *_, **__: pytest.fail("a picture was written to disk"))

    def send(frames: list[bytes]):
        before = everything(hall)
        answer = send_frames(hall.an, "PUT", f"/meetings/{hall.meeting.id}/template", frames)
        assert answer.status_code < 500, answer.text
        assert answer.status_code == 200 or everything(hall) == before
        return answer.json().get("code")

    return send


def most_memory(hall) -> int:
    """Megabytes the engine's child has held at once."""
    worker, _ = hall.house.app.state.eyes
    status = Path(f"/proc/{worker._child.pid}/status").read_text()  # noqa: SLF001 - nobody else looks at the child
    [line] = [line for line in status.splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) // 1024


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
    jpeg = bytearray(good[0])
    frame = jpeg.index(b"\xff\xc0")
    jpeg[frame + 5 : frame + 9] = b"\xff\xff\xff\xff"  # height and width: 65,535 each
    assert sent([bytes(jpeg), *good[1:]]) == "faces.unreadable"


def test_fifty_megapixels_are_looked_at_in_little_memory(hall, sent):
    face = Image.open(io.BytesIO(photograph("person_a_2"))).convert("RGB")
    scale = 6000 / face.height
    large = io.BytesIO()
    ground = Image.new("RGB", (8000, 6200), (150, 150, 150))
    ground.paste(face.resize((round(face.width * scale), 6000)), (800, 100))
    ground.save(large, "JPEG", quality=70)
    assert sent([large.getvalue()] * 3) is None
    assert most_memory(hall) < 600, "unpacked at full size three of them would take 450 MB more"


def test_pictures_of_telephones_are_read_the_right_way_up(sent):
    face = Image.open(io.BytesIO(three_frames(photograph("person_a_2"))[1]))
    heic, sideways = io.BytesIO(), io.BytesIO()
    pillow_heif.from_pillow(face).save(heic, quality=80)
    exif = face.getexif()
    exif[0x0112] = 6  # held upright, kept on its side
    face.rotate(90, expand=True).save(sideways, "JPEG", quality=85, exif=exif)
    assert sent([heic.getvalue(), sideways.getvalue(), heic.getvalue()]) is None
    assert sent([heic.getvalue()[:-2000]] * 3) == "faces.unreadable"


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


def test_a_flood_is_told_to_wait_and_the_next_is_served(hall, sent):
    worker, _ = hall.house.app.state.eyes
    frames = three_frames(photograph("person_a_2"))
    for _ in range(WAITING):
        worker._places.acquire()  # noqa: SLF001 - a full line without a dozen threads
    refused = send_frames(hall.an, "POST", f"/meetings/{hall.meeting.id}/hints", frames[:1])
    assert (refused.status_code, refused.json()["code"]) == (503, "faces.engine_away")
    assert refused.headers["Retry-After"] == "1"
    for _ in range(WAITING):
        worker._places.release()  # noqa: SLF001 - as above
    assert sent(frames) is None


def test_a_face_on_a_poster_beside_the_person_is_nobodys(hall, sent):
    """The nearest face counts; a poster as large as a person is a second face, and nobody is looked for."""
    near, large = beside("person_b_1", "person_a_2", 0.4), beside("person_b_1", "person_a_2", 0.9)
    assert sent([large] * 3) == "faces.several_faces"
    assert sent([near] * 3) is None
    assert hall.look("person_a_2")["outcome"] == "unknown"
    assert hall.look("person_b_1")["outcome"] == "greeted"


def test_a_stranger_before_a_members_poster_is_not_greeted_for_it(hall, sent):
    assert sent(three_frames(photograph("person_a_2"))) is None
    before = everything(hall)
    address = f"/kiosks/{hall.kiosk}/looks"
    for size, outcome, hint in ((0.4, "unknown", None), (0.9, "nobody", "faces.several_faces")):
        poster = [beside("impostor_1", "person_a_2", size)] * 3
        said = send_frames(hall.secretary, "POST", address, poster).json()
        assert (said["outcome"], said["hint"], said["ticket"]) == (outcome, hint, None)
    assert everything(hall) == before


def beside(person: str, poster: str, size: float) -> bytes:
    """A person before the camera, and a picture on the wall whose face is so much as high."""
    front, flat = (as_picture(three_frames(photograph(name))[1]) for name in (person, poster))
    small = cv2.resize(flat, None, fx=size, fy=size, interpolation=cv2.INTER_AREA)
    wall = np.full_like(front, 150)
    wall[: small.shape[0], : small.shape[1]] = small
    return as_jpeg(np.hstack([front, wall]))


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


def test_a_child_that_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setattr("api.rooms.faces.engine.worker.PATIENCE", 0.0)
    worker = Worker()
    with pytest.raises(EngineFailed):
        worker.look(three_frames(photograph("person_a_2")) * 4)
    worker.stop()
