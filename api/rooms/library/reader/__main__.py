"""The commands. What goes wrong is an answer too: `{"refused": code}`."""

import json
import os
import resource
import sys
import zipfile
from pathlib import Path
from typing import Any

from api.rooms.library.reader.refusals import Refused

MEMORY = 1_500 * 1024 * 1024
SECONDS = 60
LARGEST_OUTPUT = 200 * 1024 * 1024


def main(command: str, *arguments: str) -> None:
    """Run one command within the limits."""
    _limit()
    if command == "recognize":
        path, language = arguments
        words = ["tesseract", path, "stdout", "-l", language, "--psm", "3", "tsv"]
        os.execvp(words[0], words)  # noqa: S606 - no shell is what we want; installed by the administrator
    try:
        answer = _answer(command, *arguments)
    except Refused as refusal:
        answer = {"refused": refusal.code}
    except (MemoryError, RecursionError):
        answer = {"refused": "too_complex"}
    except (zipfile.BadZipFile, OSError, ValueError, KeyError, EOFError):
        answer = {"refused": "damaged"}
    json.dump(answer, sys.stdout)


def _answer(command: str, path: str, kind: str, *rest: str) -> Any:
    """Import the reader of this kind of file only; a child starts often."""
    if command == "signatures":
        from api.rooms.library.reader.signatures import signatures  # noqa: PLC0415 - see above

        return {"signatures": signatures(Path(path), *rest)}
    if kind == "pdf":
        from api.rooms.library.reader import pdf as module  # noqa: PLC0415 - see above
    elif kind == "docx":
        from api.rooms.library.reader import docx as module  # type: ignore[no-redef]  # noqa: PLC0415 - see above
    else:
        from api.rooms.library.reader import picture as module  # type: ignore[no-redef]  # noqa: PLC0415 - see above
    return getattr(module, command)(Path(path), *rest)


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_OUTPUT, LARGEST_OUTPUT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main(*sys.argv[1:])
