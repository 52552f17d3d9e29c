"""Deleting templates: at once, with a receipt that stays. Also by jobs, when somebody leaves and when an event is over.

The row goes, and with it the only copy: galleries in memory are read again because their stamp has changed, on SQLite
the freed page is overwritten (`secure_delete`), and in a backup made before it is sealed with a key that is not in it.
"""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session

from api.kit import clock, jobs, outbox
from api.kit.actors import Actor
from api.kit.jobs import Tools
from api.kit.outbox import OutboxEntry
from api.rooms.faces.models import Act, FaceConsent, FaceDeletion, FaceTemplate, Reason
from api.rooms.faces.repository import members as repository
from api.rooms.meetings.models import Meeting, MeetingState

KEPT = timedelta(hours=24)
"""After the planned end of the meeting: until then a roll-call may go on."""
OF_MEMBER, OF_EVENT = "faces.erase_of_member", "faces.erase_of_event"
_WHO = {"members.left": "member_id", "members.merged": "drop_id"}

for _kind in _WHO:
    outbox.listen(_kind, OF_MEMBER, queue="work")


def erase(session: Session, template: FaceTemplate, reason: Reason, actor: Actor | None) -> FaceDeletion:
    """Delete one template and write its receipt."""
    receipt = FaceDeletion(
        member_id=template.member_id,
        meeting_id=template.meeting_id,
        enrolled_at=template.created_at,
        engine=template.engine,
        reason=reason,
        account_id=actor.account_id if actor else None,
    )
    session.delete(template)
    session.add(receipt)
    session.flush()
    return receipt


def erase_when_over(session: Session, meeting: Meeting) -> None:
    """Ask for the templates of a meeting to be deleted when it is over; asking again changes nothing."""
    due = meeting.ends_at + KEPT
    wait = max(1.0, (due - clock.now()).total_seconds())
    key = f"{OF_EVENT}-{meeting.id}-{due:%Y%m%d%H%M}"
    jobs.enqueue(session, OF_EVENT, str(meeting.id), key=key, queue="work", delay_seconds=wait)


def is_over(meeting: Meeting) -> bool:
    """Whether nobody of this meeting needs to be recognised any more."""
    return meeting.state is MeetingState.CANCELLED or meeting.ends_at + KEPT <= clock.now()


@jobs.job(OF_EVENT)
def erase_of_event(tools: Tools, meeting_id: str) -> None:
    """Delete what is left of a meeting that is over; one that was moved is asked for again."""
    with tools.database.writing() as session:
        meeting = repository.meeting(session, UUID(meeting_id))
        if meeting is None:
            return
        if not is_over(meeting):
            erase_when_over(session, meeting)
            return
        for template in repository.templates_at(session, meeting.id):
            erase(session, template, Reason.EVENT_OVER, None)


@jobs.job(OF_MEMBER)
def erase_of_member(tools: Tools, event_id: str) -> None:
    """Delete what is stored of somebody who is no member any more, and end the consents."""
    with tools.database.writing() as session:
        event = session.get_one(OutboxEntry, UUID(event_id))
        member_id = UUID(event.payload[_WHO[event.kind]])
        last = {row.meeting_id: row for row in repository.consents_of(session, [member_id])}
        for given in last.values():
            if given.act is Act.GIVEN:
                session.add(ended(given))
        for template in repository.templates_of(session, [member_id]):
            erase(session, template, Reason.LEFT, None)


def ended(given: FaceConsent, actor: Actor | None = None) -> FaceConsent:
    """The withdrawal of a consent."""
    return FaceConsent(
        member_id=given.member_id,
        meeting_id=given.meeting_id,
        act=Act.WITHDRAWN,
        text_version=given.text_version,
        text_sha256=given.text_sha256,
        account_id=actor.account_id if actor else None,
    )
