"""Folders for files on their way, and what a killed process left in them."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from api.kit import workspace

KILLED = """
import os
from api.kit import workspace
with workspace.folder() as folder:
    (folder / "paper.pdf").write_bytes(b"MAT")
    print(folder, flush=True)
    os.kill(os.getpid(), 9)
"""


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch):
    """A place for temporary files that no other test uses."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_a_folder_is_private_and_gone_afterwards():
    with workspace.folder() as folder:
        (folder / "paper.pdf").write_bytes(b"%PDF")
        assert folder.stat().st_mode & 0o077 == 0
    assert not folder.exists()


def test_what_a_killed_process_left_is_cleared_and_what_a_living_one_uses_stays(temporary):
    child = subprocess.run(
        [sys.executable, "-c", KILLED], capture_output=True, env=os.environ | {"TMPDIR": str(temporary)}, check=False
    )
    left = Path(child.stdout.decode().strip())
    assert (left / "paper.pdf").exists()
    (temporary / "handbook-of-somebody-else").mkdir()
    with workspace.folder() as mine:
        assert workspace.clear() == 1
        assert mine.exists()
    assert not left.exists()
    assert (temporary / "handbook-of-somebody-else").exists()
