"""Runs the reader program as a child, and refuses for it when it dies."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from api.kit.errors import AppError
from api.rooms.library.errors import FileActive, FileDamaged, FileEncrypted, FileTooComplex, FormatMismatch
from api.settings import ROOT

PATIENCE = 90
MOST_ANSWER = 64 * 1024 * 1024
_hands = threading.BoundedSemaphore(4)
"""Children at a time: each may take a processor and a gigabyte."""

REFUSALS: dict[str, type[AppError]] = {
    "damaged": FileDamaged,
    "encrypted": FileEncrypted,
    "too_complex": FileTooComplex,
    "active": FileActive,
    "mismatch": FormatMismatch,
}


class RecognitionMissing(Exception):
    """Tesseract or its Vietnamese is not installed."""


def run(command: str, path: Path, kind: str, *arguments: str) -> dict[str, Any]:
    """The child's answer. Its refusals, and its death by too much memory or time, are raised as ours."""
    done = _child(command, str(path), kind, *arguments)
    if done is None or done.returncode != 0 or len(done.stdout) > MOST_ANSWER:
        raise FileTooComplex
    answer: dict[str, Any] = json.loads(done.stdout)
    if "refused" in answer:
        raise REFUSALS[answer["refused"]]
    return answer


def recognize(picture: Path, language: str = "vie") -> str:
    """The words on a picture with their places, as Tesseract's TSV."""
    done = _child("recognize", str(picture), language)
    if done is None:
        raise FileTooComplex
    if done.returncode != 0 and (b"No such file" in done.stderr or b"language" in done.stderr):
        raise RecognitionMissing
    if done.returncode != 0:
        raise FileDamaged
    return done.stdout.decode(errors="replace")


def _child(*arguments: str) -> subprocess.CompletedProcess[bytes] | None:
    """One run; None when the time was over. The child inherits no settings and so no secrets."""
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": str(ROOT),
        "OMP_THREAD_LIMIT": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "LANG": "C.UTF-8",
    }
    try:
        with _hands:
            return subprocess.run(  # noqa: S603 - our own program; file names are ours, never the uploader's
                [sys.executable, "-m", "api.rooms.library.reader", *arguments],
                capture_output=True,
                timeout=PATIENCE,
                start_new_session=True,  # Ctrl+C at the server's terminal is not a fault of the file
                env=environment,
                check=False,
            )
    except subprocess.TimeoutExpired:
        return None
