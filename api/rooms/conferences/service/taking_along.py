"""What a desk takes along for a hall without network: rows that only a shown code opens."""

from uuid import UUID

from sqlmodel import Session

from api.kit import clock
from api.kit.actors import Actor
from api.kit.errors import NotAllowed
from api.rooms.attendance import badges, codes
from api.rooms.attendance.sealing import SealedRow, seal
from api.rooms.conferences.models import Guest, Seat
from api.rooms.conferences.repository import guests as repository
from api.rooms.conferences.schemas.guests import ConferenceDeskRead, DeskRowRead, SessionTimesRead
from api.rooms.conferences.service.sight import check_site, find_at_door

VERSION = 1


def read_desk(
    session: Session, actor: Actor, secret: bytes, meeting_id: UUID, site_id: UUID | None
) -> ConferenceDeskRead:
    """Badges of a site's guests (None: of all), and the seats of members, each sealed by its holder's code."""
    meeting, scanner = find_at_door(session, actor, meeting_id)
    if not scanner.may(site_id, clock.now()):
        raise NotAllowed
    check_site(session, meeting, site_id)
    seats = repository.seats(session, meeting.id)
    of_guest = {seat.guest_id: (seat, name) for seat, name in seats if seat.guest_id}
    rows = [
        row
        for guest in repository.guests(session, meeting.id)
        if site_id is None or guest.site_id in {None, site_id}
        for row in _badge_rows(secret, guest, *of_guest.get(guest.id, (None, None)))
    ]
    rows += [_seat_row(secret, seat, name) for seat, name in seats if seat.member_id]
    return ConferenceDeskRead(
        version=VERSION,
        server_at=clock.now(),
        meeting_id=meeting.id,
        site_id=site_id,
        sessions=[SessionTimesRead.model_validate(one) for one in repository.sessions(session, meeting.id)],
        rows=[DeskRowRead(tag=row.tag.hex(), sealed=row.sealed.hex()) for row in sorted(rows, key=lambda r: r.tag)],
    )


def _badge_rows(secret: bytes, guest: Guest, seat: Seat | None, delegation: str | None) -> list[SealedRow]:
    """The badge that holds, and the one before it, which is recognised as withdrawn."""
    content = {
        "guest_id": str(guest.id),
        "name": guest.name,
        "organization": guest.organization,
        "site_id": str(guest.site_id) if guest.site_id else None,
        "delegation": delegation,
        "seat": seat.label if seat else None,
    }
    return [
        seal(
            badges.badge_token(secret, guest.meeting_id, guest.id, issue), content | {"withdrawn": issue < guest.issue}
        )
        for issue in (guest.issue, guest.issue - 1)
        if issue
    ]


def _seat_row(secret: bytes, seat: Seat, delegation: str | None) -> SealedRow:
    if seat.member_id is None:
        raise ValueError(seat.id)
    pseudonym = codes.pseudonym(secret, seat.meeting_id, seat.member_id)
    return seal(pseudonym, {"seat": seat.label, "delegation": delegation})
