"""Guests: written down at the desk or beforehand, and the list of them."""

from uuid import UUID

from sqlmodel import Session

from api.kit import audit, clock
from api.kit.actors import Actor
from api.kit.errors import NotAllowed
from api.rooms.attendance.presence import Kind
from api.rooms.conferences.errors import GuestIdTaken, GuestNotFound
from api.rooms.conferences.models import Guest, GuestMethod, Seat
from api.rooms.conferences.repository import guests as repository
from api.rooms.conferences.schemas.guests import GuestEntryRequest, GuestListRead, GuestRead
from api.rooms.conferences.service.doors import Coming, history_of, keep
from api.rooms.conferences.service.sight import check_site, find_at_door, find_to_look, find_to_prepare, known_site
from api.rooms.meetings.errors.schedule import MeetingNotFound
from api.rooms.meetings.models import Meeting
from api.rooms.members.names import name_key


def register_guest(
    session: Session, actor: Actor, meeting_id: UUID, guest_id: UUID, request: GuestEntryRequest
) -> GuestRead:
    """Write a guest down. The desk made the id, so sending it again changes nothing but what was corrected.

    With `taken` the guest is here: the registration is the first fact, under the guest's own id. It is then kept also
    at a site that the meeting has no longer, as every scan is; somebody expected must be expected somewhere.
    """
    meeting, in_right = _find(session, actor, meeting_id)
    if request.taken is None:
        check_site(session, meeting, request.site_id)
    guest = repository.guest(session, guest_id)
    if guest is None:
        guest = Guest(id=guest_id, meeting_id=meeting.id, name="", name_key="", registered_by=actor.account_id)
    elif guest.meeting_id != meeting.id:
        raise GuestIdTaken
    values = request.model_dump(exclude={"taken"})
    values["site_id"] = known_site(session, meeting, request.site_id)
    guest.sqlmodel_update(values | {"name_key": name_key(request.name)})
    session.add(guest)
    session.flush()
    if request.taken is not None and repository.fact(session, guest_id) is None:
        coming = Coming(guest_id, Kind.IN, GuestMethod.REGISTERED, request.site_id, request.taken, in_right)
        keep(session, actor, meeting, guest, coming)
    return next(one for one in _reads(session, meeting, [guest]))


def list_guests(session: Session, actor: Actor, meeting_id: UUID) -> GuestListRead:
    """The guests of a meeting the actor plans or runs. Six statements."""
    meeting = find_to_look(session, actor, meeting_id)
    items = _reads(session, meeting, list(repository.guests(session, meeting.id)))
    return GuestListRead(expected=len(items), present=sum(one.came_at is not None for one in items), items=items)


def print_anew(session: Session, actor: Actor, meeting_id: UUID, guest_id: UUID) -> GuestRead:
    """Withdraw the badge that was lost; the next sheet holds a new one."""
    meeting = find_to_prepare(session, actor, meeting_id)
    guest = repository.guest(session, guest_id)
    if guest is None or guest.meeting_id != meeting.id:
        raise GuestNotFound
    guest.issue += 1
    session.add(guest)
    audit.note(
        session,
        actor,
        "conferences.badge_withdrawn",
        subject_kind="guest",
        subject_id=guest.id,
        organization_id=meeting.organization_id,
    )
    return _reads(session, meeting, [guest])[0]


def _find(session: Session, actor: Actor, meeting_id: UUID) -> tuple[Meeting, bool]:
    """For those at the door, and for those who prepare a meeting that is not published yet.

    With whether the right to stand there still holds.
    """
    try:
        meeting, scanner = find_at_door(session, actor, meeting_id)
        return meeting, scanner.may_somewhere(clock.now())
    except MeetingNotFound:
        meeting = find_to_look(session, actor, meeting_id)
        if meeting.published_at is not None:
            raise NotAllowed from None
        return meeting, True


def _reads(session: Session, meeting: Meeting, guests: list[Guest]) -> list[GuestRead]:
    only = guests[0].id if len(guests) == 1 else None
    rows = repository.facts(session, meeting.id, only)
    there = history_of(rows, repository.corrections(session, meeting.id, only)).stays()
    methods = {row.scan_id: row.method for row in rows}
    seats: dict[UUID | None, tuple[Seat, str | None]] = {
        seat.guest_id: (seat, name) for seat, name in repository.seats(session, meeting.id)
    }
    found = []
    for guest in guests:
        stay = there.get(guest.id)
        seat, delegation = seats.get(guest.id, (None, None))
        found.append(
            GuestRead(
                **guest.model_dump(include={"id", "name", "organization", "phone", "site_id"}),
                delegation=delegation,
                seat=seat.label if seat else None,
                came_at=stay.came_at if stay else None,
                left_at=stay.left_at if stay else None,
                method=methods[stay.scan_id] if stay else None,
            )
        )
    return found
