"""The way into every verb of the room: find the meeting, and know who is asked to come."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session

from api.kit import clock
from api.kit.actors import Actor, Permission, Role
from api.kit.errors import NotAllowed
from api.rooms.meetings import sight
from api.rooms.meetings.errors.schedule import MeetingNotFound
from api.rooms.meetings.models import Invitation, InvitedAs, Meeting, RollFact
from api.rooms.meetings.repository import schedule as repository
from api.rooms.meetings.schemas.people import SummonedRead
from api.rooms.members.models import Member, State

_RANKS = (Role.SECRETARY, Role.DEPUTY, Role.COMMITTEE_MEMBER)


def find_meeting(session: Session, actor: Actor, meeting_id: UUID, *, lock: bool = False) -> Meeting:
    """The meeting if the actor sees it; `lock` holds it against other writers until the commit."""
    found = repository.find(session, sight.viewer_of(actor), meeting_id, lock=lock)
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


@dataclass(frozen=True, slots=True)
class Called:
    """Everybody asked to come: those summoned in the order of names, and guests and superiors."""

    summoned: list[SummonedRead]
    others: list[Invitation]


def called(session: Session, meeting: Meeting) -> tuple[Called, list[RollFact]]:
    """Everybody asked to come, nobody before publication; and what was said of them at the roll. One statement."""
    rows = repository.called_and_said(session, meeting, day_of(meeting))
    said = {fact.id: fact for *_, fact in rows if fact}
    return _called(row[:4] for row in rows), list(said.values())


def roster(session: Session, meeting: Meeting) -> list[SummonedRead]:
    """Those summoned, in the order of names; nobody before publication. One statement."""
    return _called(repository.called_on(session, meeting, day_of(meeting))).summoned


def _called(rows: Iterable[tuple[Invitation, Member | None, State | None, Role | None]]) -> Called:
    summoned: dict[UUID, tuple[Invitation, Member, State | None]] = {}
    offices = defaultdict[UUID, list[Role]](list)
    others: dict[UUID, Invitation] = {}
    for invitation, member, state, role in rows:
        if member is None or invitation.invited_as is not InvitedAs.SUMMONED:
            others[invitation.id] = invitation
            continue
        summoned[member.id] = invitation, member, state
        if role in _RANKS:
            offices[member.id].append(role)
    return Called(
        [
            SummonedRead(
                member_id=member.id,
                name=member.full_name,
                state=state or member.state,
                role=min(offices[member.id], key=_RANKS.index, default=None),
                site_id=invitation.site_id,
                answer=invitation.answer,
                reason=invitation.reason,
                decision=invitation.decision,
            )
            for invitation, member, state in summoned.values()
        ],
        sorted(others.values(), key=lambda invitation: invitation.id),
    )


def day_of(meeting: Meeting) -> date:
    """The meeting's own day, as members read it: the day by which rules are chosen."""
    return meeting.starts_at.astimezone(clock.LOCAL).date()


def _holds(session: Session, actor: Actor, permission: Permission, organization_id: UUID) -> bool:
    try:
        actor.require(session, permission, organization_id=organization_id)
    except NotAllowed:
        return False
    return True
