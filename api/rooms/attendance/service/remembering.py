"""What the intake of one process remembers for seconds: meetings, who is expected, who may scan."""

import threading
import time
from collections.abc import Iterable
from typing import TypeVar
from uuid import UUID

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from api.kit.actors import Actor
from api.kit.db import Database
from api.kit.logging import logger
from api.rooms.attendance.repository import intake as repository
from api.rooms.attendance.repository.intake import MeetingRow
from api.rooms.attendance.rolls import FRESH, OLD, Expected, Roll, make_roll
from api.rooms.attendance.service.granting import Scanner, scanner_at
from api.rooms.meetings.errors.schedule import MeetingNotFound
from api.rooms.signin.service import find_actor

K = TypeVar("K")
V = TypeVar("V")
MOST_REMEMBERED = 4000


class Memory:
    """Asked by one thread at a time or by many: of many who ask for the same, one reads."""

    def __init__(self, database: Database, secret: bytes) -> None:
        self.secret = secret
        self.database = database
        self._asking = threading.Lock()
        self._starting = threading.Lock()
        self._being_read: set[UUID] = set()
        self._meetings: dict[UUID, tuple[float, MeetingRow | None]] = {}
        self._rolls: dict[UUID, Roll] = {}
        self._scanners: dict[tuple[str, UUID], tuple[float, Scanner | None]] = {}

    def meeting(self, meeting_id: UUID) -> MeetingRow | None:
        """The meeting as it was at most `FRESH` seconds ago."""
        now = time.monotonic()
        known = self._meetings.get(meeting_id)
        if known is not None and now - known[0] < FRESH:
            return known[1]
        with self.database.reading_connection() as connection:
            found = repository.meeting(connection, meeting_id)
        _remember(self._meetings, meeting_id, (now, found))
        return found

    def roll(self, meeting_id: UUID, *, somebody_new: bool = False) -> Roll:
        """Who is expected; read again when old, at once when somebody unknown has come."""
        now = time.monotonic()
        known = self._rolls.get(meeting_id)
        if known is not None and now - known.loaded_at < (FRESH if somebody_new else OLD):
            return known
        if known is not None and not somebody_new and now - known.loaded_at < 2 * OLD:
            self._read_beside(known)
            return known
        with self._asking:  # of many who ask at once, one reads
            known = self._rolls.get(meeting_id)
            if known is None or known.loaded_at < now:
                known = self._read_roll(meeting_id, known)
        return known

    def forget(self, meeting_ids: Iterable[UUID]) -> None:
        """What is remembered of these meetings no longer holds: read it again for the next scan."""
        for meeting_id in meeting_ids:
            self._rolls.pop(meeting_id, None)

    def _read_beside(self, known: Roll) -> None:
        """Read a list anew in a thread of its own, once at a time, while the old one serves on."""
        with self._starting:
            if known.meeting_id in self._being_read:
                return
            self._being_read.add(known.meeting_id)

        def read() -> None:
            try:
                self._read_roll(known.meeting_id, known)
            except SQLAlchemyError as error:
                logger.warning("a roll could not be read again", extra={"reason": type(error).__name__})
            finally:
                self._being_read.discard(known.meeting_id)

        threading.Thread(target=read, name="roll", daemon=True).start()

    def scanner(self, token: str, meeting_id: UUID) -> Scanner | None:
        """What the holder of this session may scan at the meeting, as it was at most `FRESH` seconds ago."""
        now = time.monotonic()
        known = self._scanners.get((token, meeting_id))
        if known is not None and now - known[0] < FRESH:
            return known[1]
        with self.database.reading() as session:
            actor = find_actor(session, token)
            found = _scanner(session, actor, meeting_id) if actor else None
        _remember(self._scanners, (token, meeting_id), (now, found))
        return found

    def _read_roll(self, meeting_id: UUID, known: Roll | None) -> Roll:
        loaded_at = time.monotonic()
        with self.database.reading_connection() as connection:
            sites = repository.sites(connection, meeting_id)
            people = [Expected(*row) for row in repository.expected(connection, meeting_id)]
        read = make_roll(meeting_id, self.secret, loaded_at, sites, people)
        if known is not None and known.by_pseudonym:
            read.name_all(known)
        _remember(self._rolls, meeting_id, read)
        return read


def _scanner(session: Session, actor: Actor, meeting_id: UUID) -> Scanner | None:
    try:
        return scanner_at(session, actor, meeting_id)[1]
    except MeetingNotFound:
        return None


def _remember(memory: dict[K, V], key: K, value: V) -> None:
    """Keep it; the oldest goes when there is too much."""
    memory.pop(key, None)
    if len(memory) >= MOST_REMEMBERED:
        memory.pop(next(iter(memory)), None)
    memory[key] = value
