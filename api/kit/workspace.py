"""Folders of this machine for files on their way: to be looked at, taken apart, drawn.

Strangers' papers and pages of scans lie in them for seconds. A process that is killed leaves its folders behind, so
they say whose they are, and the next start and the daily sweep remove those whose process is gone.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlmodel import Session

from api.kit.jobs import Tools
from api.kit.sweeping import sweep

_PREFIX = "handbook-"


@contextmanager
def folder() -> Iterator[Path]:
    """An empty folder that only this user can read and that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix=f"{_PREFIX}{os.getpid()}-") as made:
        yield Path(made)


def clear() -> int:
    """Remove what processes left that are no more; how many folders went."""
    left = [path for path in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*-*") if _abandoned(path)]
    for path in left:
        shutil.rmtree(path, ignore_errors=True)
    return len(left)


@sweep("kit.workspace")
def _clear_daily(_session: Session, _tools: Tools) -> int:
    return clear()


def _abandoned(path: Path) -> bool:
    owner = path.name.removeprefix(_PREFIX).partition("-")[0]
    if not owner.isdecimal() or path.stat().st_uid != os.getuid():
        return False
    try:
        os.kill(int(owner), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False  # somebody else's process has this number now; its folders are not ours to judge
    return False
