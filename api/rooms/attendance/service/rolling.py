"""Telling the meeting's roll who came: soon after the scans, and not in their way."""

import threading
from uuid import UUID

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from api.kit.db import Database
from api.kit.logging import logger
from api.rooms.attendance.presence import Method, presence
from api.rooms.attendance.repository import reading as repository
from api.rooms.attendance.service.reading import correction_of, fact_of
from api.rooms.meetings.models import RollMethod
from api.rooms.meetings.service.calling import Arrival, take_over

_ROLL = {Method.HAND: RollMethod.HAND, Method.FACE: RollMethod.FACE}
_PAUSE = 1.0
"""Seconds between two looks: a hall that fills is told in a few writes."""


def tell_roll(session: Session, meeting_id: UUID) -> int:
    """Bring everybody present into the roll of the meeting; how many were new. Repeating it changes nothing."""
    scans = {scan.scan_id: scan for scan in repository.facts(session, meeting_id)}
    there = presence(map(fact_of, scans.values()), map(correction_of, repository.corrections(session, meeting_id)))
    return take_over(
        session,
        meeting_id,
        [
            Arrival(
                member_id=stay.member_id,
                at=stay.came_at,
                method=_ROLL.get(stay.method, RollMethod.QR),
                account_id=scans[stay.scan_id].account_id if stay.method is Method.HAND else None,
            )
            for stay in there.values()
        ],
    )


class Roller:
    """A thread that tells the rolls of meetings at which somebody came.

    A meeting is always told as a whole, so the next scan makes up for what a process that died had not told.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: set[UUID] = set()
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
                with self._database.writing() as session:
                    tell_roll(session, meeting_id)
            except SQLAlchemyError as error:
                logger.warning("the roll could not be told", extra={"reason": type(error).__name__})
                self._waiting.add(meeting_id)
                return
