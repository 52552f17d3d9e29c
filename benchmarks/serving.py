"""A real server of the handbook on loopback, for the length of a measure."""

import multiprocessing
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import uvicorn

from api.settings import ROOT, Settings

PATIENCE = 180  # seconds a busy machine may take to start it, or to finish what it was given
_A_WHILE, _AT_REST = 2, 0.08  # seconds; of a processor, twice what waiting for jobs takes


@dataclass(frozen=True)
class Server:
    """A running server."""

    address: str
    process: subprocess.Popen[bytes]

    def come_to_rest(self) -> None:
        """Wait until the jobs that preparing left behind are done."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            before = self.cpu_seconds()
            time.sleep(_A_WHILE)
            if self.cpu_seconds() - before < _AT_REST * _A_WHILE:
                return
        raise TimeoutError

    def cpu_seconds(self) -> float:
        """What it and its workers have used of a processor so far (proc(5), utime, stime, cutime, cstime)."""
        return sum(map(_cpu_seconds, _with_children(self.process.pid)))


@contextmanager
def served(settings: Settings, workers: int = 1, app: str = "api.main:create_app") -> Iterator[Server]:
    """A server on a free port, as `handbook serve` starts it; `app` is the factory of the app that answers."""
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", app, "--factory", "--port", str(port)]
    command += ["--workers", str(workers)] if workers > 1 else []
    command += ["--log-level", "warning", "--no-access-log"]
    server = Server(f"http://127.0.0.1:{port}", subprocess.Popen(command, cwd=ROOT, env=environment(settings)))
    try:
        _wait(server.address, server.process)
        yield server
    finally:
        server.process.terminate()
        server.process.wait(30)


class Mortal:
    """A server that is killed and started again: forked from a process that has read its libraries already.

    Nothing of the house is in that process but code: database, memory and threads are made anew by each server.
    """

    def __init__(self, settings: Settings) -> None:
        self._forks = multiprocessing.get_context("forkserver")
        self._forks.set_forkserver_preload(["api.main", "benchmarks.crowd", "uvicorn"])  # also what a measure imports
        self._serving = environment(settings), free_port()
        self.address = f"http://127.0.0.1:{self._serving[1]}"
        self.start()

    def start(self) -> None:
        """Have it come back on the same address, soon."""
        self._process = self._forks.Process(target=_serve, args=self._serving)
        self._process.start()

    def kill(self) -> None:
        """As when the power fails."""
        self._process.kill()
        self._process.join(30)


def _serve(environment: dict[str, str], port: int) -> None:
    os.environ.update(environment)
    uvicorn.run("api.main:create_app", factory=True, port=port, log_level="warning", access_log=False)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def environment(settings: Settings) -> dict[str, str]:
    """What a server of this house is told by the environment."""
    return os.environ | {
        "HANDBOOK_VAR": str(settings.var),
        "HANDBOOK_DATABASE_URL": settings.database_url,
        "HANDBOOK_LOG_LEVEL": "ERROR",
        "HANDBOOK_DEMO": str(settings.demo).lower(),
    }


def _cpu_seconds(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")  # also of children that have ended


def _with_children(process: int) -> list[int]:
    children = (path.read_text().split() for path in Path(f"/proc/{process}/task").glob("*/children"))
    return [process, *(one for some in children for child in some for one in _with_children(int(child)))]


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            httpx.get(f"{address}/api/health").raise_for_status()
        except httpx.HTTPError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return
