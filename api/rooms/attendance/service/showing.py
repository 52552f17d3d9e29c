"""The ways to a meeting's figures: read once, or followed; for those who run it and for its desks."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import Session

from api.kit.actors import Actor, Permission
from api.rooms.attendance.company import Companies, Visitor, in_order
from api.rooms.attendance.presence import presence
from api.rooms.attendance.repository.following import absent
from api.rooms.attendance.schemas.live import Absentees, AbsentRead, BoardRead, DeskRead, Rest
from api.rooms.attendance.service.access import Access, access_to
from api.rooms.attendance.service.following import Following, Listener
from api.rooms.attendance.service.granting import require_scanner
from api.rooms.attendance.service.streaming import board_read, desk_read, stream, tell_board, tell_desk
from api.rooms.attendance.service.told import facts_and_words
from api.rooms.attendance.service.watching import Place, Watch, delegation_of, load, load_scans, place_of

MOST_ABSENT = 500


@dataclass(frozen=True, slots=True)
class DeskPlace:
    """Where somebody may scan; `grants_of` is the account whose grants say so, None for those who need none."""

    place: Place
    site_id: UUID | None
    grants_of: UUID | None


def find_board(session: Session, actor: Actor, meeting_id: UUID) -> Place:
    """A meeting whose figures the actor may see: those who run it, and those who may scan everything there."""
    return place_of(session, _find(session, actor, meeting_id).meeting)


def _find(session: Session, actor: Actor, meeting_id: UUID) -> Access:
    access = access_to(session, actor, meeting_id)
    access.require(access.runs or access.scans, Permission.MEETINGS_RUN)
    return access


def find_desk(session: Session, actor: Actor, meeting_id: UUID, site_id: UUID | None) -> DeskPlace:
    """A place where the actor may scan now; 404 for those who never might, 403 when the grant has ended."""
    access, scanner = require_scanner(session, actor, meeting_id, site_id)
    return DeskPlace(place_of(session, access.meeting), site_id, None if scanner.everything else actor.account_id)


def read_board(session: Session, companies: Companies, place: Place) -> BoardRead:
    """The figures as the database has them now."""
    watch = Watch(place)
    load(session.connection(), companies, watch)
    return board_read(watch, None)


def read_desk(session: Session, at: DeskPlace) -> DeskRead:
    """The scans of the desk's site so far."""
    watch = Watch(at.place)
    load_scans(session.connection(), watch)
    scans = watch.scans_after(0, at.site_id)
    return desk_read(scans[-1].number if scans else 0, scans, watch.corrected.get(at.site_id, {}))


async def follow_board(following: Following, place: Place, token_hash: bytes, last: str | None) -> AsyncIterator[bytes]:
    """The figures as they move."""
    listener = following.join(Listener(Watch(place), token_hash))
    async for event in stream(following, listener, tell_board(last)):
        yield event


async def follow_desk(following: Following, at: DeskPlace, token_hash: bytes, last: str | None) -> AsyncIterator[bytes]:
    """What other desks of the site take, and whether this one may go on."""
    listener = following.join(Listener(Watch(at.place), token_hash, at.grants_of, at.site_id, desk=True))
    async for event in stream(following, listener, tell_desk(listener, last)):
        yield event


@dataclass(frozen=True, slots=True)
class Group:
    """Whose absentees: of a site, of a delegation, of those who belong to none, or of all."""

    site_id: UUID | None = None
    delegation_id: UUID | None = None
    rest: Rest | None = None

    def holds(self, site_id: UUID | None, delegation_id: UUID | None) -> bool:
        """Whether somebody who belongs there belongs to it."""
        return (
            self.site_id in {None, site_id}
            and self.delegation_id in {None, delegation_id}
            and not (self.rest is Rest.NO_SITE and site_id)
            and not (self.rest is Rest.NO_DELEGATION and delegation_id)
        )


def read_absentees(session: Session, actor: Actor, companies: Companies, meeting_id: UUID, group: Group) -> Absentees:
    """Who is missing, for those who see the board; what was asked for and why is told to those who run the meeting."""
    access = _find(session, actor, meeting_id)
    connection = session.connection()
    company = companies.read_company(connection, meeting_id)
    there = presence(*facts_and_words(session, meeting_id)).keys()
    found = [
        _absent_member(row, told=access.runs)
        for row in absent(connection, meeting_id, access.meeting.organization_id)
        if row.person_id not in there
        and group.holds(row.site_id, delegation_of(row.person_id, row.delegation_id, company))
    ]
    if company.visitors:
        came = presence(*companies.read_visits(connection, meeting_id)).keys()
        found += [
            _absent_guest(who, visitor)
            for who, visitor in in_order(company.visitors)
            if who not in came and group.holds(visitor.site_id, visitor.delegation_id)
        ]
    return Absentees(total=len(found), items=found[:MOST_ABSENT])


def _absent_member(row: Any, *, told: bool) -> AbsentRead:
    """Somebody asked to come; what was asked for and why only where that is told."""
    return AbsentRead(
        person_id=row.person_id,
        name=row.name,
        guest=False,
        organization=None,
        site_id=row.site_id,
        reason=row.reason if told else None,
        reason_text=row.reason_text if told else None,
        decision=row.decision if told else None,
    )


def _absent_guest(who: UUID, visitor: Visitor) -> AbsentRead:
    return AbsentRead(
        person_id=who,
        name=visitor.name,
        guest=True,
        organization=visitor.organization,
        site_id=visitor.site_id,
        reason=None,
        reason_text=None,
        decision=None,
    )
