"""At which site somebody is expected, for the room `conferences`."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlmodel import Session

from api.rooms.meetings.models import Meeting, Summons
from api.rooms.meetings.repository import people
from api.rooms.meetings.repository import schedule as repository
from api.rooms.meetings.service.summons import call, whom


def may_be_asked(session: Session, meeting: Meeting, member_ids: Collection[UUID]) -> set[UUID]:
    """Those of these members the meeting can have: everybody below its organisation where it goes by a list."""
    if meeting.summons is Summons.LISTED:
        return people.present_below(session, meeting.organization_id, member_ids)
    asked = {row.member_id for row in repository.invitations_of(session, meeting.id) if row.removed_at is None}
    return {member_id for member_id in member_ids if member_id in asked}


def ask_and_place(session: Session, meeting: Meeting, sites: Mapping[UUID, UUID | None]) -> None:
    """Ask these members too, where the meeting goes by a list, and write down each one's site (None: the main one)."""
    if meeting.summons is Summons.LISTED:
        call(session, meeting, whom(session, meeting) | sites.keys())
    tick = repository.tick(session)
    for row in repository.invitations_of(session, meeting.id):
        site_id = sites.get(row.member_id, row.site_id) if row.member_id else row.site_id
        if row.site_id != site_id:
            row.site_id, row.changed = site_id, tick
            session.add(row)
    session.flush()
