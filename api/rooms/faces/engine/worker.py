"""The parent's side: one child, one question at a time, started when first needed and again when it has died."""

import base64
import json
import os
import struct
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import numpy as np

from api.rooms.faces.engine.faces import Points, Vector
from api.rooms.faces.engine.measures import Measures
from api.rooms.faces.engine.pictures import Unusable
from api.settings import ROOT

PATIENCE = 20.0
"""Seconds for one question; a child that takes longer is ended. Starting it takes two."""
WAITING = 12
"""Questions that may wait; more are refused at once."""
MOST_PICTURES = 16


class EngineBusy(Exception):
    """Too many are waiting already."""


class EngineFailed(Exception):
    """The child died or took too long over these pictures."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """What was seen on one picture: why it is unusable, or nobody, or the largest face."""

    unusable: Unusable | None = None
    measures: Measures | None = None
    points: Points | None = None
    box: tuple[float, float, float, float] | None = None
    """Left, top, width and height as shares of the picture."""
    vector: Vector | None = None


class Worker:
    """The engine of a process of the server, by its word in the settings. Threads take turns."""

    def __init__(self, engine: str = "sface") -> None:
        self._engine = engine
        self._child: subprocess.Popen[bytes] | None = None
        self._turn = threading.Lock()
        self._places = threading.BoundedSemaphore(WAITING)
        self._name = ""
        self._end: Callable[[], object] = _nothing

    @property
    def name(self) -> str:
        """Engine, models and version: what a template must have been made by to be compared."""
        with self._turn:
            self._running()
        return self._name

    def look(self, pictures: Sequence[bytes], *, vectors: bool = True) -> list[Sighting]:
        """What is on these pictures, in order. Raises `EngineBusy` and `EngineFailed`."""
        if not self._places.acquire(blocking=False):
            raise EngineBusy
        try:
            with self._turn:
                return [_sighting(seen) for seen in self._ask(pictures, vectors=vectors)]
        finally:
            self._places.release()

    def stop(self) -> None:
        """End the child."""
        self._end()
        self._child = None

    def _ask(self, pictures: Sequence[bytes], *, vectors: bool) -> list[dict[str, Any]]:
        child = self._running()
        clock = threading.Timer(PATIENCE, child.kill)
        clock.start()
        try:
            _put(child, bytes([len(pictures), vectors]))
            for content in pictures:
                _put(child, struct.pack(">I", len(content)) + content)
            answer: list[dict[str, Any]] = _answer(child)
        except (OSError, EOFError) as gone:
            self.stop()
            raise EngineFailed from gone
        finally:
            clock.cancel()
        return answer

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is not None and self._child.poll() is None:
            return self._child
        self.stop()
        child = subprocess.Popen(  # noqa: S603 - the engine is one of two words of the settings
            [sys.executable, "-m", "api.rooms.faces.engine", self._engine],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a decoder's complaints may quote what it read
            start_new_session=True,  # Ctrl+C at the server's terminal is not for the child
            env=_surroundings(),
        )
        self._child, self._end = child, weakref.finalize(self, _end, child)
        try:
            self._name = _answer(child)["engine"]
        except EOFError as gone:
            self.stop()
            raise EngineFailed from gone
        return child


def _nothing() -> None:
    """No child, nothing to end."""


def _surroundings() -> dict[str, str]:
    """The child gets no settings, so no secrets; one thread, because two cores serve everybody."""
    return {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": str(ROOT),
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "OPENCV_LOG_LEVEL": "SILENT",
        "LANG": "C.UTF-8",
    }


def _put(child: subprocess.Popen[bytes], content: bytes) -> None:
    if child.stdin is None:  # pragma: no cover - it was opened with a pipe
        raise EOFError
    child.stdin.write(content)
    child.stdin.flush()


def _answer(child: subprocess.Popen[bytes]) -> Any:
    if child.stdout is None:  # pragma: no cover - it was opened with a pipe
        raise EOFError
    head = child.stdout.read(4)
    if len(head) < len("head"):
        raise EOFError
    (length,) = struct.unpack(">I", head)
    content = child.stdout.read(length)
    if len(content) < length:
        raise EOFError
    return json.loads(content)


def _end(child: subprocess.Popen[bytes]) -> None:
    child.kill()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
    child.wait()


def _sighting(seen: dict[str, Any]) -> Sighting:
    if "unusable" in seen:
        return Sighting(unusable=Unusable(seen["unusable"]))
    if "measures" not in seen:
        return Sighting()
    (width, height), (left, top, wide, high) = seen["size"], seen["box"]
    vector = seen["vector"]
    return Sighting(
        measures=Measures(**seen["measures"]),
        points=np.array(seen["points"], np.float64),
        box=(left / width, top / height, wide / width, high / height),
        vector=None if vector is None else np.frombuffer(base64.b64decode(vector), np.float32),
    )
