"""The secretary's or the desk's word about a scan: a new row with author and reason, never a change of the scan."""

from uuid import UUID

from sqlmodel import Session

from api.kit import audit, clock
from api.kit.actors import Actor
from api.rooms.attendance.errors import FactNotFound
from api.rooms.attendance.flags import Circumstances
from api.rooms.attendance.models import AttendanceCorrection, AttendanceFact
from api.rooms.attendance.presence import Kind, Method
from api.rooms.attendance.repository import reading as repository
from api.rooms.attendance.schemas.scans import CorrectionRequest, FactRead
from api.rooms.attendance.service.granting import require_scanner
from api.rooms.attendance.service.keeping import Judged, keep
from api.rooms.attendance.service.reading import fact_of, fact_reads
from api.rooms.attendance.service.rolling import tell_roll
from api.rooms.attendance.tickets import Ticket
from api.rooms.meetings.errors.schedule import MeetingNotFound
from api.rooms.meetings.models import Meeting
from api.rooms.meetings.service.finding import find_to_run


def correct(session: Session, actor: Actor, scan_id: UUID, request: CorrectionRequest) -> FactRead:
    """Say that a scan counts, or that it does not, and why."""
    scan = repository.fact(session, scan_id)
    if scan is None:
        raise FactNotFound
    meeting = _meeting_of(session, actor, scan, request)
    _say(session, actor, scan, counts=request.counts, reason=request.reason)
    audit.note(
        session,
        actor,
        "attendance.corrected",
        subject_kind="member",
        subject_id=scan.member_id,
        organization_id=meeting.organization_id,
        counts=request.counts,
    )
    words = [word for word in repository.corrections(session, meeting.id) if word.scan_id == scan.scan_id]
    return fact_reads([fact_of(scan)], words, repository.names(session, [scan.member_id]))[0]


def _say(session: Session, actor: Actor, scan: AttendanceFact, *, counts: bool, reason: str) -> None:
    """Keep the actor's word about a scan, and have the roll follow it."""
    word = AttendanceCorrection(
        scan_id=scan.scan_id,
        meeting_id=scan.meeting_id,
        account_id=actor.account_id,
        counts=counts,
        reason=reason,
    )
    session.add(word)
    session.flush()
    tell_roll(session, scan.meeting_id, [scan.member_id])


def _meeting_of(session: Session, actor: Actor, scan: AttendanceFact, request: CorrectionRequest) -> Meeting:
    """Those who run a meeting decide about its scans; a desk takes back whom it wrote down itself by mistake."""
    own = scan.method is Method.HAND and scan.account_id == actor.account_id and not request.counts
    try:
        if own:
            require_scanner(session, actor, scan.meeting_id, scan.site_id)
            return session.get_one(Meeting, scan.meeting_id)
        return find_to_run(session, actor, scan.meeting_id)
    except MeetingNotFound as unseen:
        raise FactNotFound from unseen


def take_back(session: Session, actor: Actor, ticket: Ticket, reason: str) -> UUID:
    """Undo what the actor's own kiosk saw, whether its ticket has come or not; whose it was.

    The caller has found that the kiosk is the actor's. Doing it again changes nothing. A ticket that has not come yet
    is kept as a scan that does not count: when it comes after all, it is known and told the same.
    """
    scan = repository.fact(session, ticket.scan_id) or _kept_undone(session, ticket)
    if not any(word.scan_id == scan.scan_id for word in repository.corrections(session, scan.meeting_id)):
        _say(session, actor, scan, counts=False, reason=reason)
    return scan.member_id


def _kept_undone(session: Session, ticket: Ticket) -> AttendanceFact:
    """The scan of a ticket that was undone on its way."""
    now = clock.now()
    told = Circumstances(
        corrected_at=now,
        received_at=now,
        starts_at=now,
        closed_at=None,
        cancelled=False,
        invited=True,
        expected_site=None,
        site=ticket.site_id,
        revoked=True,
    )
    scan = Judged(
        scan_id=ticket.scan_id,
        meeting_id=ticket.meeting_id,
        member_id=ticket.member_id,
        name=None,
        kind=Kind.IN,
        method=Method.FACE,
        site_id=ticket.site_id,
        account_id=ticket.account_id,
        device_id=None,
        device_at=now,
        received_at=now,
        circumstances=told,
    )
    keep(session.connection(), [scan])
    return session.get_one(AttendanceFact, ticket.scan_id)
