"""A word about what a guest did: a new row with author and reason, never a change of the scan."""

from collections.abc import Iterable
from uuid import UUID

from sqlmodel import Session

from api.kit import audit, clock
from api.kit.actors import Actor
from api.kit.errors import NotAllowed
from api.rooms.attendance.presence import counts, verdicts_of
from api.rooms.attendance.schemas.scans import CorrectionRequest
from api.rooms.attendance.service.access import find_run
from api.rooms.conferences.errors import GuestScanNotFound
from api.rooms.conferences.models import Guest, GuestCorrection, GuestFact, GuestMethod
from api.rooms.conferences.repository import guests as repository
from api.rooms.conferences.schemas.guests import GuestScanRead, GuestScansRead
from api.rooms.conferences.service.doors import correction_of, fact_of
from api.rooms.conferences.service.sight import find_at_door
from api.rooms.meetings.models import Meeting
from api.rooms.meetings.service.finding import find_to_run

_OWN_WORD = {GuestMethod.HAND, GuestMethod.REGISTERED}
"""Ways without a badge: the desk's own word, which it may take back."""


def list_guest_scans(session: Session, actor: Actor, meeting_id: UUID) -> GuestScansRead:
    """What guests did at a meeting the actor runs, with the words about it."""
    meeting = find_run(session, actor, meeting_id)
    people = {guest.id: guest for guest in repository.guests(session, meeting.id)}
    words = repository.corrections(session, meeting.id)
    return GuestScansRead(items=_reads(repository.facts(session, meeting.id), words, people))


def correct_guest(
    session: Session, actor: Actor, meeting_id: UUID, scan_id: UUID, request: CorrectionRequest
) -> GuestScanRead:
    """Say that a coming or going counts, or that it does not, and why."""
    scan = repository.fact(session, scan_id)
    if scan is None or scan.meeting_id != meeting_id:
        raise GuestScanNotFound
    meeting = _meeting_of(session, actor, scan, request)
    session.add(GuestCorrection(scan_id=scan.scan_id, account_id=actor.account_id, **request.model_dump()))
    session.flush()
    audit.note(
        session,
        actor,
        "conferences.guest_corrected",
        subject_kind="guest",
        subject_id=scan.guest_id,
        organization_id=meeting.organization_id,
        counts=request.counts,
    )
    words = repository.corrections(session, meeting.id, scan.guest_id)
    guest = repository.guest(session, scan.guest_id)
    return _reads([scan], words, {scan.guest_id: guest} if guest else {})[0]


def _meeting_of(session: Session, actor: Actor, scan: GuestFact, request: CorrectionRequest) -> Meeting:
    """Those who run a meeting decide about its scans; a desk takes back whom it wrote down itself by mistake."""
    if scan.method in _OWN_WORD and scan.account_id == actor.account_id and not request.counts:
        meeting, scanner = find_at_door(session, actor, scan.meeting_id)
        if not scanner.may(scan.site_id, clock.now()):
            raise NotAllowed
        return meeting
    return find_to_run(session, actor, scan.meeting_id)


def _reads(
    scans: Iterable[GuestFact], words: Iterable[GuestCorrection], people: dict[UUID, Guest]
) -> list[GuestScanRead]:
    verdicts = verdicts_of(map(correction_of, words))
    reasons = {word.scan_id: word.reason for word in words}
    return [
        GuestScanRead(
            scan_id=scan.scan_id,
            guest_id=scan.guest_id,
            name=people[scan.guest_id].name,
            organization=people[scan.guest_id].organization,
            kind=scan.kind,
            method=scan.method,
            site_id=scan.site_id,
            at=scan.corrected_at,
            flags=sorted(fact.flags),
            counts=counts(fact, verdicts),
            corrected_because=reasons.get(scan.scan_id),
        )
        for scan, fact in ((scan, fact_of(scan)) for scan in scans)
    ]
