"""Two members whose faces resemble each other: a person says whether they are two people."""

from uuid import UUID

from sqlmodel import Session

from api.kit import audit
from api.kit.actors import Actor
from api.rooms.faces.errors import NothingStored, OwnFace
from api.rooms.faces.models import Reason, Standing
from api.rooms.faces.repository import members as repository
from api.rooms.faces.schemas.register import ResemblanceRead, Resemblances, Verdict
from api.rooms.faces.service.erasing import erase
from api.rooms.meetings.errors.schedule import MeetingNotFound
from api.rooms.meetings.service.finding import find_to_run


def list_resemblances(session: Session, actor: Actor, meeting_id: UUID) -> Resemblances:
    """What waits for a decision at a meeting that I run."""
    meeting = find_to_run(session, actor, meeting_id, lock=False)
    rows = repository.to_check(session, meeting.id)
    names = repository.names(session, {one for row in rows for one in (row.member_id, row.resembles_id) if one})
    return Resemblances(
        items=[
            ResemblanceRead(
                template_id=row.id,
                member_id=row.member_id,
                member_name=names[row.member_id],
                resembles_id=row.resembles_id,
                resembles_name=names.get(row.resembles_id) if row.resembles_id else None,
                enrolled_at=row.created_at,
            )
            for row in rows
        ]
    )


def decide(session: Session, actor: Actor, template_id: UUID, verdict: Verdict) -> None:
    """Keep the newer template, or delete it with a receipt; never about the own face, which `OwnFace` says."""
    template = repository.template_to_decide(session, template_id)
    if template is None:
        raise NothingStored
    try:
        meeting = find_to_run(session, actor, template.meeting_id)
    except MeetingNotFound as unseen:
        raise NothingStored from unseen
    if actor.member_id and actor.member_id in {template.member_id, template.resembles_id}:
        raise OwnFace
    if template.standing is not Standing.TO_CHECK:
        return
    if verdict is Verdict.KEEP:
        template.standing = Standing.ACTIVE
        session.add(template)
    else:
        erase(session, template, Reason.REFUSED, actor)
    audit.note(
        session,
        actor,
        "faces.resemblance_decided",
        subject_kind="member",
        subject_id=template.member_id,
        organization_id=meeting.organization_id,
        verdict=verdict,
    )
