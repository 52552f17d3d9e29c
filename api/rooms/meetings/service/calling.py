"""Roll call: statements by hand, and what codes, faces and badges say through `mark_present`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from api.kit.actors import Actor
from api.kit.ids import new_id
from api.rooms.meetings.errors.record import NotOnTheRoll
from api.rooms.meetings.errors.schedule import IdTaken
from api.rooms.meetings.models import Attendance, Meeting, RollFact, RollMethod
from api.rooms.meetings.repository import record as repository
from api.rooms.meetings.schemas.writes import RollFactRequest, RollRequest
from api.rooms.meetings.service.changing import check_state
from api.rooms.meetings.service.clocks import watch_clock
from api.rooms.meetings.service.finding import find_to_run
from api.rooms.meetings.service.writing import WRITABLE


def call_roll(session: Session, actor: Actor, meeting_id: UUID, request: RollRequest) -> None:
    """Add statements made by hand; those that arrived before are not added again."""
    meeting = find_to_run(session, actor, meeting_id)
    check_state(meeting, WRITABLE)
    watch_clock(session, actor, meeting, request.phone_at, request.clock_off)
    known = {fact.id: fact for fact in repository.known_facts(session, [fact.id for fact in request.facts])}
    number = repository.next_number(session, meeting.id)
    for fact in request.facts:
        before = known.get(fact.id)
        if before is None:
            row = _by_hand(session, actor, meeting, fact, number, request.phone_at)
            known[fact.id] = row
            session.add(row)
            number += 1
        elif (before.meeting_id, before.member_id) != (meeting.id, fact.member_id):
            raise IdTaken(id=str(fact.id))
    session.flush()


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody seen coming by another room; `account_id` is who wrote it down by hand."""

    member_id: UUID
    at: datetime
    method: RollMethod
    account_id: UUID | None = None


def take_over(session: Session, meeting_id: UUID, arrivals: Sequence[Arrival]) -> int:
    """Bring arrivals into the roll, each once for each way it became known; how many were new.

    A meeting whose record is closed takes none: what comes later is an addition to its papers.
    """
    meeting = session.get(Meeting, meeting_id, with_for_update=True)
    if meeting is None or meeting.state not in WRITABLE:
        return 0
    known = {(fact.member_id, fact.method) for fact in repository.all_of(session, RollFact, meeting_id)}
    new = [
        arrival
        for arrival in arrivals
        if (arrival.member_id, arrival.method) not in known
        and repository.was_asked(session, meeting_id, arrival.member_id)
    ]
    for arrival in new:
        mark_present(session, meeting, arrival)
    return len(new)


def mark_present(session: Session, meeting: Meeting, arrival: Arrival) -> RollFact:
    """What another room saw. Late is who came after the meeting had been opened.

    The caller has found the meeting and decided that the sighting is true; what is said by hand stands above it.
    """
    if not repository.was_asked(session, meeting.id, arrival.member_id):
        raise NotOnTheRoll(member_id=str(arrival.member_id))
    late = meeting.opened_at is not None and arrival.at > meeting.opened_at
    fact = RollFact(
        id=new_id(),
        meeting_id=meeting.id,
        member_id=arrival.member_id,
        status=Attendance.LATE if late else Attendance.PRESENT,
        method=arrival.method,
        account_id=arrival.account_id,
        phone_at=arrival.at,
        number=repository.next_number(session, meeting.id),
    )
    session.add(fact)
    session.flush()
    return fact


def _by_hand(  # noqa: PLR0913, PLR0917 - one fact with its circumstances
    session: Session, actor: Actor, meeting: Meeting, fact: RollFactRequest, number: int, phone_at: datetime | None
) -> RollFact:
    if not repository.was_asked(session, meeting.id, fact.member_id):
        raise NotOnTheRoll(member_id=str(fact.member_id))
    return RollFact(
        **fact.model_dump(),
        meeting_id=meeting.id,
        method=RollMethod.HAND,
        account_id=actor.account_id,
        phone_at=phone_at,
        number=number,
    )
