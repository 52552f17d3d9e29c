"""Who may run a kiosk: those who run the meeting and its reception say so, for one account, site and time."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session

from api.kit import audit, clock
from api.kit.actors import Actor, Permission
from api.kit.errors import NotAllowed
from api.rooms.attendance.service import may_scan_everything
from api.rooms.faces import errors
from api.rooms.faces.models import FaceKiosk
from api.rooms.faces.repository import kiosks as repository
from api.rooms.faces.repository import members as offers
from api.rooms.faces.schemas.kiosk import KioskRead, KioskRequest, Kiosks
from api.rooms.meetings.errors.schedule import MeetingNotFound
from api.rooms.meetings.models import Meeting
from api.rooms.signin.service import account_of

LONGEST = timedelta(hours=24)
"""After the end of the meeting."""


def grant(session: Session, actor: Actor, meeting_id: UUID, request: KioskRequest) -> KioskRead:
    """Let an account run a kiosk; the meeting must offer check-in by face."""
    meeting = _meeting(session, actor, meeting_id)
    event = offers.event_of(session, meeting.id)
    if event is None or not event.offered:
        raise errors.NotOffered
    if request.expires_at > meeting.ends_at + LONGEST:
        raise errors.KioskTooLong
    if request.site_id is not None and not repository.has_site(session, meeting.id, request.site_id):
        raise errors.SiteNotHere
    made = FaceKiosk(
        meeting_id=meeting.id,
        site_id=request.site_id,
        account_id=_account(session, actor, meeting, request.member_id),
        granted_by=actor.account_id,
        asks_to_turn=request.asks_to_turn,
        expires_at=request.expires_at,
    )
    session.add(made)
    session.flush()
    _note(session, actor, "faces.kiosk_granted", meeting, made)
    return _one(session, actor, made)


def revoke(session: Session, actor: Actor, kiosk_id: UUID) -> KioskRead:
    """End a kiosk now; doing it again changes nothing."""
    found = repository.kiosk(session, kiosk_id)
    if found is None:
        raise errors.KioskNotFound
    try:
        meeting = _meeting(session, actor, found.meeting_id)
    except MeetingNotFound as unseen:
        raise errors.KioskNotFound from unseen
    if found.revoked_at is None:
        found.revoked_at = clock.now()
        session.add(found)
        session.flush()
        _note(session, actor, "faces.kiosk_revoked", meeting, found)
    return _one(session, actor, found)


def list_kiosks(session: Session, actor: Actor, meeting_id: UUID) -> Kiosks:
    """The kiosks of a meeting whose reception I am or that I run."""
    meeting = _meeting(session, actor, meeting_id)
    return _read(actor, repository.kiosks(session, repository.at_meeting(meeting.id)))


def my_kiosks(session: Session, actor: Actor) -> Kiosks:
    """The kiosks that I may open now."""
    return _read(actor, repository.kiosks(session, repository.open_for(actor.account_id, clock.now())))


def find_kiosk(session: Session, actor: Actor, kiosk_id: UUID) -> FaceKiosk:
    """A kiosk of mine that has not ended. Raises `KioskNotFound`."""
    found = repository.kiosk(session, kiosk_id)
    if found is None or found.account_id != actor.account_id:
        raise errors.KioskNotFound
    event = offers.event_of(session, found.meeting_id)
    if found.revoked_at is not None or found.expires_at <= clock.now() or event is None or not event.offered:
        raise errors.KioskNotFound
    return found


def _meeting(session: Session, actor: Actor, meeting_id: UUID) -> Meeting:
    """404 for whoever does not see it as its reception does; the reception sees published meetings only."""
    meeting = offers.meeting(session, meeting_id)
    if meeting is None or meeting.published_at is None:
        raise MeetingNotFound(meeting_id=str(meeting_id))
    if not may_scan_everything(session, actor, meeting.id):
        raise NotAllowed(permission=Permission.ATTENDANCE_SCAN)
    return meeting


def _account(session: Session, actor: Actor, meeting: Meeting, member_id: UUID | None) -> UUID:
    if member_id is None:
        return actor.account_id
    invited = repository.invitation_at(session, member_id, meeting.id)
    account_id = account_of(session, member_id)
    if invited is None or invited.removed_at is not None or account_id is None:
        raise errors.AttendantUnknown
    return account_id


def _one(session: Session, actor: Actor, made: FaceKiosk) -> KioskRead:
    rows = repository.kiosks(session, repository.at_meeting(made.meeting_id))
    return _read(actor, [row for row in rows if row[0].id == made.id]).items[0]


def _read(actor: Actor, rows: repository.Rows) -> Kiosks:
    now = clock.now()
    return Kiosks(
        items=[
            KioskRead(
                id=kiosk.id,
                meeting_id=kiosk.meeting_id,
                meeting_title=meeting.title,
                site_id=kiosk.site_id,
                site_name=site.name if site else None,
                asks_to_turn=kiosk.asks_to_turn,
                expires_at=kiosk.expires_at,
                revoked_at=kiosk.revoked_at,
                mine=kiosk.account_id == actor.account_id and kiosk.revoked_at is None and kiosk.expires_at > now,
            )
            for kiosk, meeting, site in rows
        ]
    )


def _note(session: Session, actor: Actor, action: str, meeting: Meeting, made: FaceKiosk) -> None:
    audit.note(
        session,
        actor,
        action,
        subject_kind="face_kiosk",
        subject_id=made.id,
        organization_id=meeting.organization_id,
        meeting_id=str(meeting.id),
        site_id=str(made.site_id) if made.site_id else None,
    )
