"""Roll call: statements by hand, and what codes, faces and badges say through `settle`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from api.kit import clock
from api.kit.actors import Actor
from api.kit.ids import new_id
from api.rooms.meetings import roll
from api.rooms.meetings.errors.record import NotOnTheRoll
from api.rooms.meetings.errors.schedule import IdTaken
from api.rooms.meetings.models import Attendance, Meeting, RollFact, RollMethod
from api.rooms.meetings.repository import record as repository
from api.rooms.meetings.schemas.writes import RollFactRequest, RollRequest
from api.rooms.meetings.service.changing import check_state
from api.rooms.meetings.service.clocks import watch_clock
from api.rooms.meetings.service.finding import find_to_record
from api.rooms.meetings.service.writing import WRITABLE


def call_roll(session: Session, actor: Actor, meeting_id: UUID, request: RollRequest) -> None:
    """Add statements made by hand; those that arrived before are not added again."""
    meeting = find_to_record(session, actor, meeting_id)
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
    scan_id: UUID | None = None


def settle(session: Session, meeting_id: UUID, seen: Mapping[UUID, Arrival | None]) -> int:
    """Make the roll say of these members what another room saw (None: not there after all); how many facts were new.

    A meeting whose record is closed takes none: what comes later is an addition to its papers. Repeating it changes
    nothing. What people said by themselves in the roll stays.
    """
    meeting = session.get(Meeting, meeting_id, with_for_update=True)
    if meeting is None or meeting.state not in WRITABLE:
        return 0
    asked = repository.asked(session, meeting_id, seen)
    said = {
        (fact.member_id, fact.scan_id): fact
        for fact in roll.still_said(repository.facts_from_scans(session, meeting_id, seen))
    }
    wanted = {(who, arrival.scan_id): arrival for who, arrival in seen.items() if arrival is not None and who in asked}
    facts = [_taken_back(fact) for key, fact in said.items() if key not in wanted]
    facts += [_arrived(meeting, arrival) for key, arrival in wanted.items() if key not in said]
    if facts:
        first = repository.next_number(session, meeting_id)
        repository.add_facts(session, [fact | {"number": number} for number, fact in enumerate(facts, first)])
    return len(facts)


def _arrived(meeting: Meeting, arrival: Arrival) -> dict[str, Any]:
    """Late is who came after the meeting had been opened."""
    late = meeting.opened_at is not None and arrival.at > meeting.opened_at
    return {
        "id": new_id(),
        "created_at": clock.now(),
        "meeting_id": meeting.id,
        "member_id": arrival.member_id,
        "status": Attendance.LATE if late else Attendance.PRESENT,
        "method": arrival.method,
        "account_id": arrival.account_id,
        "phone_at": arrival.at,
        "scan_id": arrival.scan_id,
        "takes_back": None,
    }


def _taken_back(fact: RollFact) -> dict[str, Any]:
    return {
        "id": new_id(),
        "created_at": clock.now(),
        "meeting_id": fact.meeting_id,
        "member_id": fact.member_id,
        "status": fact.status,
        "method": fact.method,
        "account_id": fact.account_id,
        "phone_at": None,
        "scan_id": fact.scan_id,
        "takes_back": fact.id,
    }


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
