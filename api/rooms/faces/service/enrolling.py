"""Enrolling: three frames through the gates, one sealed mean of them. No picture outlives the question."""

from collections.abc import Sequence
from uuid import UUID

import numpy as np
from sqlmodel import Session

from api.kit import audit
from api.kit.actors import Actor
from api.rooms.faces import errors, gates, sealing
from api.rooms.faces.engine.faces import Vector
from api.rooms.faces.engine.worker import Sighting
from api.rooms.faces.models import FaceConsent, FaceTemplate, Reason, Standing
from api.rooms.faces.repository import members as repository
from api.rooms.faces.scales import Scale
from api.rooms.faces.schemas.own import EnrolledRead, FaceReceiptRead, HintsRead, TemplateRead
from api.rooms.faces.service.consenting import consented
from api.rooms.faces.service.erasing import erase, erase_when_over
from api.rooms.faces.service.lens import Lens
from api.rooms.members.service import same_person

FRAMES = 3

_REFUSALS = {refusal.code: refusal for refusal in errors.PICTURES}


def hint(lens: Lens, actor: Actor, meeting_id: UUID, frame: bytes) -> HintsRead:
    """What to do better, for the viewfinder. Nothing is kept, and nothing is computed without consent."""
    with lens.database.reading() as session:
        consented(session, actor, meeting_id)
    [seen] = lens.see([frame], vectors=False)
    return HintsRead(hints=gates.hints(seen), box=seen.box)


def enrol(lens: Lens, actor: Actor, meeting_id: UUID, frames: Sequence[bytes]) -> EnrolledRead:
    """Store the face of these frames for this meeting, in place of what was stored before."""
    if len(frames) != FRAMES:
        raise errors.FramesMissing(wanted=FRAMES)
    with lens.database.reading() as session:
        consented(session, actor, meeting_id)
    vector = _vector(lens.see(frames), lens.scale)
    engine = lens.engine
    with lens.database.writing() as session:
        meeting, given = consented(session, actor, meeting_id)
        before = repository.template_of(session, given.member_id, meeting.id)
        if before is not None:
            erase(session, before, Reason.REPLACED, actor)
        template = _sealed(lens, given, engine, vector, _resembled(lens, session, given, engine, vector))
        session.add(template)
        erase_when_over(session, meeting)
        audit.note(
            session,
            actor,
            "faces.enrolled",
            subject_kind="member",
            subject_id=given.member_id,
            organization_id=meeting.organization_id,
            meeting_id=str(meeting.id),
            standing=template.standing,
        )
        session.flush()
        return EnrolledRead(template=template_read(template), replaced=before is not None)


def delete_own(session: Session, actor: Actor, meeting_id: UUID) -> FaceReceiptRead:
    """Delete what is stored of me for this meeting; the consent stays until it is withdrawn."""
    if actor.member_id is None:
        raise errors.NothingStored
    own = repository.templates_of(session, same_person(actor.member_id))
    template = next((row for row in own if row.meeting_id == meeting_id), None)
    meeting = repository.meeting(session, meeting_id)
    if template is None or meeting is None:
        raise errors.NothingStored
    receipt = erase(session, template, Reason.OWN_WISH, actor)
    return FaceReceiptRead(
        id=receipt.id,
        meeting_id=meeting.id,
        meeting_title=meeting.title,
        deleted_at=receipt.created_at,
        enrolled_at=receipt.enrolled_at,
        reason=receipt.reason,
    )


def template_read(template: FaceTemplate) -> TemplateRead:
    """What may be told of a template."""
    return TemplateRead(
        enrolled_at=template.created_at,
        engine=template.engine,
        standing=template.standing,
        bytes=len(template.nonce) + len(template.sealed),
    )


def _vector(seen: Sequence[Sighting], scale: Scale) -> Vector:
    """The mean of frames that are all good and all of one person; the first thing wrong is the refusal."""
    for number, sighting in enumerate(seen, start=1):
        for found in gates.hints(sighting):
            raise _REFUSALS[found](frame=number, reason=sighting.unusable)
    vectors = [sighting.vector for sighting in seen if sighting.vector is not None]
    if not gates.agree(vectors, scale.one_person):
        raise errors.NotOnePerson
    return gates.mean(vectors)


def _resembled(lens: Lens, session: Session, given: FaceConsent, engine: str, vector: Vector) -> UUID | None:
    """Whose template of this meeting the face resembles too much."""
    others = [
        row
        for row in repository.templates_at(session, given.meeting_id)
        if row.engine == engine and row.member_id != given.member_id
    ]
    if not others:
        return None
    scores = np.stack([lens.open(row) for row in others]) @ vector
    best = int(np.argmax(scores))
    return others[best].member_id if float(scores[best]) >= lens.scale.one_person else None


def _sealed(lens: Lens, given: FaceConsent, engine: str, vector: Vector, resembles: UUID | None) -> FaceTemplate:
    number = sealing.newest(lens.settings)
    place = sealing.Place(given.member_id, given.meeting_id, engine)
    nonce, sealed = sealing.seal(lens.key(number), place, vector)
    return FaceTemplate(
        member_id=given.member_id,
        meeting_id=given.meeting_id,
        consent_id=given.id,
        engine=engine,
        key_number=number,
        nonce=nonce,
        sealed=sealed,
        standing=Standing.TO_CHECK if resembles else Standing.ACTIVE,
        resembles_id=resembles,
    )
