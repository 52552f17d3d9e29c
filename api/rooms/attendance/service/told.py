"""What scans tell other rooms: the facts of a meeting that count, after the secretary's corrections."""

from collections.abc import Collection
from uuid import UUID

from sqlmodel import Session

from api.rooms.attendance.presence import Fact, counting
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
    return counting(map(fact_of, scans), map(correction_of, words))
