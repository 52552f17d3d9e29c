"""Seats: a list from Excel looked through, places put in force, and everybody's own place."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from pydantic import TypeAdapter, ValidationError
from sqlmodel import Session

from api.kit.actors import Actor
from api.kit.folding import fold
from api.rooms.attendance.presence import Fact
from api.rooms.attendance.service.told import facts_that_count
from api.rooms.conferences.errors import GuestNotFound, GuestSiteUnknown, SeatPersonUnknown, SeatTaken
from api.rooms.conferences.models import Delegation, Guest, Seat
from api.rooms.conferences.repository import guests
from api.rooms.conferences.repository import setting_up as repository
from api.rooms.conferences.schemas.seats import (
    SeatHolderRead,
    SeatPreviewRead,
    SeatProblem,
    SeatRequest,
    SeatRowRead,
    SeatsRead,
    SeatsRequest,
)
from api.rooms.conferences.schemas.setting_up import OwnPlaceRead
from api.rooms.conferences.seat_list import SeatLine, read_seat_list
from api.rooms.conferences.service.doors import sitting
from api.rooms.conferences.service.setting_up import session_reads
from api.rooms.conferences.service.sight import find_to_look, find_to_prepare
from api.rooms.meetings.models import Meeting, Summons
from api.rooms.meetings.service.finding import find_meeting
from api.rooms.meetings.service.siting import ask_and_place, may_be_asked
from api.rooms.members.names import name_key

_PHONE_TAIL = 9
_REQUEST = TypeAdapter(SeatRequest)


def preview_seats(session: Session, actor: Actor, meeting_id: UUID, content: bytes) -> SeatPreviewRead:
    """What would become of each row; nothing is written."""
    meeting = find_to_prepare(session, actor, meeting_id)
    lines = read_seat_list(content)
    sites = {fold(site.name): site.id for site in repository.sites(session, meeting.id)}
    known = _namesakes(session, meeting, lines)
    names = Counter((fold(line.name), line.phone[-_PHONE_TAIL:], fold(line.organization)) for line in lines)
    seats = Counter((fold(line.site), line.seat.casefold()) for line in lines if line.seat)
    rows = []
    for line in lines:
        fitting = _fitting(line, known[fold(line.name)])
        member_id = fitting[0] if len(fitting) == 1 else None
        site_id = sites.get(fold(line.site)) if line.site else None
        problem = _problem(line, fitting, site_id)
        if problem is None and names[fold(line.name), line.phone[-_PHONE_TAIL:], fold(line.organization)] > 1:
            problem = SeatProblem.TWICE
        if problem is None and seats[fold(line.site), line.seat.casefold()] > 1:
            problem = SeatProblem.SEAT_TWICE
        values = {name: getattr(line, name) for name in SeatLine.__dataclass_fields__}
        rows.append(SeatRowRead(**values, member_id=member_id, site_id=site_id, problem=problem))
    good = [row for row in rows if row.problem is None]
    members = sum(row.member_id is not None for row in good)
    return SeatPreviewRead(members=members, guests=len(good) - members, problems=len(rows) - len(good), rows=rows)


def give_seats(session: Session, actor: Actor, meeting_id: UUID, request: SeatsRequest) -> SeatsRead:
    """Put places in force: members are asked to come where the meeting goes by a list, others become guests.

    Doing it again changes nothing; people who are not named keep their place.
    """
    meeting = find_to_prepare(session, actor, meeting_id)
    sites = {site.id for site in repository.sites(session, meeting.id)}
    if {item.site_id for item in request.items if item.site_id} - sites:
        raise GuestSiteUnknown
    members = {item.member_id: item.site_id for item in request.items if item.member_id}
    if members.keys() - may_be_asked(session, meeting, members):
        raise SeatPersonUnknown
    ask_and_place(session, meeting, members)
    delegations = _delegations(session, meeting, request.items)
    people = _People(session, actor, meeting)
    rows = {(seat.member_id, seat.guest_id): seat for seat in repository.seat_rows(session, meeting.id)}
    for item in request.items:
        guest_id = None if item.member_id else people.guest_of(item)
        row = rows.get((item.member_id, guest_id)) or Seat(
            meeting_id=meeting.id, member_id=item.member_id, guest_id=guest_id
        )
        row.label, row.site_id = item.seat, item.site_id
        row.delegation_id = delegations[item.delegation.casefold()] if item.delegation else None
        rows[item.member_id, guest_id] = row
        session.add(row)
    _check_seats([*rows.values()])
    session.flush()
    return _read(session, meeting)


def list_seats(session: Session, actor: Actor, meeting_id: UUID) -> SeatsRead:
    """Everybody expected with the place they have. Four statements."""
    return _read(session, find_to_look(session, actor, meeting_id))


def read_own_place(session: Session, actor: Actor, meeting_id: UUID) -> OwnPlaceRead:
    """Where I belong at a meeting I see."""
    meeting = find_meeting(session, actor, meeting_id)
    place, facts = repository.PlaceRow(), list[Fact]()
    if actor.member_id is not None:
        place = repository.place_of(session, meeting.id, actor.member_id)
        facts = facts_that_count(session, meeting.id, [actor.member_id])
    return OwnPlaceRead(
        meeting_id=meeting.id,
        **place._asdict(),
        sessions=session_reads(
            [sitting(one.id, one.title, one.starts_at, one.ends_at) for one in guests.sessions(session, meeting.id)],
            facts,
        ),
    )


def _read(session: Session, meeting: Meeting) -> SeatsRead:
    found = guests.seats(session, meeting.id)
    places = {(seat.member_id, seat.guest_id): (seat, name) for seat, name in found}
    items: list[tuple[str, UUID | None, UUID | None, str | None, UUID | None]] = [
        (name, who, None, None, site) for who, name, site in repository.expected(session, meeting.id)
    ]
    items += [(one.name, None, one.id, one.organization, one.site_id) for one in guests.guests(session, meeting.id)]
    reads = []
    for name, member_id, guest_id, organization, site_id in items:
        seat, delegation = places.get((member_id, guest_id), (None, None))
        reads.append(
            SeatHolderRead(
                member_id=member_id,
                guest_id=guest_id,
                name=name,
                organization=organization,
                delegation=delegation,
                site_id=site_id,
                seat=seat.label if seat else None,
            )
        )
    return SeatsRead(items=sorted(reads, key=lambda one: name_key(one.name)))


@dataclass
class _People:
    """Guests by name and organisation, so that the same list brought in twice makes nobody twice."""

    session: Session
    actor: Actor
    meeting: Meeting

    def __post_init__(self) -> None:
        self._known = {_same(one.name, one.organization): one for one in guests.guests(self.session, self.meeting.id)}

    def guest_of(self, item: SeatRequest) -> UUID:
        """The guest whose place it is; a new one where only the name is known."""
        if item.guest_id is not None:
            found = guests.guest(self.session, item.guest_id)
            if found is None or found.meeting_id != self.meeting.id:
                raise GuestNotFound
        else:
            name = item.name or ""
            found = self._known.get(_same(name, item.organization)) or Guest(
                meeting_id=self.meeting.id, name=name, name_key=name_key(name), registered_by=self.actor.account_id
            )
            found.organization, found.phone = item.organization, item.phone or found.phone
            self._known[_same(name, item.organization)] = found
        found.site_id = item.site_id
        self.session.add(found)
        self.session.flush()
        return found.id


def _same(name: str, organization: str | None) -> tuple[str, str]:
    return name.casefold(), (organization or "").casefold()


def _delegations(session: Session, meeting: Meeting, items: Sequence[SeatRequest]) -> dict[str, UUID]:
    """Those there are, and new ones for the names that are new."""
    rows = list(repository.delegations(session, meeting.id))
    found = {row.name.casefold(): row.id for row in rows}
    for item in items:
        if item.delegation and item.delegation.casefold() not in found:
            row = Delegation(meeting_id=meeting.id, position=len(found), name=item.delegation)
            session.add(row)
            found[item.delegation.casefold()] = row.id
    session.flush()
    return found


def _check_seats(rows: Sequence[Seat]) -> None:
    given = Counter((row.site_id, row.label.casefold()) for row in rows if row.label)
    twice = next((label for (_, label), count in given.items() if count > 1), None)
    if twice is not None:
        raise SeatTaken(seat=twice)


_Namesake = tuple[UUID, str | None, str]


def _namesakes(session: Session, meeting: Meeting, lines: Sequence[SeatLine]) -> dict[str, list[_Namesake]]:
    found = defaultdict[str, list[_Namesake]](list)
    folded = {fold(line.name) for line in lines if line.name}
    for member_id, name, phone, branch in repository.namesakes(session, meeting.organization_id, folded):
        found[name].append((member_id, phone, branch))
    if meeting.summons is Summons.LISTED:
        return found
    asked = {who for who, _, _ in repository.expected(session, meeting.id)}
    return defaultdict(list, {name: [one for one in some if one[0] in asked] for name, some in found.items()})


def _fitting(line: SeatLine, namesakes: Sequence[_Namesake]) -> list[UUID]:
    """The members a row may mean: by phone where that decides, else by branch, else all with the name."""
    digits = "".join(sign for sign in line.phone if sign.isdigit())[-_PHONE_TAIL:]
    by_phone = [who for who, phone, _ in namesakes if digits and phone and phone.endswith(digits)]
    by_branch = [who for who, _, branch in namesakes if line.organization and fold(branch) == fold(line.organization)]
    return by_phone or by_branch or [who for who, _, _ in namesakes if not line.organization]


def _problem(line: SeatLine, fitting: Sequence[UUID], site_id: UUID | None) -> SeatProblem | None:
    if not line.name:
        return SeatProblem.NAME_MISSING
    if len(fitting) > 1:
        return SeatProblem.SEVERAL
    if line.site and site_id is None:
        return SeatProblem.SITE_UNKNOWN
    values = {name: getattr(line, name) or None for name in ("name", "organization", "delegation", "seat")}
    try:
        _REQUEST.validate_python(values)
    except ValidationError:
        return SeatProblem.TOO_LONG
    return None
