"""What scans tell other rooms: the facts of a meeting that count, after the secretary's corrections."""

from collections.abc import Collection
from uuid import UUID

from sqlmodel import Session

from api.rooms.attendance.presence import Fact, counts, verdicts_of
from api.rooms.attendance.repository import reading as repository
from api.rooms.attendance.service.reading import correction_of, fact_of


def facts_that_count(session: Session, meeting_id: UUID, about: Collection[UUID] | None = None) -> list[Fact]:
    """Comings and goings of members (None: of all) at a meeting the caller was shown.

    Their flags no longer speak against them.
    """
    if about is None:
        words, scans = repository.corrections(session, meeting_id), repository.facts(session, meeting_id)
    else:
        words = repository.corrections_about(session, meeting_id, about)
        scans = repository.facts_about(session, meeting_id, about)
    verdicts, facts = verdicts_of(map(correction_of, words)), map(fact_of, scans)
    return [
        Fact(fact.corrected_at, fact.scan_id, fact.member_id, fact.kind, fact.method, site_id=fact.site_id)
        for fact in facts
        if counts(fact, verdicts)
    ]
