"""Telling the meeting's roll who came: soon after the scans, and not in their way."""

import math
import threading
import time
from collections.abc import Collection, Mapping
from datetime import timedelta
from uuid import UUID

from sqlmodel import Session

from api.kit import clock
from api.kit.db import Database
from api.kit.logging import logger
from api.rooms.attendance.presence import Method, Presence, presence
from api.rooms.attendance.repository import reading as repository
from api.rooms.attendance.service.reading import correction_of, fact_of
from api.rooms.meetings.models import RollMethod
from api.rooms.meetings.service.calling import Arrival, settle

_ROLL = {Method.HAND: RollMethod.HAND, Method.FACE: RollMethod.FACE}
_AT_ONCE = 250
"""Members in one transaction: desks wait behind it, for 30 ms at 250."""
_PAUSE = 1.0
"""Seconds between two looks: a hall that fills is told in a few writes."""
_THESE_DAYS = timedelta(days=2)
_PARTING_SECONDS = 10.0
_REST_BUSY, _REST = 12.0, 1.0
"""How many times as long as a transaction took the next one is put off: while scans come in, and afterwards."""


def tell_roll(session: Session, meeting_id: UUID, member_ids: Collection[UUID]) -> int:
    """Have the roll say of these members what their scans say; how many statements were new."""
    found = repository.facts_about(session, meeting_id, member_ids)
    words = repository.corrections_about(session, meeting_id, member_ids)
    there = presence(map(fact_of, found), map(correction_of, words))
    writers = {scan.scan_id: scan.account_id for scan in found}
    return settle(session, meeting_id, {who: _arrival(there.get(who), writers) for who in member_ids})


def _arrival(stay: Presence | None, writers: Mapping[UUID, UUID]) -> Arrival | None:
    if stay is None:
        return None
    return Arrival(
        member_id=stay.member_id,
        at=stay.came_at,
        method=_ROLL.get(stay.method, RollMethod.QR),
        account_id=writers[stay.scan_id] if stay.method is Method.HAND else None,
        scan_id=stay.scan_id,
    )


class Roller:
    """A thread that tells the rolls of meetings whom this process took in.

    At its start, and for its first scan of a meeting, it also makes up for what processes that died had not told.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: dict[UUID, set[UUID]] = {}
        self._made_up: set[UUID] = set()
        self._changing = threading.Lock()
        self._news = threading.Event()
        self._stopping = threading.Event()
        self._until = math.inf
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Look through the meetings of these days: after a crash nobody may scan any more."""
        now = clock.now()
        with self._database.reading() as session:
            meetings = repository.scanned(session, now - _THESE_DAYS, now + _THESE_DAYS)
        for meeting_id in meetings:
            self.somebody_came(meeting_id, ())

    def somebody_came(self, meeting_id: UUID, member_ids: Collection[UUID]) -> None:
        """Ask for the roll of this meeting to say so."""
        with self._changing:
            self._waiting.setdefault(meeting_id, set()).update(member_ids)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="roller", daemon=True)
                self._thread.start()
        if not self._news.is_set():
            self._news.set()

    def stop(self) -> None:
        """Tell what waits, then end; what takes too long is left to the next start."""
        self._until = time.monotonic() + _PARTING_SECONDS
        self._stopping.set()
        self._news.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._news.wait()
            self._news.clear()
            self._stopping.wait(_PAUSE)
            self._tell_all()
        self._tell_all()  # also who came while the last one was told

    def _tell_all(self) -> None:
        while time.monotonic() < self._until and (some := self._next()) is not None:
            began = time.monotonic()
            if not self._tell(*some):
                return
            rest = _REST_BUSY if self._news.is_set() else _REST
            self._news.clear()  # what it told of is looked at in the next turn
            self._stopping.wait(rest * (time.monotonic() - began))

    def _next(self) -> tuple[UUID, list[UUID]] | None:
        """A meeting and some of those who came to it."""
        with self._changing:
            if not self._waiting:
                return None
            meeting_id, waiting = next(iter(self._waiting.items()))
            some = [waiting.pop() for _ in range(min(_AT_ONCE, len(waiting)))]
            if not waiting:
                del self._waiting[meeting_id]
        return meeting_id, some

    def _tell(self, meeting_id: UUID, members: list[UUID]) -> bool:
        """Whether it could be told; else they wait on."""
        try:
            self._make_up(meeting_id)
            if members:
                with self._database.writing() as session:
                    tell_roll(session, meeting_id, members)
        except Exception as error:  # noqa: BLE001 - if this thread ended, no roll would hear of anybody any more
            logger.warning("the roll could not be told", extra={"reason": type(error).__name__})
            with self._changing:  # last, so that other meetings do not wait for this one
                self._waiting[meeting_id] = self._waiting.pop(meeting_id, set()) | set(members)
            return False
        return True

    def _make_up(self, meeting_id: UUID) -> None:
        if meeting_id in self._made_up:
            return
        with self._database.reading() as session:
            untold = repository.untold(session, meeting_id)
        self._made_up.add(meeting_id)
        with self._changing:
            if untold:
                self._waiting.setdefault(meeting_id, set()).update(untold)
