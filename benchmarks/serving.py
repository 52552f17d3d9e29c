"""A real server of the handbook on loopback, for the length of a measure."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from api.settings import ROOT, Settings

PATIENCE = 180  # seconds a busy machine may take to start it, or to finish what it was given
_A_WHILE, _AT_REST = 2, 0.08  # seconds; of a processor, twice what waiting for jobs takes


@dataclass
class Server:
    """A running worker, on the port it keeps when it is started again."""

    address: str
    process: subprocess.Popen[bytes]
    start: Callable[[], subprocess.Popen[bytes]]

    def kill(self) -> None:
        """As when the power fails."""
        self.process.kill()
        self.process.wait(30)

    def start_again(self) -> None:
        """Back on the same address."""
        self.process = self.start()
        _wait(self.address, self.process)

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
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {
        "HANDBOOK_VAR": str(settings.var),
        "HANDBOOK_DATABASE_URL": settings.database_url,
        "HANDBOOK_LOG_LEVEL": "ERROR",
        "HANDBOOK_DEMO": str(settings.demo).lower(),
    }
    command = [sys.executable, "-m", "uvicorn", app, "--factory", "--port", str(port)]
    command += ["--workers", str(workers)] if workers > 1 else []
    command += ["--log-level", "warning", "--no-access-log"]

    def start() -> subprocess.Popen[bytes]:
        return subprocess.Popen(command, cwd=ROOT, env=environment)

    server = Server(f"http://127.0.0.1:{port}", start(), start)
    try:
        _wait(server.address, server.process)
        yield server
    finally:
        server.process.terminate()
        server.process.wait(30)


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
