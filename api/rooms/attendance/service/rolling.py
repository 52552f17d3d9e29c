"""Telling the meeting's roll who came: soon after the scans, and not in their way."""

import threading
from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from api.kit.db import Database
from api.kit.logging import logger
from api.rooms.attendance.presence import Method, Presence, presence
from api.rooms.attendance.repository import reading as repository
from api.rooms.attendance.service.reading import correction_of, fact_of
from api.rooms.meetings.models import RollMethod
from api.rooms.meetings.service.calling import Arrival, settle

_ROLL = {Method.HAND: RollMethod.HAND, Method.FACE: RollMethod.FACE}
_AT_ONCE = 500
"""Members in one transaction: desks wait behind it."""
_PAUSE = 1.0
"""Seconds between two looks: a hall that fills is told in a few writes."""


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
    """A thread that tells the rolls of meetings at which somebody came.

    It remembers up to which scan it has told each meeting, and begins anew with its process: the next scan makes up
    for what a process that died had not told.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: set[UUID] = set()
        self._told: dict[UUID, int] = {}
        self._news = threading.Event()
        self._stopping = threading.Event()
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None

    def somebody_came(self, meeting_id: UUID) -> None:
        """Ask for the roll of this meeting to be told."""
        self._waiting.add(meeting_id)
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="roller", daemon=True)
                self._thread.start()
        self._news.set()

    def stop(self) -> None:
        """Tell what waits, then end."""
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

    def _tell_all(self) -> None:
        while self._waiting:
            meeting_id = self._waiting.pop()
            try:
                self._tell(meeting_id)
            except SQLAlchemyError as error:
                logger.warning("the roll could not be told", extra={"reason": type(error).__name__})
                self._waiting.add(meeting_id)
                return

    def _tell(self, meeting_id: UUID) -> None:
        with self._database.reading() as session:
            new = repository.scanned_after(session, meeting_id, self._told.get(meeting_id, 0))
        members = list(dict.fromkeys(member_id for _, member_id in new))
        for start in range(0, len(members), _AT_ONCE):
            with self._database.writing() as session:
                tell_roll(session, meeting_id, members[start : start + _AT_ONCE])
        if new:
            self._told[meeting_id] = new[-1][0]
