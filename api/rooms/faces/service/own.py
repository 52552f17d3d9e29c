"""What is stored about me: everything the room holds, in words."""

from uuid import UUID

from sqlmodel import Session
from sqlmodel.sql.expression import SelectOfScalar

from api.kit import clock
from api.kit.actors import Actor
from api.rooms.faces.engine import weights
from api.rooms.faces.models import FaceTemplate
from api.rooms.faces.repository import kiosks as seen_repository
from api.rooms.faces.repository import members as repository
from api.rooms.faces.schemas.own import FaceReceiptRead, OwnEventRead, OwnFaceRead, SeenRead
from api.rooms.faces.service.consenting import consent_read
from api.rooms.faces.service.enrolling import template_read
from api.rooms.members.service import same_person
from api.settings import Settings


def read_own(session: Session, actor: Actor, settings: Settings) -> OwnFaceRead:
    """Meetings that offer it and where I stand, when I was recognised, what was deleted. Eight statements."""
    if actor.member_id is None:
        return OwnFaceRead(events=[], seen=[], receipts=[])
    person = same_person(actor.member_id)
    engine = weights.ENGINES[settings.face_engine]
    said = {row.meeting_id: row for row in repository.consents_of(session, person)}
    stored: dict[UUID, FaceTemplate] = {row.meeting_id: row for row in repository.templates_of(session, person)}
    return OwnFaceRead(
        events=[
            OwnEventRead(
                meeting_id=meeting.id,
                title=meeting.title,
                starts_at=meeting.starts_at,
                ends_at=meeting.ends_at,
                offered=event.offered,
                consent=consent_read(said[meeting.id]) if meeting.id in said else None,
                template=template_read(stored[meeting.id]) if meeting.id in stored else None,
                engine_current=meeting.id not in stored or stored[meeting.id].engine == engine,
            )
            for meeting, event in repository.own_events(session, person, clock.now())
        ],
        seen=_seen(session, person),
        receipts=[
            FaceReceiptRead(
                id=row.id,
                meeting_id=row.meeting_id,
                meeting_title=title,
                deleted_at=row.created_at,
                enrolled_at=row.enrolled_at,
                reason=row.reason,
            )
            for row, title in repository.deletions_of(session, person)
        ],
    )


def _seen(session: Session, person: SelectOfScalar[UUID]) -> list[SeenRead]:
    """At kiosks and on the own phone, newest first."""
    matches = repository.matches_of(session, person)
    undone = seen_repository.undone(session, [match.id for match, _ in matches])
    at_kiosks = [
        SeenRead(meeting_title=title, at=row.created_at, undone=row.id in undone, on_own_phone=False)
        for row, title in matches
    ]
    confirmed = [
        SeenRead(meeting_title=title, at=row.created_at, undone=False, on_own_phone=True)
        for row, title in repository.confirmations_of(session, person)
    ]
    return sorted([*at_kiosks, *confirmed], key=lambda one: one.at, reverse=True)
