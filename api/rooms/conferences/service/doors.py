"""Comings and goings of guests: facts with the device's id, judged once, kept for ever."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from api.kit import clock
from api.kit.actors import Actor
from api.rooms.attendance import badges
from api.rooms.attendance.codes import NotACode
from api.rooms.attendance.company import Sitting
from api.rooms.attendance.flags import Circumstances, flags_of
from api.rooms.attendance.presence import (
    Correction,
    Fact,
    Flag,
    Kind,
    Presence,
    counts,
    presence,
    verdicts_of,
)
from api.rooms.attendance.schemas.scans import Outcome
from api.rooms.conferences.errors import BadgeUnknown, GuestIdTaken, GuestNotFound
from api.rooms.conferences.models import Guest, GuestCorrection, GuestFact, GuestMethod
from api.rooms.conferences.repository import guests as repository
from api.rooms.conferences.schemas.guests import GuestAnswer, GuestScanRequest, Taken
from api.rooms.conferences.service.sight import find_at_door, known_site
from api.rooms.meetings.models import Meeting, MeetingState

DOORS_OPEN = timedelta(minutes=90)
"""So long before a session its comings count for it."""
_ISSUES = 20
"""Printings of one badge that are still recognised."""


@dataclass(frozen=True, slots=True)
class Coming:
    """One coming or going before it is judged."""

    scan_id: UUID
    kind: Kind
    method: GuestMethod
    site_id: UUID | None
    """As the device named it."""
    taken: Taken
    in_right: bool = True
    withdrawn: bool = False
    """An older printing of the badge was shown."""


def take_guest(  # noqa: PLR0913, PLR0917 - who, where, what, and the id the device made
    session: Session, actor: Actor, secret: bytes, meeting_id: UUID, scan_id: UUID, request: GuestScanRequest
) -> GuestAnswer:
    """Take a badge or a guest by name; sending it again gives the first answer."""
    meeting, scanner = find_at_door(session, actor, meeting_id)
    in_right = scanner.may_somewhere(clock.now())
    known = repository.fact(session, scan_id)
    if known is not None:
        return _told_before(session, meeting, known)
    guest, withdrawn = _whose(session, secret, meeting, request)
    method = GuestMethod.HAND if request.code is None else GuestMethod.BADGE
    coming = Coming(scan_id, request.kind, method, request.site_id, request, in_right, withdrawn)
    return keep(session, actor, meeting, guest, coming)


def keep(session: Session, actor: Actor, meeting: Meeting, guest: Guest, coming: Coming) -> GuestAnswer:
    """Judge a coming or going and keep it."""
    received_at = clock.now()
    corrected_at = coming.taken.device_at - timedelta(seconds=coming.taken.clock_off)
    before = _history(session, meeting, guest)
    site_id = known_site(session, meeting, coming.site_id)
    flags = set(flags_of(_circumstances(meeting, guest, coming, site_id, corrected_at, received_at)))
    if coming.withdrawn or (coming.method is GuestMethod.BADGE and _is_in(session, meeting, before, coming)):
        flags.add(Flag.BADGE_REUSED)
    row = GuestFact(
        scan_id=coming.scan_id,
        meeting_id=meeting.id,
        guest_id=guest.id,
        kind=coming.kind,
        method=coming.method,
        site_id=site_id,
        account_id=actor.account_id,
        device_id=actor.device_id,
        device_at=coming.taken.device_at,
        corrected_at=corrected_at,
        received_at=received_at,
        flags=sorted(flags),
    )
    session.add(row)
    session.flush()
    return _answer(session, meeting, guest, row, before)


@dataclass(frozen=True, slots=True)
class History:
    """What guests did, and the words about it."""

    facts: list[Fact]
    words: list[Correction]

    def stays(self) -> dict[UUID, Presence]:
        """Who of the guests was there, by guest."""
        return presence(self.facts, self.words)


def history_of(rows: Iterable[GuestFact], words: Iterable[GuestCorrection]) -> History:
    """Rows as presence sees them."""
    return History(list(map(fact_of, rows)), list(map(correction_of, words)))


def sitting(session_id: UUID, title: str, starts_at: datetime, ends_at: datetime) -> Sitting:
    """A session with the opening of its doors."""
    return Sitting(session_id, title, starts_at - DOORS_OPEN, starts_at, ends_at)


def fact_of(row: GuestFact) -> Fact:
    """A row as presence sees it; the guest stands in the member's place."""
    return Fact(
        corrected_at=row.corrected_at,
        scan_id=row.scan_id,
        member_id=row.guest_id,
        kind=Kind(row.kind),
        flags=frozenset(Flag(flag) for flag in row.flags),
        site_id=row.site_id,
    )


def correction_of(word: GuestCorrection) -> Correction:
    """A row as presence sees it."""
    return Correction(made_at=word.created_at, id=word.id, scan_id=word.scan_id, counts=word.counts)


def _whose(session: Session, secret: bytes, meeting: Meeting, request: GuestScanRequest) -> tuple[Guest, bool]:
    """The guest, and whether the badge is an older printing."""
    if request.code is None:
        guest = repository.guest(session, request.guest_id) if request.guest_id else None
        if guest is None or guest.meeting_id != meeting.id:
            raise GuestNotFound
        return guest, False
    try:
        token = badges.read_badge(request.code)
    except NotACode as wrong:
        raise BadgeUnknown from wrong
    for guest in repository.guests(session, meeting.id):
        for issue in range(guest.issue, max(0, guest.issue - _ISSUES), -1):
            if badges.badge_token(secret, meeting.id, guest.id, issue) == token:
                return guest, issue != guest.issue
    raise BadgeUnknown


def _history(session: Session, meeting: Meeting, guest: Guest) -> History:
    return history_of(
        repository.facts(session, meeting.id, guest.id), repository.corrections(session, meeting.id, guest.id)
    )


def _is_in(session: Session, meeting: Meeting, before: History, coming: Coming) -> bool:
    """Whether the holder is in already: since the doors of the session that is on, where there are sessions."""
    if coming.kind is Kind.OUT:
        return False
    at = coming.taken.device_at - timedelta(seconds=coming.taken.clock_off)
    now_on = repository.session_at(session, meeting.id, at + DOORS_OPEN)
    since = now_on.starts_at - DOORS_OPEN if now_on else None
    seen = [fact for fact in before.facts if since is None or fact.corrected_at >= since]
    return any(stay.left_at is None for stay in presence(seen, before.words).values())


def _circumstances(  # noqa: PLR0913, PLR0917 - brings together what the steps before found
    meeting: Meeting,
    guest: Guest,
    coming: Coming,
    site_id: UUID | None,
    corrected_at: datetime,
    received_at: datetime,
) -> Circumstances:
    return Circumstances(
        corrected_at=corrected_at,
        received_at=received_at,
        starts_at=meeting.starts_at,
        closed_at=meeting.closed_at,
        cancelled=meeting.state == MeetingState.CANCELLED,
        invited=True,
        expected_site=guest.site_id,
        site=site_id,
        site_unknown=site_id != coming.site_id,
        revoked=not coming.in_right,
    )


def _told_before(session: Session, meeting: Meeting, row: GuestFact) -> GuestAnswer:
    guest = repository.guest(session, row.guest_id)
    if guest is None or row.meeting_id != meeting.id:
        raise GuestIdTaken
    earlier = history_of(
        (
            one
            for one in repository.facts(session, meeting.id, guest.id)
            if one.scan_id != row.scan_id and one.received_at <= row.received_at
        ),
        (
            one
            for one in repository.corrections(session, meeting.id, guest.id)
            if one.scan_id != row.scan_id and one.created_at <= row.received_at
        ),
    )
    return _answer(session, meeting, guest, row, earlier)


def _answer(session: Session, meeting: Meeting, guest: Guest, row: GuestFact, before: History) -> GuestAnswer:
    stay = before.stays().get(guest.id)
    fact = fact_of(row)
    if not counts(fact, verdicts_of(())) and fact.kind is Kind.IN:
        outcome = Outcome.FLAGGED
    elif fact.kind is Kind.OUT:
        outcome = Outcome.OUT
    else:
        outcome = Outcome.ALREADY if stay and stay.left_at is None else Outcome.IN
    seat, delegation = next(
        ((one, name) for one, name in repository.seats(session, meeting.id) if one.guest_id == guest.id), (None, None)
    )
    return GuestAnswer(
        scan_id=row.scan_id,
        outcome=outcome,
        flags=sorted(fact.flags),
        guest_id=guest.id,
        name=guest.name,
        organization=guest.organization,
        delegation=delegation,
        seat=seat.label if seat else None,
        came_at=stay.came_at if stay else (fact.corrected_at if outcome is Outcome.IN else None),
    )
