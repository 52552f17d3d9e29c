"""Badges of everybody expected, in bulk or of one delegation or site."""

from enum import StrEnum
from uuid import UUID

from sqlmodel import Session

from api.kit import audit
from api.kit.actors import Actor
from api.rooms.attendance import badges
from api.rooms.conferences.badge_sheets import Badge, Layout, as_pdf
from api.rooms.conferences.models import Seat
from api.rooms.conferences.repository import guests
from api.rooms.conferences.repository import setting_up as repository
from api.rooms.conferences.service.sight import find_to_prepare


class Whose(StrEnum):
    """Whose badges: guests' with codes, or everybody's."""

    GUESTS = "guests"
    ALL = "all"


def print_badges(  # noqa: PLR0913 - what narrows the sheets, all by name
    session: Session,
    actor: Actor,
    secret: bytes,
    meeting_id: UUID,
    *,
    whose: Whose,
    layout: Layout,
    site_id: UUID | None,
    delegation_id: UUID | None,
) -> bytes:
    """The sheets as PDF: guests with their signed codes, members by name and seat, in the order of given names."""
    meeting = find_to_prepare(session, actor, meeting_id)
    sites: dict[UUID | None, str] = {site.id: site.name for site in repository.sites(session, meeting.id)}
    seats = {(seat.member_id, seat.guest_id): (seat, name) for seat, name in guests.seats(session, meeting.id)}
    found = []
    for guest in guests.guests(session, meeting.id):
        place = seats.get((None, guest.id), (None, None))
        if _wanted(place[0], guest.site_id, site_id, delegation_id):
            token = badges.badge_token(secret, meeting.id, guest.id, guest.issue)
            code = badges.write_badge(token)
            found.append(_badge(guest.name, guest.organization, sites.get(guest.site_id), place, code))
    members = repository.expected(session, meeting.id) if whose is Whose.ALL else ()
    for member_id, name, where in members:
        place = seats.get((member_id, None), (None, None))
        if _wanted(place[0], where, site_id, delegation_id):
            found.append(_badge(name, None, sites.get(where), place, ""))
    audit.note(
        session,
        actor,
        "conferences.badges_printed",
        subject_kind="meeting",
        subject_id=meeting.id,
        organization_id=meeting.organization_id,
        count=len(found),
    )
    return as_pdf(meeting.title, found, layout)


def _wanted(seat: Seat | None, where: UUID | None, site_id: UUID | None, delegation_id: UUID | None) -> bool:
    at_site = site_id is None or where == site_id
    return at_site and (delegation_id is None or (seat is not None and seat.delegation_id == delegation_id))


def _badge(
    name: str, organization: str | None, site: str | None, place: tuple[Seat | None, str | None], code: str
) -> Badge:
    seat, delegation = place
    return Badge(
        name=name,
        organization=organization or "",
        delegation=delegation or "",
        site=site or "",
        seat=(seat.label or "") if seat else "",
        code=code,
    )
