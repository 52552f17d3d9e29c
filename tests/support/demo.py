"""The demo province as a state folder: made once in a run of script/test, copied for every server that shows it."""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from api.settings import ROOT

KEPT = "HANDBOOK_TEST_KEPT"
"""Names a folder that outlives one run of pytest: script/test has the demo made there beside other tests."""


def a_demo_folder(factory: pytest.TempPathFactory) -> Path:
    """A state folder with the whole demo in it, scans read; the first process that asks makes it, the others wait."""
    own = factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    var = factory.mktemp("var")
    shutil.copytree(_made_in(Path(os.environ.get(KEPT, shared))), var, dirs_exist_ok=True)
    return var


def _made_in(shared: Path) -> Path:
    made = shared / "demo"
    with (shared / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            begun = shared / "begun"
            _make(begun)
            begun.rename(made)
    return made


def _make(var: Path) -> None:
    program = Path(sys.executable).with_name("handbook")
    environment = {**os.environ, "HANDBOOK_VAR": str(var), "HANDBOOK_DATABASE_URL": ""}
    done = subprocess.run(
        [str(program), "demo"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        pytest.fail(f"The demo could not be made:\n{done.stdout}\n{done.stderr}")


if __name__ == "__main__":
    _made_in(Path(os.environ[KEPT]))
