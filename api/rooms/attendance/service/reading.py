"""Who was there, for those who run the meeting."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session

from api.kit.actors import Actor
from api.rooms.attendance.models import AttendanceCorrection, AttendanceFact
from api.rooms.attendance.presence import (
    Correction,
    Fact,
    Flag,
    Kind,
    Method,
    Presence,
    counts,
    presence,
    verdicts_of,
)
from api.rooms.attendance.repository import reading as repository
from api.rooms.attendance.schemas.scans import AttendanceRead, FactRead, MissingRead, PresentRead
from api.rooms.attendance.service.access import find_run


def read_attendance(session: Session, actor: Actor, meeting_id: UUID) -> AttendanceRead:
    """Who was there, who is missing, and the scans that want a look. Five statements."""
    meeting = find_run(session, actor, meeting_id)
    people = repository.expected(session, meeting.id, None)
    scans = repository.facts(session, meeting.id)
    words = repository.corrections(session, meeting.id)
    facts = [fact_of(scan) for scan in scans]
    there = presence(facts, map(correction_of, words))
    names = {member_id: name for member_id, name, _ in people}
    names |= repository.names(session, [fact.member_id for fact in facts if fact.member_id not in names])
    return AttendanceRead(
        meeting_id=meeting.id,
        expected=len(people),
        present=[_present(stay, names) for stay in sorted(there.values(), key=lambda stay: stay.came_at)],
        missing=[MissingRead(member_id=who, name=name) for who, name, _ in people if who not in there],
        to_check=[scan for scan in fact_reads(facts, words, names) if _wants_a_look(scan)],
    )


def fact_reads(facts: Sequence[Fact], words: Sequence[AttendanceCorrection], names: dict[UUID, str]) -> list[FactRead]:
    """Facts with whether they count and why."""
    verdicts = verdicts_of(map(correction_of, words))
    reasons = {word.scan_id: word.reason for word in words}
    return [
        FactRead(
            scan_id=fact.scan_id,
            member_id=fact.member_id,
            name=names[fact.member_id],
            kind=fact.kind,
            method=fact.method,
            site_id=fact.site_id,
            at=fact.corrected_at,
            flags=sorted(fact.flags),
            counts=counts(fact, verdicts),
            corrected_because=reasons.get(fact.scan_id),
        )
        for fact in facts
    ]


def fact_of(scan: AttendanceFact) -> Fact:
    """A row as presence sees it."""
    return Fact(
        corrected_at=scan.corrected_at,
        scan_id=scan.scan_id,
        member_id=scan.member_id,
        kind=Kind(scan.kind),
        method=Method(scan.method),
        flags=frozenset(Flag(flag) for flag in scan.flags),
        site_id=scan.site_id,
    )


def correction_of(word: AttendanceCorrection) -> Correction:
    """A row as presence sees it."""
    return Correction(made_at=word.created_at, id=word.id, scan_id=word.scan_id, counts=word.counts)


def _present(stay: Presence, names: dict[UUID, str]) -> PresentRead:
    return PresentRead(
        member_id=stay.member_id,
        name=names[stay.member_id],
        came_at=stay.came_at,
        left_at=stay.left_at,
        method=stay.method,
        site_id=stay.site_id,
    )


def _wants_a_look(scan: FactRead) -> bool:
    """Not yet decided, and something beside being late speaks for looking."""
    return scan.corrected_because is None and bool(set(scan.flags) - {Flag.LATE})
