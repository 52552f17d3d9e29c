"""Following meetings: one thread of a process looks at the database for everybody who watches, and wakes them.

Whoever watches is woken and reads the figures as they are; nothing is queued for anybody, so a slow phone costs no
memory and a lost line loses nothing.
"""

import asyncio
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from sqlalchemy import Connection

from api.kit import clock
from api.kit.db import Database
from api.kit.live import News
from api.kit.logging import logger
from api.rooms.attendance.company import Companies
from api.rooms.attendance.repository import following as repository
from api.rooms.attendance.repository.intake import identities
from api.rooms.attendance.schemas.live import Ended
from api.rooms.attendance.service.granting import Scanner
from api.rooms.attendance.service.watching import Watch, load

_BETWEEN = 0.25
"""Least seconds between two looks."""
_LONGEST = 1.0
"""Seconds without news after which it looks all the same: what other rooms change is not told."""
_RIGHTS = 2.0
"""Seconds between two looks at who may still watch."""
_OVERLAP = timedelta(seconds=10)
"""How far back changes of phones are looked for: longer than any transaction lasts."""


@dataclass(eq=False, slots=True)
class Listener:
    """Somebody who watches a meeting; `grants_of` is the account whose grants must still hold, None for others."""

    watch: Watch
    token_hash: bytes
    grants_of: UUID | None = None
    site_id: UUID | None = None
    desk: bool = False
    ended: Ended | None = None
    phones: int = 0
    """How often a phone of somebody expected at its site changed."""
    loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.get_running_loop)
    news: asyncio.Event = field(default_factory=asyncio.Event)

    def wake(self) -> None:
        """From any thread: have it look."""
        with suppress(RuntimeError):  # the loop was closed meanwhile: nobody waits any more
            self.loop.call_soon_threadsafe(self.news.set)


class Following:
    """One for each process."""

    def __init__(self, database: Database, companies: Companies) -> None:
        self.news = News(database)
        self._database = database
        self._companies = companies
        self._listeners: set[Listener] = set()
        self._watches: dict[UUID, Watch] = {}
        self._changing = threading.Lock()
        self._anybody = threading.Event()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._rights_at = 0.0
        self._told_phones: set[tuple[UUID, UUID, bool]] | None = None

    def join(self, listener: Listener) -> Listener:
        """Begin to watch, together with others who watch the same meeting; the first wake brings the first figures."""
        with self._changing:
            listener.watch = self._watches.setdefault(listener.watch.place.meeting_id, listener.watch)
            self._listeners.add(listener)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="following", daemon=True)
                self._thread.start()
        self._anybody.set()
        listener.wake()
        return listener

    def leave(self, listener: Listener) -> None:
        """Watch no longer."""
        with self._changing:
            self._listeners.discard(listener)
            if all(other.watch is not listener.watch for other in self._listeners):
                self._watches.pop(listener.watch.place.meeting_id, None)
            if not self._listeners:
                self._anybody.clear()

    def stop(self) -> None:
        """Let everybody go and end."""
        self._stopping.set()
        self._anybody.set()
        self.news.stop()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while not self._stopping.is_set():
            if not self._anybody.is_set():
                self.news.hang_up()
                self._told_phones = None
                self._anybody.wait()
            self.news.wait(_LONGEST)
            began = time.monotonic()
            try:
                self._look()
            except Exception as error:  # noqa: BLE001 - if this thread ended, every board would stand still for good
                logger.warning("meetings could not be followed", extra={"reason": type(error).__name__})
            self._stopping.wait(max(_BETWEEN, time.monotonic() - began))

    def _look(self) -> None:
        with self._changing:
            listeners, watches = list(self._listeners), list(self._watches.values())
        woken: set[Listener] = set()
        with self._database.reading_connection() as connection:
            for watch in watches:
                if load(connection, self._companies, watch):
                    woken |= self._watching(watch)
            if time.monotonic() - self._rights_at >= _RIGHTS:
                self._rights_at = time.monotonic()
                woken |= self._end_some(connection, listeners)
                woken |= self._tell_of_phones(connection, listeners)
        for listener in woken:
            listener.wake()

    def _watching(self, watch: Watch) -> set[Listener]:
        """Also those who came while it was read: their first look found nothing yet."""
        with self._changing:
            return {one for one in self._listeners if one.watch is watch}

    def _end_some(self, connection: Connection, listeners: list[Listener]) -> set[Listener]:
        """Those whose session or grant has ended."""
        known = identities(connection, [one.token_hash for one in listeners])
        granted = repository.grants(connection, {one.watch.place.meeting_id for one in listeners if one.grants_of})
        now = clock.now()
        for one in listeners:
            if one.token_hash not in known:
                one.ended = Ended.SIGNED_OUT
            elif one.grants_of is not None:
                own = tuple(granted.get((one.watch.place.meeting_id, one.grants_of), ()))
                if not Scanner(everything=False, grants=own).may(one.site_id, now):
                    one.ended = Ended.REVOKED
        return {one for one in listeners if one.ended}

    def _tell_of_phones(self, connection: Connection, listeners: list[Listener]) -> set[Listener]:
        """Desks at which somebody is expected whose phone was added or revoked."""
        if not any(one.desk for one in listeners):
            return set()
        found = repository.phones_changed(connection, clock.now() - _OVERLAP)
        new = {member_id for member_id, _, _ in found - (self._told_phones if self._told_phones is not None else found)}
        self._told_phones = found
        concerned = {one for one in listeners if one.desk and new & one.watch.people_at(one.site_id)} if new else set()
        for one in concerned:
            one.phones += 1
        return concerned
