"""One meeting as those who follow it see it: read once, then only what is new."""

import threading
import time
from bisect import bisect_right
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import Connection
from sqlmodel import Session

from api.kit import rules
from api.kit.ids import new_id
from api.rooms.attendance.board import Board, Seat
from api.rooms.attendance.repository import following as repository
from api.rooms.attendance.repository.following import NumberedScan
from api.rooms.attendance.rolls import OLD
from api.rooms.meetings.majority import Base, Franchise
from api.rooms.meetings.models import Meeting
from api.rooms.meetings.service.finding import day_of


@dataclass(frozen=True, slots=True)
class Place:
    """Which meeting, whose, and who counts when it votes."""

    meeting_id: UUID
    organization_id: UUID
    franchise: Franchise


def place_of(session: Session, meeting: Meeting) -> Place:
    """What following a meeting needs to know of it."""
    found = rules.find(session, "majority", day_of(meeting), meeting.organization_id)
    return Place(meeting.id, meeting.organization_id, Franchise.read(found.content))


@dataclass(slots=True)
class Watch:
    """The figures and the scans so far; written by one thread, read by many under `reading`."""

    place: Place
    reading: threading.Lock = field(default_factory=threading.Lock)
    board: Board = field(default_factory=lambda: Board({}))
    epoch: str = ""
    """Changes are numbered within an epoch; another one begins when the people or sites change."""
    site_names: dict[UUID, str] = field(default_factory=dict)
    delegation_names: dict[UUID, str] = field(default_factory=dict)
    seats_at: float = 0.0
    logs: dict[UUID | None, list[NumberedScan]] = field(default_factory=dict)
    """The scans of each site in their order; under None those of the whole meeting."""

    def scans_after(self, number: int, site_id: UUID | None) -> list[NumberedScan]:
        """What was scanned at a site (None: anywhere) after a number."""
        log = self.logs.get(site_id, [])
        return log[bisect_right(log, number, key=lambda scan: scan.number) :]

    def people_at(self, site_id: UUID | None) -> set[UUID]:
        """Who is expected at a site, None: at all."""
        seats = self.board.seats
        return {who for who, seat in seats.items() if site_id is None or seat.site_id == site_id}


def load(connection: Connection, watch: Watch) -> bool:
    """Bring a watch up to date; whether anything is new."""
    old = not watch.epoch or time.monotonic() - watch.seats_at > OLD
    begun = old and _load_people(connection, watch)
    scans = repository.scans_after(connection, watch.place.meeting_id, watch.board.number)
    words = repository.corrections(connection, watch.place.meeting_id)
    with watch.reading:
        moved = watch.board.take(((scan.number, scan.fact) for scan in scans), words)
        for scan in scans:
            for site_id in {None, scan.fact.site_id}:
                watch.logs.setdefault(site_id, []).append(scan)
    return begun or moved or bool(scans)


def _load_people(connection: Connection, watch: Watch) -> bool:
    """Read who is expected; begin anew when that has changed."""
    place = watch.place
    seats = {
        row.member_id: _seat(row, place.franchise)
        for row in repository.seats(connection, place.meeting_id, place.organization_id)
    }
    sites = repository.site_names(connection, place.meeting_id)
    parts = repository.delegation_names(connection, place.organization_id)
    watch.seats_at = time.monotonic()
    if watch.epoch and (seats, sites, parts) == (watch.board.seats, watch.site_names, watch.delegation_names):
        return False
    with watch.reading:
        watch.board, watch.logs, watch.epoch = Board(seats), {}, new_id().hex[-8:]
        watch.site_names, watch.delegation_names = sites, parts
    return True


def _seat(row: repository.SeatRow, franchise: Franchise) -> Seat:
    base = franchise.base(row.state)
    return Seat(row.member_id, row.site_id, row.delegation_id, base is Base.IN, base is Base.IN_IF_PRESENT)
