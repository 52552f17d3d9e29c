"""What was answered, on this machine's disk before anything else: after a kill -9 no answered message is sent again.

One file for each lane of a message, opened for appending; answers that came together are one `write`, so a killed
process leaves whole lines. A power failure may leave half of one, or zeros; what is no whole line is passed over. The
database has the answers a little later, in batches; then the file is removed.
"""

import os
import re
from pathlib import Path
from typing import NamedTuple, Self

_LINE = re.compile(r"([0-9a-f]{32}|[0-9a-f-]{36}) (\d+) (\d+) (-|\d+(?:\.\d+)?(?:e[+-]\d+)?)")


class Entry(NamedTuple):
    """One answer to one try."""

    target_id: str
    attempt: int
    status: int
    retry_after: float | None


class Journal:
    """The journal of one lane."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._path = path
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        if os.fstat(self._file).st_size:
            os.write(self._file, b"\n")  # half a line must not grow together with the next

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._file)

    def write(self, *entries: Entry) -> None:
        """Keep answers. OSError where there is no room for all of them."""
        left = "".join(map(_line, entries)).encode()
        while left:
            left = left[os.write(self._file, left) :]

    def read(self) -> list[Entry]:
        """The answers of a run that did not come to its end; what is no whole line is none."""
        lines = self._path.read_text("ascii", "replace").splitlines()
        return [
            Entry(target, int(attempt), int(status), None if asked == "-" else float(asked))
            for target, attempt, status, asked in (found.groups() for found in map(_LINE.fullmatch, lines) if found)
        ]

    def forget(self) -> None:
        """The database has it all."""
        self._path.unlink(missing_ok=True)


def _line(entry: Entry) -> str:
    asked = "-" if entry.retry_after is None else f"{entry.retry_after:g}"
    return f"{entry.target_id} {entry.attempt} {entry.status} {asked}\n"
