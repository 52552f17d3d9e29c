"""A PostgreSQL server of the tests' own: found, started in a temporary folder, stopped with them.

PostgreSQL refuses to run as root, so root lends it the account `postgres` (or `nobody`). It listens
on a socket in that folder only, which leaves no port to collide on. Every process that asks starts
its own server (about two seconds), so each pytest-xdist worker has databases to itself.
"""

import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

OLDEST_VERSION = 15
PATIENCE = 60  # seconds a busy machine may take to start or stop it
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "timezone": "UTC",
}
DURABLE = SETTINGS | {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on", "shared_buffers": "512MB"}
"""As an installation runs it: what was answered is on the disk."""


class PostgresMissing(RuntimeError):
    """No PostgreSQL of a version the handbook supports is installed here."""


@dataclass(frozen=True)
class Server:
    """A running server, known by the folder that holds its socket."""

    folder: Path

    def url(self, database: str = "postgres") -> str:
        """The address of one database, as SQLAlchemy and HANDBOOK_DATABASE_URL write it."""
        return f"postgresql+psycopg://postgres@/{database}?host={self.folder}"

    def create_database(self, name: str, template: str = "template0") -> str:
        """Make an empty database, or a copy of a template nobody is connected to; its URL."""
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} ENCODING 'UTF8'")
        self._run(statement.format(sql.Identifier(name), sql.Identifier(template)))
        return self.url(name)

    def drop_database(self, name: str) -> None:
        """Remove a database, closing whatever is still connected to it."""
        statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        self._run(statement.format(sql.Identifier(name)))

    def _run(self, statement: sql.Composed) -> None:
        with self.connect() as connection:
            connection.execute(statement)

    def connect(self) -> psycopg.Connection[tuple[object, ...]]:
        """Open a connection to the server's own database, outside any transaction."""
        return psycopg.connect(host=str(self.folder), user="postgres", dbname="postgres", autocommit=True)


def find_programs() -> Path:
    """The folder of `initdb` and `postgres`, newest version first; PostgresMissing if none."""
    on_path = shutil.which("postgres")
    folders = [Path(on_path).resolve().parent] if on_path else []
    for root in ("/usr/lib/postgresql", "/usr/local/opt", "/opt/homebrew/opt"):
        folders += Path(root).glob("*/bin")
    usable = [(version, folder) for folder in folders if (version := _version(folder)) is not None]
    newest, folder = max(usable, default=(0, Path()))
    if newest < OLDEST_VERSION:
        raise PostgresMissing(
            f"The tests need PostgreSQL {OLDEST_VERSION} or newer and none is installed. "
            "On Debian: apt-get install postgresql"
        )
    return folder


def _version(folder: Path) -> int | None:
    programs = (folder / "postgres", folder / "initdb")
    if not all(program.exists() for program in programs):
        return None
    answer = subprocess.run([programs[0], "--version"], capture_output=True, text=True, check=False)
    found = re.search(r"(\d+)", answer.stdout)
    return int(found[1]) if found else None


@contextmanager
def running_server(settings: Mapping[str, str] = SETTINGS) -> Iterator[Server]:
    """Start a server for the length of the block; nothing of it is left afterwards."""
    programs = find_programs()
    # not $TMPDIR: a socket's address holds 107 characters, and the account must be able to enter
    folder = Path(tempfile.mkdtemp(prefix="handbook-postgres-", dir="/tmp"))
    account = _unprivileged_account()
    if account is not None:
        os.chown(folder, account.pw_uid, account.pw_gid)
    try:
        _make_cluster(programs, folder, account)
        with _serving(programs, folder, account, settings):
            yield Server(folder)
    finally:
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A server for this test process, started at the first test that asks for it."""
    with running_server() as server:
        yield server


def _make_cluster(programs: Path, folder: Path, account: pwd.struct_passwd | None) -> None:
    command = [
        str(programs / "initdb"),
        f"--pgdata={folder / 'data'}",
        "--username=postgres",
        "--auth=trust",  # the folder of the socket is closed to other accounts
        "--encoding=UTF8",
        "--no-locale",
        "--no-sync",
    ]
    made = subprocess.run(_as_account(command, account), cwd=folder, capture_output=True, text=True, check=False)
    if made.returncode != 0:
        raise RuntimeError(f"initdb could not make a cluster:\n{made.stderr}")


@contextmanager
def _serving(
    programs: Path, folder: Path, account: pwd.struct_passwd | None, settings: Mapping[str, str]
) -> Iterator[None]:
    command = [str(programs / "postgres"), "-D", str(folder / "data"), "-k", str(folder)]
    for name, value in settings.items():
        command += ["-c", f"{name}={value}"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(_as_account(command, account), cwd=folder, stdout=log, stderr=subprocess.STDOUT)
    try:
        _wait_until_ready(process, Server(folder))
        yield
    finally:
        process.send_signal(signal.SIGINT)  # "fast" shutdown: open connections are closed
        process.wait(timeout=PATIENCE)


def _wait_until_ready(process: subprocess.Popen[bytes], server: Server) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            server.connect().close()
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > deadline:
                log = (server.folder / "log").read_text(errors="replace")
                raise RuntimeError(f"PostgreSQL did not start:\n{log}") from None
            time.sleep(0.05)
        else:
            return


def _unprivileged_account() -> pwd.struct_passwd | None:
    """The account to run as when we are root; None when we are an ordinary user already."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            return pwd.getpwnam(name)
    raise PostgresMissing("PostgreSQL refuses root, and there is no account `postgres` or `nobody`")


def _as_account(command: Sequence[str], account: pwd.struct_passwd | None) -> list[str]:
    """Run the command as that account; on Linux it also ends when the tests are killed."""
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        if account is not None:
            raise PostgresMissing("`setpriv` (package util-linux) is needed to leave root")
        return [*command]
    words = [setpriv, "--pdeathsig=INT"]
    if account is not None:
        words += [f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups"]
    return [*words, *command]
