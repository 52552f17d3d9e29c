"""`handbook worker`: the jobs alone, for a machine or a process that serves no pages."""

import signal
import threading

from api.cli import texts
from api.cli.preparing import prepared, read_settings
from api.cli.terminal import done, say
from api.kit import jobs, logging, storage
from api.rooms.library import service as _library  # noqa: F401 - importing a room registers its jobs
from api.rooms.members import service as _members  # noqa: F401 - importing a room registers its jobs
from api.rooms.signin import service as _signin  # noqa: F401 - importing a room registers its jobs
from notifications import composing as _composing  # noqa: F401 - importing it registers its job
from notifications import reminders as _reminders  # noqa: F401 - importing them registers them and their job
from notifications import sending as _sending  # noqa: F401 - importing it registers its job


def work() -> None:
    """Do jobs until told to stop; what is in the middle then is taken up at the next start."""
    settings = read_settings()
    logging.install(settings.log_level)
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    with prepared(settings) as database:
        jobs.start(database, storage.open_store(settings.storage), settings=settings)
        done(texts.WORKING)
        try:
            stopped.wait()
        finally:
            say(texts.STOPPING)
            jobs.stop()
