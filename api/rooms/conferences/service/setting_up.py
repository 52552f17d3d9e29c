"""What a conference has beyond its plan: written anew at each edit, shown with its figures."""

import secrets
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from uuid import UUID

from sqlmodel import Session

from api.kit import audit
from api.kit.actors import Actor
from api.kit.etags import Edit
from api.rooms.attendance.company import Company, Sitting
from api.rooms.attendance.presence import Fact, counting, presence
from api.rooms.attendance.service.told import facts_that_count
from api.rooms.conferences.errors import DelegationsAlike, PaperNotOfMeeting, SessionOutside
from api.rooms.conferences.models import Booth, Conference, ConferenceSession, Delegation, PublicPaper
from api.rooms.conferences.repository import guests
from api.rooms.conferences.repository import setting_up as repository
from api.rooms.conferences.repository.setting_up import SiteRow
from api.rooms.conferences.schemas.setting_up import (
    BoothRead,
    ConferencePaperRead,
    ConferenceRead,
    ConferenceRequest,
    ConferenceSiteRead,
    DelegationRead,
    SittingRead,
)
from api.rooms.conferences.service.company import read_company, read_visits
from api.rooms.conferences.service.doors import DOORS_OPEN
from api.rooms.conferences.service.sight import find_to_look, find_to_prepare
from api.rooms.meetings.models import Meeting

_TOKEN_BYTES = 16


def read_conference(session: Session, actor: Actor, public_url: str, meeting_id: UUID) -> ConferenceRead:
    """A conference the actor plans or runs, with its figures; as many statements for a large one as for a small."""
    meeting = find_to_look(session, actor, meeting_id)
    return _read(session, meeting, public_url)


def set_up_conference(  # noqa: PLR0913, PLR0917 - who, where, what, on which version
    session: Session, actor: Actor, public_url: str, meeting_id: UUID, request: ConferenceRequest, edit: Edit
) -> ConferenceRead:
    """Write everything anew; ids keep what is there, with its people and its numbers."""
    meeting = find_to_prepare(session, actor, meeting_id)
    conference = guests.conference(session, meeting.id)
    edit.check(conference.version if conference else 0)
    if conference is None:
        conference = Conference(meeting_id=meeting.id, token=secrets.token_urlsafe(_TOKEN_BYTES), version=0)
    _check(session, meeting, request)
    _write_delegations(session, meeting, request)
    _write_sessions(session, meeting, request)
    _write_booths(session, meeting, request)
    _write_papers(session, meeting, request)
    conference.version += 1
    session.add(conference)
    session.flush()
    audit.note(
        session,
        actor,
        "conferences.set_up",
        subject_kind="meeting",
        subject_id=meeting.id,
        organization_id=meeting.organization_id,
    )
    edit.done(conference.version)
    return _read(session, meeting, public_url)


def session_reads(sittings: Sequence[Sitting], facts: Sequence[Fact]) -> list[SittingRead]:
    """Sessions with those who came in from the opening of their doors to their end."""
    return [
        SittingRead(
            id=one.id,
            title=one.title,
            starts_at=one.starts_at,
            ends_at=one.ends_at,
            present=len(presence(filter(one.covers, facts))),
        )
        for one in sittings
    ]


def _read(session: Session, meeting: Meeting, public_url: str) -> ConferenceRead:
    connection = session.connection()
    head, sites = repository.head_and_sites(session, meeting.id)
    booths, papers = repository.booths_and_papers(session, meeting.id)
    company = read_company(connection, meeting.id)
    facts = facts_that_count(session, meeting.id)
    if company.visitors:
        facts += counting(*read_visits(connection, meeting.id))
    return ConferenceRead(
        meeting_id=meeting.id,
        version=head.version or 0,
        title=meeting.title,
        address=f"{public_url}/h/{head.token}" if head.token else "",
        members=head.members,
        guests=len(company.visitors),
        seated=head.seated,
        sites=_sites(sites, company),
        delegations=_delegations(company, presence(facts).keys()),
        sessions=session_reads(company.sittings, facts),
        booths=[
            BoothRead(
                id=booth.id,
                name=booth.name,
                details=booth.details,
                address=f"{public_url}/g/{booth.token}",
                visits=booth.visits,
            )
            for booth in booths
        ],
        papers=[ConferencePaperRead(**paper._asdict()) for paper in papers],
    )


def _sites(sites: Sequence[SiteRow], company: Company) -> list[ConferenceSiteRead]:
    guests_at = Counter(one.site_id for one in company.visitors.values())
    return [ConferenceSiteRead(**site._asdict(), guests=guests_at[site.id]) for site in sites]


def _delegations(company: Company, here: AbstractSet[UUID]) -> list[DelegationRead]:
    belongs = {who: one.delegation_id for who, one in company.visitors.items()} | dict(company.members)
    people, present = Counter(belongs.values()), Counter(belongs[who] for who in here if who in belongs)
    return [
        DelegationRead(id=key, name=name, people=people[key], present=present[key])
        for key, name in company.delegations.items()
    ]


def _check(session: Session, meeting: Meeting, request: ConferenceRequest) -> None:
    names = [one.name.casefold() for one in request.delegations]
    if len(set(names)) < len(names):
        raise DelegationsAlike
    for one in request.sessions:
        if one.starts_at < meeting.starts_at - DOORS_OPEN or one.ends_at > meeting.ends_at + DOORS_OPEN:
            raise SessionOutside(title=one.title)
    if set(request.public_file_ids) - {file_id for file_id, *_ in repository.uploaded_papers(session, meeting.id)}:
        raise PaperNotOfMeeting


def _write_delegations(session: Session, meeting: Meeting, request: ConferenceRequest) -> None:
    known = {one.id: one for one in repository.delegations(session, meeting.id)}
    repository.drop_delegations(session, known.keys() - {one.id for one in request.delegations})
    for position, wanted in enumerate(request.delegations):
        row = known.get(wanted.id) if wanted.id else None
        row = row or Delegation(meeting_id=meeting.id, position=position, name=wanted.name)
        row.position, row.name = position, wanted.name
        session.add(row)


def _write_sessions(session: Session, meeting: Meeting, request: ConferenceRequest) -> None:
    known = {one.id: one for one in guests.sessions(session, meeting.id)}
    repository.drop_sessions(session, known.keys() - {one.id for one in request.sessions})
    for position, wanted in enumerate(request.sessions):
        values = wanted.model_dump(exclude={"id"}) | {"position": position}
        row = known.get(wanted.id) if wanted.id else None
        row = row or ConferenceSession(meeting_id=meeting.id, **values)
        session.add(row.sqlmodel_update(values))


def _write_booths(session: Session, meeting: Meeting, request: ConferenceRequest) -> None:
    known = {one.id: one for one in repository.booths(session, meeting.id)}
    repository.drop_booths(session, known.keys() - {one.id for one in request.booths})
    for position, wanted in enumerate(request.booths):
        values = wanted.model_dump(exclude={"id"}) | {"position": position}
        row = known.get(wanted.id) if wanted.id else None
        row = row or Booth(meeting_id=meeting.id, token=secrets.token_urlsafe(_TOKEN_BYTES), **values)
        session.add(row.sqlmodel_update(values))


def _write_papers(session: Session, meeting: Meeting, request: ConferenceRequest) -> None:
    known, wanted = repository.public_files(session, meeting.id), set(request.public_file_ids)
    repository.drop_public(session, meeting.id, known - wanted)
    for file_id in sorted(wanted - known):
        session.add(PublicPaper(meeting_id=meeting.id, file_id=file_id))
