"""What everybody with a printed code may see: public papers and booths. Nothing here tells of people."""

from uuid import UUID

from obstore.store import ObjectStore
from sqlmodel import Session

from api.kit import clock
from api.kit.once import add_once
from api.rooms.conferences.errors import OpenPageNotFound
from api.rooms.conferences.models import Booth, BoothVisits
from api.rooms.conferences.repository import setting_up as repository
from api.rooms.conferences.schemas.setting_up import OpenBoothRead, OpenConferenceRead, OpenPaperRead
from api.rooms.library import service as library
from api.rooms.library.service.originals import Piece

MOST_A_MINUTE = 30
"""Visits of one booth that count in a minute: more people do not fit in front of it."""


def read_open_conference(session: Session, token: str) -> OpenConferenceRead:
    """The open page of a conference: what it is, and its public papers."""
    found = repository.behind(session, token)
    if found is None:
        raise OpenPageNotFound
    meeting, organization = found
    papers = [
        OpenPaperRead(file_id=file_id, title=title)
        for file_id, title, public in repository.uploaded_papers(session, meeting.id)
        if public
    ]
    return OpenConferenceRead(
        meeting_id=meeting.id,
        title=meeting.title,
        organization=organization,
        starts_at=meeting.starts_at,
        place=meeting.place,
        papers=papers,
        more=repository.counts_papers(session, meeting.id) > len(papers),
    )


def open_public_paper(session: Session, store: ObjectStore, token: str, file_id: UUID) -> Piece:
    """A public paper; one that is not public, or was taken off the agenda, does not exist here."""
    page = read_open_conference(session, token)
    if file_id not in {paper.file_id for paper in page.papers}:
        raise OpenPageNotFound
    return library.open_held(session, store, file_id)


def read_open_booth(session: Session, token: str) -> OpenBoothRead:
    """A booth's page."""
    found = repository.booth_behind(session, token)
    if found is None:
        raise OpenPageNotFound
    booth, conference = found
    return OpenBoothRead(name=booth.name, details=booth.details, conference=conference)


def find_booth(session: Session, token: str) -> Booth:
    """The booth behind a code."""
    found = repository.booth_behind(session, token)
    if found is None:
        raise OpenPageNotFound
    return found[0]


def count_visit(session: Session, booth: Booth) -> None:
    """One telephone more today, as long as this minute is no flood. Not who."""
    today, minute = clock.today(), int(clock.now().timestamp()) // 60
    add_once(session, BoothVisits(booth_id=booth.id, visited_on=today, count=0))
    row = repository.visits_on(session, booth.id, today)
    if row is None:
        return
    before = row.in_minute if row.minute == minute else 0
    if before >= MOST_A_MINUTE:
        return
    row.minute, row.in_minute, row.count = minute, before + 1, row.count + 1
    session.add(row)
