"""What scans tell other rooms: the facts of a meeting that count, after the secretary's corrections."""

from collections.abc import Collection
from uuid import UUID

from sqlmodel import Session

from api.rooms.attendance.presence import Correction, Fact, counting
from api.rooms.attendance.repository import reading as repository
from api.rooms.attendance.repository.following import scans_and_words
from api.rooms.attendance.service.reading import correction_of, fact_of


def facts_that_count(session: Session, meeting_id: UUID, about: Collection[UUID] | None = None) -> list[Fact]:
    """Comings and goings of members (None: of all) at a meeting the caller was shown.

    Their flags no longer speak against them.
    """
    if about is None:
        return counting(*facts_and_words(session, meeting_id))
    words = repository.corrections_about(session, meeting_id, about)
    scans = repository.facts_about(session, meeting_id, about)
    return counting(map(fact_of, scans), map(correction_of, words))


def facts_and_words(session: Session, meeting_id: UUID) -> tuple[list[Fact], frozenset[Correction]]:
    """Everything scanned at a meeting, and every word about it. One statement."""
    scans, words = scans_and_words(session.connection(), meeting_id)
    return [scan.fact for scan in scans], words
