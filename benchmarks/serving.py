"""A real server of the handbook on loopback, for the length of a measure."""

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

from api.settings import ROOT, Settings

PATIENCE = 60  # seconds a busy machine may take to start it


@dataclass(frozen=True)
class Server:
    """A running worker."""

    address: str
    process: subprocess.Popen[bytes]

    def cpu_seconds(self) -> float:
        """What it has used of a processor so far, itself and the system for it (proc(5), fields utime and stime)."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def served(settings: Settings) -> Iterator[Server]:
    """One worker on a free port, as `handbook serve` starts it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {
        "HANDBOOK_VAR": str(settings.var),
        "HANDBOOK_DATABASE_URL": settings.database_url,
        "HANDBOOK_LOG_LEVEL": "ERROR",
        "HANDBOOK_DEMO": str(settings.demo).lower(),
    }
    command = [sys.executable, "-m", "uvicorn", "api.main:create_app", "--factory", "--port", str(port)]
    process = subprocess.Popen([*command, "--log-level", "warning", "--no-access-log"], cwd=ROOT, env=environment)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, process)
        yield Server(address, process)
    finally:
        process.terminate()
        process.wait(30)


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
