"""Consent: for one purpose and one meeting, to words of a known version, and gone with one tap."""

from uuid import UUID

from sqlmodel import Session

from api.kit import audit
from api.kit.actors import Actor
from api.rooms.faces import consent_texts
from api.rooms.faces.errors import NoConsent, NotOffered, TextOutdated, TooLate
from api.rooms.faces.models import Act, FaceConsent, Purpose, Reason
from api.rooms.faces.repository import members as repository
from api.rooms.faces.schemas.own import ConsentRead, ConsentRequest, ConsentTextRead, FaceReceiptRead
from api.rooms.faces.service.erasing import ended, erase, is_over
from api.rooms.meetings.models import Invitation, Meeting
from api.rooms.members.service import same_person


def read_text() -> ConsentTextRead:
    """The words that are agreed to now."""
    version = consent_texts.current()
    return ConsentTextRead(
        version=version, sha256=consent_texts.sha256_of(version), paragraphs=consent_texts.texts()[version]
    )


def give(session: Session, actor: Actor, meeting_id: UUID, request: ConsentRequest) -> ConsentRead:
    """Agree; doing it again changes nothing."""
    meeting, invitation = find_offer(session, actor, meeting_id)
    if is_over(meeting):
        raise TooLate
    if request.text_version != consent_texts.current():
        raise TextOutdated(current=consent_texts.current())
    member_id = _member(invitation)
    last = repository.last_consent(session, member_id, meeting.id)
    if last is None or last.act is Act.WITHDRAWN or last.text_version != request.text_version:
        last = FaceConsent(
            member_id=member_id,
            meeting_id=meeting.id,
            purpose=Purpose.CHECK_IN,
            act=Act.GIVEN,
            text_version=request.text_version,
            text_sha256=consent_texts.sha256_of(request.text_version),
            account_id=actor.account_id,
        )
        session.add(last)
        _note(session, actor, "faces.consented", meeting, member_id)
    return consent_read(last)


def withdraw(session: Session, actor: Actor, meeting_id: UUID) -> FaceReceiptRead | None:
    """Take it back: what is stored is deleted with it. The receipt, None when nothing was stored."""
    if actor.member_id is None:
        raise NotOffered
    person = same_person(actor.member_id)
    given = [row for row in repository.consents_of(session, person) if row.meeting_id == meeting_id]
    if not given:
        raise NotOffered
    last = given[-1]
    meeting = session.get_one(Meeting, meeting_id)
    if last.act is Act.GIVEN:
        session.add(ended(last, actor))
        _note(session, actor, "faces.withdrew", meeting, last.member_id)
    template = repository.template_of(session, last.member_id, meeting_id)
    if template is None:
        return None
    receipt = erase(session, template, Reason.WITHDRAWN, actor)
    return FaceReceiptRead(
        id=receipt.id,
        meeting_id=meeting_id,
        meeting_title=meeting.title,
        deleted_at=receipt.created_at,
        enrolled_at=receipt.enrolled_at,
        reason=receipt.reason,
    )


def find_offer(session: Session, actor: Actor, meeting_id: UUID) -> tuple[Meeting, Invitation]:
    """The meeting and my invitation, if it offers check-in by face. Raises `NotOffered`."""
    event = repository.event_of(session, meeting_id)
    if actor.member_id is None or event is None or not event.offered:
        raise NotOffered
    found = repository.invitation_of(session, same_person(actor.member_id), meeting_id)
    if found is None:
        raise NotOffered
    return found


def consented(session: Session, actor: Actor, meeting_id: UUID) -> tuple[Meeting, FaceConsent]:
    """The meeting and the consent that holds. Raises `NotOffered`, `TooLate`, `NoConsent`."""
    meeting, invitation = find_offer(session, actor, meeting_id)
    if is_over(meeting):
        raise TooLate
    given = repository.last_consent(session, invitation.member_id, meeting.id) if invitation.member_id else None
    if given is None or given.act is Act.WITHDRAWN:
        raise NoConsent
    return meeting, given


def consent_read(row: FaceConsent) -> ConsentRead:
    """A consent as it is told."""
    return ConsentRead(act=row.act, purpose=row.purpose, text_version=row.text_version, at=row.created_at)


def _member(invitation: Invitation) -> UUID:
    if invitation.member_id is None:  # pragma: no cover - the query asked for a member's
        raise NotOffered
    return invitation.member_id


def _note(session: Session, actor: Actor, action: str, meeting: Meeting, member_id: UUID) -> None:
    audit.note(
        session,
        actor,
        action,
        subject_kind="member",
        subject_id=member_id,
        organization_id=meeting.organization_id,
        meeting_id=str(meeting.id),
    )
