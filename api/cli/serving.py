"""`handbook serve`: from an empty state folder to an answering address."""

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

import uvicorn

from api.cli import texts
from api.cli.demo import accounts as demo_accounts
from api.cli.demo.building import Demo
from api.cli.demo.publishing import Press
from api.cli.preparing import prepared, read_settings
from api.cli.terminal import ExitCode, Failure, console, done, say
from api.kit import clock
from api.kit.db import Database
from api.settings import Settings


def serve(host: str, port: int, workers: int, *, demo: bool) -> None:
    """Prepare what is missing, show where to go, answer until stopped."""
    # the PWA's address when nobody says otherwise; workers and the app read it from the environment
    os.environ.setdefault("HANDBOOK_PUBLIC_URL", f"http://localhost:{port}")
    settings = read_settings()
    refuse_what_cannot_work(settings, host, port, workers)
    with prepared(settings) as database:
        present = _demo(settings, database, wanted=demo)
    if present:
        os.environ["HANDBOOK_DEMO"] = "true"
        console.print(demo_accounts.shown(demo_accounts.read(settings)))
    if not (settings.pwa_folder / "200.html").exists():
        say(texts.NO_PWA.format(folder=settings.pwa_folder))
    done(texts.READY.format(address=settings.public_url))
    with publishing_scans(settings) if present else nullcontext():
        uvicorn.run(
            "api.main:create_app",
            factory=True,
            host=host,
            port=port,
            workers=workers,
            loop="uvloop",
            http="httptools",
            log_level="warning",
            access_log=False,  # it would write query strings; the house has its own line a request
            server_header=False,
            timeout_graceful_shutdown=5,  # boards and desks listen for minutes; they come back by themselves
        )


def refuse_what_cannot_work(settings: Settings, host: str, port: int, workers: int) -> None:
    """Say in words what uvicorn would say in a traceback."""
    if workers > 1 and not settings.database_url:
        raise Failure(texts.WORKERS_NEED_POSTGRESQL, ExitCode.REFUSED)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            reason = os.strerror(error.errno) if error.errno else str(error)
            raise Failure(texts.PORT_TAKEN.format(host=host, port=port, reason=reason), ExitCode.REFUSED) from error


def _demo(settings: Settings, database: Database, *, wanted: bool) -> bool:
    """Whether this is a demo house; an empty database becomes one, a half-made demo is finished."""
    made = Demo(settings, database)
    if made.is_complete():
        return True
    if made.was_begun() or (wanted and made.database_is_empty()):
        made.build(scans=False)
        return True
    return False


@contextmanager
def publishing_scans(settings: Settings) -> Iterator[None]:
    """While the demo is served, its scans are published as soon as the server's jobs have read them."""
    stopping = threading.Event()
    database = Database(settings.database)
    press = Press(settings, database, clock.today())
    thread = threading.Thread(target=press.publish_when_read, args=(stopping,), name="demo-scans")
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        thread.join()
        database.dispose()
