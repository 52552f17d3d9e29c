"""The way into every verb of the room: find the meeting, and know who is asked to come."""

from datetime import date
from uuid import UUID

from sqlmodel import Session

from api.kit import clock
from api.kit.actors import Actor, Permission, Role
from api.kit.errors import NotAllowed
from api.rooms.meetings import sight
from api.rooms.meetings.errors.schedule import MeetingNotFound
from api.rooms.meetings.models import Meeting
from api.rooms.meetings.repository import schedule as repository
from api.rooms.meetings.schemas.people import SummonedRead
from api.rooms.members.service import same_person

_RANKS = (Role.SECRETARY, Role.DEPUTY, Role.COMMITTEE_MEMBER)


def find_meeting(session: Session, actor: Actor, meeting_id: UUID, *, lock: bool = False) -> Meeting:
    """The meeting if the actor sees it; `lock` holds it against other writers until the commit."""
    person = same_person(actor.member_id) if actor.member_id else None
    found = repository.find(session, sight.sees(actor, person), meeting_id, lock=lock)
    if found is None:
        raise MeetingNotFound(meeting_id=str(meeting_id))
    return found


def find_to_plan(session: Session, actor: Actor, meeting_id: UUID, *, lock: bool = True) -> Meeting:
    """The meeting, held, if the actor plans for its organisation."""
    meeting = find_meeting(session, actor, meeting_id, lock=lock)
    actor.require(session, Permission.MEETINGS_PLAN, organization_id=meeting.organization_id)
    return meeting


def find_to_run(session: Session, actor: Actor, meeting_id: UUID, *, lock: bool = True) -> Meeting:
    """The meeting, held, if the actor runs meetings there, or leads or writes down this one."""
    meeting = find_meeting(session, actor, meeting_id, lock=lock)
    if not may_run(session, actor, meeting):
        raise NotAllowed(permission=Permission.MEETINGS_RUN)
    return meeting


def find_to_record(session: Session, actor: Actor, meeting_id: UUID, *, lock: bool = True) -> Meeting:
    """The meeting, held, if its record is the actor's to write."""
    meeting = find_meeting(session, actor, meeting_id, lock=lock)
    check_records(actor, meeting)
    return meeting


def check_records(actor: Actor, meeting: Meeting) -> None:
    """Refuse whoever sees the meeting and does not write its record."""
    if not may_record(actor, meeting):
        raise NotAllowed(permission=Permission.MEETINGS_RUN)


def may_run(session: Session, actor: Actor, meeting: Meeting) -> bool:
    """Whether the actor runs meetings at its organisation or above it, or is its chair or clerk."""
    return may_record(actor, meeting) or _holds(session, actor, Permission.MEETINGS_RUN, meeting.organization_id)


def may_record(actor: Actor, meeting: Meeting) -> bool:
    """Whether the actor leads the very organisation that meets, or is the meeting's chair or clerk.

    A committee above sees, accepts and returns; the minutes of a branch are the branch's own.
    """
    if actor.member_id is not None and actor.member_id in {meeting.chair_id, meeting.clerk_id}:
        return True
    return meeting.organization_id in actor.places_with(Permission.MEETINGS_RUN)


def may_plan(session: Session, actor: Actor, meeting: Meeting) -> bool:
    """Whether the actor plans for its organisation."""
    return _holds(session, actor, Permission.MEETINGS_PLAN, meeting.organization_id)


def roster(session: Session, meeting: Meeting) -> list[SummonedRead]:
    """Those summoned, in the order of names; nobody before publication. Three statements."""
    rows = repository.roster(session, meeting)
    on = day_of(meeting)
    states = repository.states_on(session, [member.id for _, member in rows], on)
    held: dict[UUID | None, list[Role]] = {}
    for position in repository.positions_on(session, meeting.organization_id, on):
        held.setdefault(position.member_id, []).append(position.role)
    return [
        SummonedRead(
            member_id=member.id,
            name=member.full_name,
            state=states.get(member.id, member.state),
            role=min((role for role in held.get(member.id, []) if role in _RANKS), key=_RANKS.index, default=None),
            site_id=invitation.site_id,
            answer=invitation.answer,
            reason=invitation.reason,
            decision=invitation.decision,
        )
        for invitation, member in rows
    ]


def day_of(meeting: Meeting) -> date:
    """The meeting's own day, as members read it: the day by which rules are chosen."""
    return meeting.starts_at.astimezone(clock.LOCAL).date()


def _holds(session: Session, actor: Actor, permission: Permission, organization_id: UUID) -> bool:
    try:
        actor.require(session, permission, organization_id=organization_id)
    except NotAllowed:
        return False
    return True
