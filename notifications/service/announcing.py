"""What an organisation tells its people: written, sent at its time, cancelled, read."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col

from api.kit import audit, clock, scope
from api.kit.actors import Actor, Permission
from api.kit.errors import NotAllowed
from api.kit.pages import Page, PageRequest
from api.kit.scope import OrganizationClosure
from api.rooms.library import audiences
from api.rooms.organizations.models import Organization
from notifications import announcements, errors, ledger, repository
from notifications.announcement_schemas import (
    AnnouncementRead,
    AnnouncementRequest,
    AudienceMeetingRead,
    AudienceRead,
    AudienceRequest,
    FunnelRead,
    PreviewRead,
    PreviewRequest,
    StagesRead,
    UnitStagesRead,
    WrittenRead,
)
from notifications.announcements import Audience
from notifications.announcing import ask_to_announce
from notifications.models import Announcement, AnnouncementState
from notifications.stages import FEW, Stages, shown_units, total_of

_FARTHEST = timedelta(days=366)


def preview(session: Session, actor: Actor, request: PreviewRequest) -> PreviewRead:
    """How many people an audience is now."""
    asked = _audience(session, actor, request.organization_id, request.audience)
    addressed, with_device = announcements.count_of(session, asked.recipients)
    return PreviewRead(addressed=addressed, with_device=with_device if addressed >= FEW else None)


def write(session: Session, actor: Actor, announcement_id: UUID, request: AnnouncementRequest) -> WrittenRead:
    """Keep it and ask for its sending; again it replaces what was not sent yet."""
    now = clock.now()
    send_at = max(now, request.send_at or now)
    if send_at > now + _FARTHEST:
        raise errors.SendingTooFar
    asked = _audience(session, actor, request.organization_id, request.audience)
    values = {
        "organization_id": request.organization_id,
        "account_id": actor.account_id,
        "title": request.title,
        "text": request.text,
        "audience_organization_id": asked.organization_id,
        "audience_kinds": asked.kinds,
        "audience_meeting_id": asked.meeting.id if asked.meeting else None,
        "urgent_reason": request.urgent_reason,
        "send_at": send_at,
    }
    kept = _keep(session, actor, announcement_id, values)
    ask_to_announce(session, kept)
    _note(session, actor, kept, "announcement_written")
    return read_written(session, actor, announcement_id)


def _keep(session: Session, actor: Actor, announcement_id: UUID, values: dict[str, Any]) -> Announcement:
    kept = session.get(Announcement, announcement_id, with_for_update=True)
    if kept is None:
        kept = Announcement(id=announcement_id, **values)
    else:
        _may_rewrite(session, actor, kept)
        kept.sqlmodel_update(values | {"version": kept.version + 1})
    session.add(kept)
    session.flush()
    return kept


def cancel(session: Session, actor: Actor, announcement_id: UUID) -> WrittenRead:
    """Not sent any more; what is on its way stays where it has not arrived, and its words are gone everywhere."""
    found: Announcement = _written(session, actor, announcement_id)[0]
    session.refresh(found, with_for_update=True)  # the job that sends it may just be at it
    if found.state is not AnnouncementState.CANCELLED:
        found.state, found.cancelled_at = AnnouncementState.CANCELLED, clock.now()
        if found.message_id is not None:
            ledger.supersede(session, found.message_id)
            repository.show_again(session, found.message_id)
        _note(session, actor, found, "announcement_cancelled")
        session.flush()
    return read_written(session, actor, announcement_id)


def find_meetings(
    session: Session, actor: Actor, speaker_id: UUID, query: str, page: PageRequest
) -> Page[AudienceMeetingRead]:
    """Meetings whose invitees an organisation may speak to."""
    _speaks(session, actor, speaker_id)
    rows, cursor = announcements.find_meetings(session, speaker_id, query, page)
    found = [
        AudienceMeetingRead(id=one.id, title=one.title, starts_at=one.starts_at, organization_name=name)
        for one, name in rows
    ]
    return Page(items=found, next_cursor=cursor)


def list_written(session: Session, actor: Actor, page: PageRequest) -> Page[WrittenRead]:
    """The newest first."""
    _may_announce(actor)
    rows, cursor = announcements.written_by(session, actor, page)
    return Page(items=[_as_written(row) for row in rows], next_cursor=cursor)


def read_written(session: Session, actor: Actor, announcement_id: UUID) -> WrittenRead:
    """One of my offices' announcements."""
    return _as_written(_written(session, actor, announcement_id))


def read_told(session: Session, actor: Actor, announcement_id: UUID) -> AnnouncementRead:
    """One that was told to me."""
    row = announcements.find_told(session, actor, announcement_id)
    if row is None:
        raise errors.AnnouncementNotFound
    return AnnouncementRead(**_words(row))


def read_funnel(session: Session, actor: Actor, announcement_id: UUID) -> FunnelRead:
    """How far it came, by unit; see `stages.py` for what is not shown."""
    found = _written(session, actor, announcement_id)[0]
    units = announcements.stages_of(session, found) if found.message_id else []
    total = total_of(units)
    return FunnelRead(
        total=StagesRead(**_shown(total)),
        units=[
            UnitStagesRead(organization_id=unit.organization_id, name=unit.name, **_shown(unit.stages))
            for unit in shown_units(units)
        ],
    )


def _shown(stages: Stages) -> dict[str, Any]:
    if stages.is_few:
        return dict.fromkeys(vars(stages)) | {"addressed": stages.addressed}
    return dict(vars(stages))


def _audience(session: Session, actor: Actor, speaker_id: UUID, asked: AudienceRequest) -> Audience:
    """An audience below an organisation that this officer speaks for."""
    if (asked.organization_id is None) == (asked.meeting_id is None):
        raise errors.AudienceAmbiguous
    _speaks(session, actor, speaker_id)
    meeting = announcements.find_meeting(session, asked.meeting_id) if asked.meeting_id else None
    head = meeting.organization_id if meeting else asked.organization_id
    if head is None or session.get(Organization, head) is None:
        raise errors.AudienceNotFound
    if session.exec(scope.below([speaker_id]).where(_is(head))).first() is None:
        raise errors.AudienceOutside
    return Audience(asked.organization_id, audiences.as_bits(asked.kinds), meeting)


def _speaks(session: Session, actor: Actor, speaker_id: UUID) -> None:
    """Raises where this officer does not speak for the organisation."""
    if session.exec(scope.visible_organizations(actor).where(_is(speaker_id)).limit(1)).first() is None:
        raise errors.AudienceNotFound
    actor.require(session, Permission.NOTIFICATIONS_ANNOUNCE, organization_id=speaker_id)


def _is(organization_id: UUID) -> ColumnElement[bool]:
    return col(OrganizationClosure.descendant_id) == organization_id


def _may_announce(actor: Actor) -> None:
    if not actor.places_with(Permission.NOTIFICATIONS_ANNOUNCE):
        raise NotAllowed(permission=Permission.NOTIFICATIONS_ANNOUNCE)


def _may_rewrite(session: Session, actor: Actor, found: Announcement) -> None:
    if announcements.find_written(session, actor, found.id) is None:
        raise errors.AnnouncementIdTaken
    if found.state is not AnnouncementState.SCHEDULED:
        raise errors.AlreadySent


def _written(session: Session, actor: Actor, announcement_id: UUID) -> Any:
    _may_announce(actor)
    row = announcements.find_written(session, actor, announcement_id)
    if row is None:
        raise errors.AnnouncementNotFound
    return row


def _words(row: Any) -> dict[str, Any]:
    found, speaker, *_ = row
    gone = found.state is AnnouncementState.CANCELLED
    return {
        "id": found.id,
        "organization_name": speaker,
        "title": found.title,
        "text": "" if gone else found.text,
        "urgent_reason": None if gone else found.urgent_reason,
        "state": found.state,
        "send_at": found.send_at,
    }


def _as_written(row: Any) -> WrittenRead:
    found, _, audience_name, addressed, starts_at, host = row
    return WrittenRead(
        **_words(row) | {"text": found.text, "urgent_reason": found.urgent_reason},
        organization_id=found.organization_id,
        audience=AudienceRead(
            organization_id=found.audience_organization_id,
            kinds=audiences.as_kinds(found.audience_kinds),
            meeting_id=found.audience_meeting_id,
            name=audience_name,
            starts_at=starts_at,
            organization_name=host,
        ),
        addressed=addressed,
    )


def _note(session: Session, actor: Actor, kept: Announcement, action: str) -> None:
    audit.note(
        session,
        actor,
        f"notifications.{action}",
        subject_kind="announcement",
        subject_id=kept.id,
        organization_id=kept.organization_id,
        urgent=kept.urgent_reason is not None,
    )
