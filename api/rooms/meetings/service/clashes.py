"""Who is wanted elsewhere at the same time."""

from uuid import UUID

from sqlmodel import Session

from api.kit.actors import Actor
from api.rooms.meetings import sight
from api.rooms.meetings.models import Meeting
from api.rooms.meetings.repository import planning
from api.rooms.meetings.repository import schedule as repository
from api.rooms.meetings.schemas.planning import ClashRead
from api.rooms.meetings.schemas.schedule import NamedRead
from api.rooms.meetings.service.finding import find_to_plan
from api.rooms.meetings.service.summons import whom


def list_clashes(session: Session, actor: Actor, meeting_id: UUID) -> list[ClashRead]:
    """Clashes of the chair, the clerk and everybody the meeting calls, in that order."""
    meeting = find_to_plan(session, actor, meeting_id, lock=False)
    return clashes_of(session, actor, meeting)


def clashes_of(session: Session, actor: Actor, meeting: Meeting) -> list[ClashRead]:
    """See `list_clashes`. What the other meeting is, is told only to those who see it."""
    parts = dict.fromkeys(whom(session, meeting), "member")
    superior = (row.member_id for row in repository.others_invited(session, [meeting.id]) if row.member_id)
    parts |= dict.fromkeys(superior, "supervisor")
    for person, part in ((meeting.clerk_id, "clerk"), (meeting.chair_id, "chair")):
        if person is not None:
            parts[person] = part
    viewer = sight.viewer_of(actor)
    clashes = [
        ClashRead(
            member=NamedRead(id=person.id, name=person.full_name),
            part=parts[person.id],
            meeting_id=other.id if seen else None,
            title=other.title if seen else None,
            starts_at=other.starts_at,
            ends_at=other.ends_at,
        )
        for person, other, seen in planning.clashing(session, meeting, set(parts), viewer)
    ]
    order = ("chair", "clerk", "supervisor", "member")
    return sorted(clashes, key=lambda clash: (order.index(clash.part), clash.member.name, clash.starts_at))
