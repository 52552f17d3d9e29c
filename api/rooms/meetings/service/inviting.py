"""Who comes besides those the kind summons: sites, guests, the superior, a list."""

from uuid import UUID

from sqlmodel import Session

from api.kit import clock
from api.kit.constraints import or_refuse
from api.rooms.meetings.errors.schedule import IdTaken, SiteInUse
from api.rooms.meetings.models import Invitation, InvitedAs, Meeting, MeetingSite, Summons
from api.rooms.meetings.repository import schedule as repository
from api.rooms.meetings.schemas.plans import PlanRequest
from api.rooms.meetings.service import summons


def write_others(session: Session, meeting: Meeting, request: PlanRequest) -> None:
    """Sites, guests, the superior, and the list of a kind that summons by list."""
    _write_sites(session, meeting, request)
    rows = repository.invitations_of(session, meeting.id)
    guests = {(row.guest_name, row.guest_title): row for row in rows if row.guest_name}
    wanted = {(guest.name, guest.title) for guest in request.guests}
    for key, row in guests.items():
        row.removed_at = None if key in wanted else row.removed_at or clock.now()
    for name, title in sorted(wanted - guests.keys(), key=str):
        session.add(Invitation(meeting_id=meeting.id, guest_name=name, guest_title=title, invited_as=InvitedAs.GUEST))
    _write_superior(session, meeting, {row.member_id: row for row in rows if row.member_id}, request.supervisor_id)
    session.flush()
    if meeting.summons is Summons.LISTED:
        summons.call(session, meeting, set(request.summoned_ids))


def _write_superior(
    session: Session, meeting: Meeting, known: dict[UUID | None, Invitation], supervisor_id: UUID | None
) -> None:
    tick = repository.tick(session)
    for member_id, row in known.items():
        if row.invited_as is InvitedAs.SUPERVISOR and member_id != supervisor_id and row.removed_at is None:
            row.removed_at, row.changed = clock.now(), tick
    if supervisor_id is None:
        return
    row_of = known.get(supervisor_id)
    if row_of is None:
        session.add(
            Invitation(meeting_id=meeting.id, member_id=supervisor_id, invited_as=InvitedAs.SUPERVISOR, changed=tick)
        )
    elif row_of.invited_as is InvitedAs.SUPERVISOR:
        row_of.removed_at = None


def _write_sites(session: Session, meeting: Meeting, request: PlanRequest) -> None:
    known = {site.id: site for site in repository.sites_of(session, [meeting.id])}
    kept = {site.id for site in request.sites if site.id}
    if kept - known.keys():
        raise IdTaken
    for position, wanted in enumerate(request.sites):
        row = known.get(wanted.id) if wanted.id else None
        if row is None:
            session.add(MeetingSite(meeting_id=meeting.id, position=position, name=wanted.name, place=wanted.place))
        else:
            row.position, row.name, row.place = position, wanted.name, wanted.place
    gone = {site_id: site for site_id, site in known.items() if site_id not in kept}
    for invitation in repository.invitations_of(session, meeting.id) if gone else ():
        if invitation.site_id in gone:
            invitation.site_id = None
    session.flush()
    with or_refuse(session, SiteInUse()):
        for site in gone.values():
            session.delete(site)
