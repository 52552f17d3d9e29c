"""How people attended over time, for the room `attendance`: every meeting that is over, with what its roll says."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session
from sqlmodel.sql.expression import SelectOfScalar

from api.rooms.meetings import roll
from api.rooms.meetings.models import Attendance, MeetingKind, RollFact, RollMethod
from api.rooms.meetings.repository import attending as repository


@dataclass(frozen=True, slots=True)
class Attended:
    """One person and one meeting; `status` is None where nobody wrote anything down."""

    member_id: UUID
    meeting_id: UUID
    title: str
    kind: MeetingKind
    month: str
    """The month it counts for, as `2026-11`."""
    organization: str
    starts_at: datetime
    status: Attendance | None
    reason: str | None
    method: RollMethod | None


def attended_by(session: Session, people: SelectOfScalar[UUID], since: datetime, until: datetime) -> list[Attended]:
    """The meetings to which these ids of one person were summoned; two statements."""
    return _told(session, people, since, until, None)


def attended_at(session: Session, branch_id: UUID, since: datetime, until: datetime) -> list[Attended]:
    """Every present member of a branch at every meeting to which it called all its members; two statements."""
    return _told(session, repository.members_of(branch_id), since, until, branch_id)


def _told(
    session: Session, people: SelectOfScalar[UUID], since: datetime, until: datetime, at: UUID | None
) -> list[Attended]:
    rows = repository.summoned_to(session, people, since, until, at=at)
    facts = defaultdict[UUID, list[RollFact]](list)
    for fact in repository.statements_about(session, people, {meeting.id for _, _, meeting, _ in rows}):
        facts[fact.meeting_id].append(fact)
    stands = {meeting_id: roll.standing(said) for meeting_id, said in facts.items()}
    found = []
    for member_id, asked_for, meeting, organization in rows:
        standing = stands.get(meeting.id, {}).get(member_id)
        stood = standing.fact if standing else None
        found.append(
            Attended(
                member_id=member_id,
                meeting_id=meeting.id,
                title=meeting.title,
                kind=meeting.kind,
                month=meeting.month,
                organization=organization,
                starts_at=meeting.starts_at,
                status=stood.status if stood else None,
                reason=(stood.reason or asked_for) if stood else asked_for,
                method=stood.method if stood else None,
            )
        )
    return found
