"""The ways to a meeting's figures: read once, or followed; for those who run it and for its desks."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from api.kit.actors import Actor
from api.rooms.attendance.board import Seat
from api.rooms.attendance.company import Companies, Visitor
from api.rooms.attendance.repository.following import absent
from api.rooms.attendance.schemas.live import Absentees, AbsentRead, BoardRead, DeskRead, Rest
from api.rooms.attendance.service.following import Following, Listener
from api.rooms.attendance.service.granting import may_scan_everything, require_scanner, runs
from api.rooms.attendance.service.streaming import board_read, desk_read, stream, tell_board, tell_desk
from api.rooms.attendance.service.watching import Place, Watch, load, place_of
from api.rooms.meetings.errors.schedule import MeetingNotFound
from api.rooms.meetings.models import Meeting
from api.rooms.meetings.service.finding import find_to_run
from api.rooms.members.names import name_key

MOST_ABSENT = 500


@dataclass(frozen=True, slots=True)
class DeskPlace:
    """Where somebody may scan; `grants_of` is the account whose grants say so, None for those who need none."""

    place: Place
    site_id: UUID | None
    grants_of: UUID | None


def find_board(session: Session, actor: Actor, meeting_id: UUID) -> Place:
    """A meeting whose figures the actor may see: those who run it, and those who may scan everything there."""
    meeting = session.get(Meeting, meeting_id)
    if meeting is None or not may_scan_everything(session, actor, meeting_id):
        meeting = find_to_run(session, actor, meeting_id, lock=False)
    return place_of(session, meeting)


def find_desk(session: Session, actor: Actor, meeting_id: UUID, site_id: UUID | None) -> DeskPlace:
    """A place where the actor may scan now; 404 for those who never might, 403 when the grant has ended."""
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        raise MeetingNotFound(meeting_id=str(meeting_id))
    scanner = require_scanner(session, actor, meeting_id, site_id)
    return DeskPlace(place_of(session, meeting), site_id, None if scanner.everything else actor.account_id)


def read_board(session: Session, companies: Companies, place: Place) -> BoardRead:
    """The figures as the database has them now."""
    return board_read(_watch(session, companies, place), None)


def read_desk(session: Session, companies: Companies, at: DeskPlace) -> DeskRead:
    """The scans of the desk's site so far."""
    watch = _watch(session, companies, at.place)
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

    def holds(self, seat: Seat) -> bool:
        """Whether somebody belongs to it."""
        return (
            self.site_id in {None, seat.site_id}
            and self.delegation_id in {None, seat.delegation_id}
            and not (self.rest is Rest.NO_SITE and seat.site_id)
            and not (self.rest is Rest.NO_DELEGATION and seat.delegation_id)
        )


def read_absentees(session: Session, actor: Actor, companies: Companies, meeting_id: UUID, group: Group) -> Absentees:
    """Who is missing, for those who see the board; what was asked for and why is told to those who run the meeting."""
    mine = runs(session, actor, meeting_id)
    place = place_of(session, session.get_one(Meeting, meeting_id)) if mine else find_board(session, actor, meeting_id)
    private = {} if mine else {"reason": None, "reason_text": None, "decision": None}
    watch = _watch(session, companies, place)
    missing = {
        who: seat for who, seat in watch.board.seats.items() if who not in watch.board.there and group.holds(seat)
    }
    rows = absent(session.connection(), meeting_id)
    members = [{**row._mapping, **private} for row in rows if row.person_id in missing]  # noqa: SLF001 - a public name
    found = [AbsentRead(**one, guest=False, organization=None) for one in members]
    guests = [(name_key(visitor.name), who, visitor) for who, visitor in watch.company.visitors.items()]
    found += [_absent_guest(who, visitor) for _, who, visitor in sorted(guests) if who in missing]
    return Absentees(total=len(found), items=found[:MOST_ABSENT])


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


def _watch(session: Session, companies: Companies, place: Place) -> Watch:
    watch = Watch(place)
    load(session.connection(), companies, watch)
    return watch
