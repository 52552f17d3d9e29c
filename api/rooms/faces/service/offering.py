"""Those who run a meeting say whether it offers check-in by face."""

from uuid import UUID

from sqlmodel import Session

from api.kit import audit, clock
from api.kit.actors import Actor
from api.rooms.faces.engine import weights
from api.rooms.faces.models import FaceEvent, Reason, Standing
from api.rooms.faces.repository import members as repository
from api.rooms.faces.schemas.own import OfferRead, OfferRequest
from api.rooms.faces.service.erasing import erase
from api.rooms.meetings.service.finding import find_to_run
from api.settings import Settings


def read_offer(session: Session, actor: Actor, meeting_id: UUID, settings: Settings) -> OfferRead:
    """What a meeting that I run offers."""
    meeting = find_to_run(session, actor, meeting_id, lock=False)
    return _read(session, meeting.id, repository.event_of(session, meeting.id), settings)


def offer(session: Session, actor: Actor, meeting_id: UUID, request: OfferRequest, settings: Settings) -> OfferRead:
    """Offer it, or stop offering it: then every template of the meeting is deleted at once."""
    meeting = find_to_run(session, actor, meeting_id)
    event = repository.event_of(session, meeting.id) or FaceEvent(
        meeting_id=meeting.id,
        offered=False,
        shows_names=False,
        engine=weights.ENGINES[settings.face_engine],
        account_id=actor.account_id,
    )
    event.offered, event.shows_names = request.offered, request.shows_names
    event.account_id, event.changed_at = actor.account_id, clock.now()
    session.add(event)
    if not request.offered:
        for template in repository.templates_at(session, meeting.id):
            erase(session, template, Reason.NOT_OFFERED, actor)
    audit.note(
        session,
        actor,
        "faces.offered" if request.offered else "faces.not_offered",
        subject_kind="meeting",
        subject_id=meeting.id,
        organization_id=meeting.organization_id,
        shows_names=request.shows_names,
    )
    session.flush()
    return _read(session, meeting.id, event, settings)


def _read(session: Session, meeting_id: UUID, event: FaceEvent | None, settings: Settings) -> OfferRead:
    standings = repository.standings(session, meeting_id)
    return OfferRead(
        meeting_id=meeting_id,
        offered=event is not None and event.offered,
        shows_names=event is not None and event.shows_names,
        enrolled=sum(standings.values()),
        to_check=standings.get(Standing.TO_CHECK, 0),
        outdated=repository.how_many_of_others(session, meeting_id, weights.ENGINES[settings.face_engine]),
    )
