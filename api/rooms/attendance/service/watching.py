"""One meeting as those who follow it see it: read once, then only what is new."""

import threading
import time
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import Connection
from sqlmodel import Session

from api.kit import rules
from api.kit.ids import new_id
from api.rooms.attendance.board import Board, Seat
from api.rooms.attendance.company import Companies, Company, Visits
from api.rooms.attendance.presence import Correction, counts, verdicts_of
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
    title: str
    franchise: Franchise


def place_of(session: Session, meeting: Meeting) -> Place:
    """What following a meeting needs to know of it."""
    found = rules.find(session, "majority", day_of(meeting), meeting.organization_id)
    return Place(meeting.id, meeting.organization_id, meeting.title, Franchise.read(found.content))


@dataclass(slots=True)
class Watch:
    """The figures and the scans so far; written by one thread, read by many under `reading`."""

    place: Place
    reading: threading.Lock = field(default_factory=threading.Lock)
    board: Board = field(default_factory=lambda: Board({}))
    epoch: str = ""
    """Changes are numbered within an epoch; another one begins when the people or sites change."""
    company: Company = field(default_factory=Company)
    visits: int = 0
    """How much of what guests did is known."""
    site_names: dict[UUID, str] = field(default_factory=dict)
    delegation_names: dict[UUID, str] = field(default_factory=dict)
    seats_at: float = 0.0
    logs: dict[UUID | None, list[NumberedScan]] = field(default_factory=dict)
    """The scans of each site in their order; under None those of the whole meeting."""
    scans: dict[UUID, NumberedScan] = field(default_factory=dict)
    words: frozenset[Correction] = frozenset()
    corrected: dict[UUID | None, dict[UUID, bool]] = field(default_factory=dict)
    """As the logs: whether a scan counts, of those about which a word differed from their flags."""

    def scans_after(self, number: int, site_id: UUID | None) -> list[NumberedScan]:
        """What was scanned at a site (None: anywhere) after a number."""
        log = self.logs.get(site_id, [])
        return log[bisect_right(log, number, key=lambda scan: scan.number) :]

    def people_at(self, site_id: UUID | None) -> set[UUID]:
        """Who is expected at a site, None: at all."""
        seats = self.board.seats
        return {who for who, seat in seats.items() if site_id is None or seat.site_id == site_id}

    def note(self, scans: Iterable[NumberedScan]) -> None:
        """Add further scans to the logs, and look which ones the words so far are about."""
        for scan in scans:
            for site_id in {None, scan.fact.site_id}:
                self.logs.setdefault(site_id, []).append(scan)
            self.scans[scan.fact.scan_id] = scan
        self.corrected = _corrected(self)


def load(connection: Connection, companies: Companies, watch: Watch) -> bool:
    """Bring a watch up to date; whether anything is new."""
    meeting_id = watch.place.meeting_id
    mark = companies.read_mark(connection, meeting_id) if watch.epoch else None
    old = not mark or mark.size != watch.company.size() or time.monotonic() - watch.seats_at > OLD
    begun = old and _load_people(connection, companies, watch)
    scans, words = repository.scans_and_words(connection, meeting_id, watch.board.number)
    visits: Visits = ([], frozenset())
    if watch.company.visitors and (begun or (mark and mark.visits != watch.visits)):
        visits = companies.read_visits(connection, meeting_id)
    news = bool(scans) or words != watch.words
    with watch.reading:
        watch.words = words
        taken = [(scan.number, scan.fact) for scan in scans] + [(0, visit) for visit in visits[0]]
        moved = watch.board.take(taken, words | visits[1])
        watch.visits = max(watch.visits, sum(map(len, visits)))
        if news:
            watch.note(scans)
    return begun or moved or news


def load_scans(connection: Connection, watch: Watch) -> None:
    """Only what was scanned, for whoever asks once and for no figures."""
    scans, watch.words = repository.scans_and_words(connection, watch.place.meeting_id)
    watch.note(scans)


def _corrected(watch: Watch) -> dict[UUID | None, dict[UUID, bool]]:
    verdicts, found = verdicts_of(watch.words), dict[UUID | None, dict[UUID, bool]]()
    for word in watch.words:
        scan = watch.scans.get(word.scan_id)
        if scan is not None and word.counts != counts(scan.fact, {}):
            for site_id in {None, scan.fact.site_id}:
                found.setdefault(site_id, {})[word.scan_id] = verdicts[word.scan_id]
    return found


def _load_people(connection: Connection, companies: Companies, watch: Watch) -> bool:
    """Read who is expected; begin anew when that has changed."""
    place = watch.place
    company = companies.read_company(connection, place.meeting_id)
    expected = repository.expected(connection, place.meeting_id, place.organization_id)
    seats = {row.member_id: _seat(row, company, place.franchise) for row in expected.seats}
    seats |= {
        who: Seat(who, one.site_id, one.delegation_id, in_base=False, guest=True)
        for who, one in company.visitors.items()
    }
    sites, parts = expected.sites, company.delegations or expected.delegations
    watch.seats_at = time.monotonic()
    known = (watch.board.seats, watch.company, watch.site_names, watch.delegation_names)
    if watch.epoch and known == (seats, company, sites, parts):
        return False
    with watch.reading:
        watch.board, watch.epoch = Board(seats, company.sittings), new_id().hex[-8:]
        watch.logs, watch.scans = {}, {}
        watch.company = company
        watch.site_names, watch.delegation_names = sites, dict(parts)
    return True


def _seat(row: repository.SeatRow, company: Company, franchise: Franchise) -> Seat:
    base = franchise.base(row.state)
    delegation = delegation_of(row.member_id, row.delegation_id, company)
    return Seat(row.member_id, row.site_id, delegation, base is Base.IN, base is Base.IN_IF_PRESENT)


def delegation_of(member_id: UUID, below: UUID | None, company: Company) -> UUID | None:
    """With whom a member comes: by the conference's own delegations, else by the organisation right below."""
    return company.members.get(member_id) if company.delegations else below
