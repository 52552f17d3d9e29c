"""What scans tell other rooms: the facts of a meeting that count, after the secretary's corrections."""

from uuid import UUID

from sqlmodel import Session

from api.rooms.attendance.presence import Fact, counts, verdicts_of
from api.rooms.attendance.repository import reading as repository
from api.rooms.attendance.service.reading import correction_of, fact_of


def facts_that_count(session: Session, meeting_id: UUID) -> list[Fact]:
    """Members' comings and goings at a meeting the caller was shown; their flags no longer speak against them."""
    verdicts = verdicts_of(map(correction_of, repository.corrections(session, meeting_id)))
    facts = map(fact_of, repository.facts(session, meeting_id))
    return [
        Fact(fact.corrected_at, fact.scan_id, fact.member_id, fact.kind, fact.method, site_id=fact.site_id)
        for fact in facts
        if counts(fact, verdicts)
    ]
