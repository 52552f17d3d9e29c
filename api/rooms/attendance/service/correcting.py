"""The secretary's or the desk's word about a scan: a new row with author and reason, never a change of the scan."""

from uuid import UUID

from sqlmodel import Session

from api.kit import audit
from api.kit.actors import Actor
from api.rooms.attendance.errors import FactNotFound
from api.rooms.attendance.models import AttendanceCorrection, AttendanceFact
from api.rooms.attendance.presence import Method
from api.rooms.attendance.repository import reading as repository
from api.rooms.attendance.schemas.scans import CorrectionRequest, FactRead
from api.rooms.attendance.service.granting import require_scanner
from api.rooms.attendance.service.reading import fact_of, fact_reads
from api.rooms.attendance.service.rolling import tell_roll
from api.rooms.meetings.errors.schedule import MeetingNotFound
from api.rooms.meetings.models import Meeting
from api.rooms.meetings.service.finding import find_to_run


def correct(session: Session, actor: Actor, scan_id: UUID, request: CorrectionRequest) -> FactRead:
    """Say that a scan counts, or that it does not, and why."""
    scan = repository.fact(session, scan_id)
    if scan is None:
        raise FactNotFound
    meeting = _meeting_of(session, actor, scan, request)
    session.add(AttendanceCorrection(scan_id=scan.scan_id, account_id=actor.account_id, **request.model_dump()))
    session.flush()
    tell_roll(session, meeting.id, [scan.member_id])
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


def take_back(session: Session, actor: Actor, scan_id: UUID, reason: str) -> UUID | None:
    """Undo a scan that the actor's own kiosk sent; whose it was, None when no such scan has come.

    The caller has found that the kiosk is the actor's. Doing it again changes nothing.
    """
    scan = repository.fact(session, scan_id)
    if scan is None or scan.method is not Method.FACE or scan.account_id != actor.account_id:
        return None
    words = [word for word in repository.corrections(session, scan.meeting_id) if word.scan_id == scan.scan_id]
    if not words:
        session.add(
            AttendanceCorrection(scan_id=scan.scan_id, account_id=actor.account_id, counts=False, reason=reason)
        )
        session.flush()
        tell_roll(session, scan.meeting_id, [scan.member_id])
    return scan.member_id
