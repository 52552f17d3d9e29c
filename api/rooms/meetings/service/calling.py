"""Roll call: statements by hand, and what codes, faces and badges say through `mark_present`."""

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


def mark_present(  # noqa: PLR0913 - one fact, all by name
    session: Session,
    meeting: Meeting,
    member_id: UUID,
    *,
    at: datetime,
    method: RollMethod,
    actor: Actor | None,
) -> RollFact:
    """What another room saw: a member came at `at`. Late is who came after the meeting had been opened.

    The caller has found the meeting and decided that the sighting is true; what is said by hand stands above it.
    """
    if not repository.was_asked(session, meeting.id, member_id):
        raise NotOnTheRoll(member_id=str(member_id))
    late = meeting.opened_at is not None and at > meeting.opened_at
    fact = RollFact(
        id=new_id(),
        meeting_id=meeting.id,
        member_id=member_id,
        status=Attendance.LATE if late else Attendance.PRESENT,
        method=method,
        account_id=actor.account_id if actor else None,
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
