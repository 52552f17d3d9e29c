"""Who may scan at a meeting: those who run it, and whom they let."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from api.kit import audit, clock, outbox
from api.kit.actors import Actor
from api.kit.errors import NotAllowed
from api.rooms.attendance.errors import GrantEndWrong, GrantNotFound, HelperUnknown, SiteUnknown
from api.rooms.attendance.events import DeskChanged
from api.rooms.attendance.models import ScannerGrant
from api.rooms.attendance.repository import desks
from api.rooms.attendance.repository import reading as repository
from api.rooms.attendance.schemas.desks import GrantRead, GrantRequest, Grants
from api.rooms.attendance.service.access import Access, access_to, find_run
from api.rooms.meetings.errors.schedule import MeetingNotFound
from api.rooms.meetings.service.finding import find_to_run
from api.rooms.signin.service import account_of

LONGEST = timedelta(hours=24)
"""After the end of the meeting."""


@dataclass(frozen=True, slots=True)
class Scanner:
    """What somebody may scan at a meeting: everything, or what the grants that are not revoked say."""

    everything: bool
    grants: tuple[tuple[UUID | None, datetime], ...] = ()
    """Site (None: all of them) and until when."""

    def may(self, site_id: UUID | None, at: datetime) -> bool:
        """Whether a scan taken then at that site is within the grants; one sent later than its grant ended still is."""
        return self.everything or any(site in {None, site_id} and at <= until for site, until in self.grants)

    def may_somewhere(self, at: datetime) -> bool:
        """Whether any of it still holds then."""
        return self.everything or any(at <= until for _, until in self.grants)


def scanner_at(session: Session, actor: Actor, meeting_id: UUID) -> tuple[Access, Scanner]:
    """A meeting and what the actor may scan there; `MeetingNotFound` for somebody who never might."""
    access = access_to(session, actor, meeting_id)
    if access.scans:
        return access, Scanner(everything=True)
    given = repository.grants_of(session, actor.account_id, meeting_id)
    if not given:
        raise MeetingNotFound(meeting_id=str(meeting_id))
    held = tuple((one.site_id, one.expires_at) for one in given if one.revoked_at is None)
    return access, Scanner(everything=False, grants=held)


def require_scanner(session: Session, actor: Actor, meeting_id: UUID, site_id: UUID | None) -> tuple[Access, Scanner]:
    """Who scans there now; 404 for those who never might, 403 when the grant has ended or is for another site."""
    access, scanner = scanner_at(session, actor, meeting_id)
    if not scanner.may(site_id, clock.now()):
        raise NotAllowed
    _check_site(session, meeting_id, site_id)
    return access, scanner


def _check_site(session: Session, meeting_id: UUID, site_id: UUID | None) -> None:
    if site_id is not None and not repository.has_site(session, meeting_id, site_id):
        raise SiteUnknown


def may_scan_everything(session: Session, actor: Actor, meeting_id: UUID) -> bool:
    """Those who run the meeting, and the reception desk and organisers of its organisation or above."""
    return access_to(session, actor, meeting_id).scans


def grant(session: Session, actor: Actor, meeting_id: UUID, request: GrantRequest) -> GrantRead:
    """Let somebody who is asked to come scan with the own phone; one person may hold several grants."""
    meeting = find_to_run(session, actor, meeting_id)
    _check_site(session, meeting.id, request.site_id)
    if not clock.now() < request.expires_at <= meeting.ends_at + LONGEST:
        raise GrantEndWrong
    if not repository.is_invited(session, meeting.id, request.member_id):
        raise HelperUnknown
    account_id = account_of(session, request.member_id)
    if account_id is None:
        raise HelperUnknown
    made = ScannerGrant(
        meeting_id=meeting.id,
        site_id=request.site_id,
        member_id=request.member_id,
        account_id=account_id,
        granted_by=actor.account_id,
        expires_at=request.expires_at,
    )
    session.add(made)
    session.flush()
    _note(session, actor, "scanner_granted", meeting.organization_id, made)
    outbox.record(session, DeskChanged(meeting_id=meeting.id, member_id=made.member_id, given=True))
    return _find(session, meeting.id, made.id)[1]


def revoke_grant(session: Session, actor: Actor, meeting_id: UUID, grant_id: UUID) -> GrantRead:
    """End a grant now; doing it again changes nothing."""
    meeting = find_to_run(session, actor, meeting_id)
    found, _ = _find(session, meeting.id, grant_id)
    if found.revoked_at is None:
        found.revoked_at = clock.now()
        session.add(found)
        _note(session, actor, "scanner_revoked", meeting.organization_id, found)
        outbox.record(session, DeskChanged(meeting_id=meeting.id, member_id=found.member_id, given=False))
    return _find(session, meeting.id, grant_id)[1]


def list_grants(session: Session, actor: Actor, meeting_id: UUID) -> Grants:
    """Who may scan at a meeting I run."""
    meeting = find_run(session, actor, meeting_id)
    return Grants(items=[read for _, read in _all(session, meeting.id)])


def _find(session: Session, meeting_id: UUID, grant_id: UUID) -> tuple[ScannerGrant, GrantRead]:
    found = next((pair for pair in _all(session, meeting_id) if pair[0].id == grant_id), None)
    if found is None:
        raise GrantNotFound
    return found


def _all(session: Session, meeting_id: UUID) -> list[tuple[ScannerGrant, GrantRead]]:
    return [
        (made, GrantRead.model_validate({**made.model_dump(), "name": name, "site": site}))
        for made, name, site in desks.grants(session, meeting_id)
    ]


def _note(session: Session, actor: Actor, verb: str, organization_id: UUID, made: ScannerGrant) -> None:
    audit.note(
        session,
        actor,
        f"attendance.{verb}",
        subject_kind="scanner_grant",
        subject_id=made.id,
        organization_id=organization_id,
        member_id=str(made.member_id),
    )
