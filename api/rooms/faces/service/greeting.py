"""How a kiosk speaks to somebody: by title and seat; by name only where the event says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from api.rooms.faces.repository import kiosks as repository
from api.rooms.faces.repository import members
from api.rooms.faces.schemas.kiosk import Title
from api.rooms.meetings.models import InvitedAs, Meeting

_TITLES = {InvitedAs.GUEST: Title.GUEST, InvitedAs.SUPERVISOR: Title.SUPERVISOR}


@dataclass(frozen=True, slots=True)
class Greeting:
    """What is shown to one person."""

    title: Title
    seat: str | None
    name: str | None


def greeting_of(session: Session, meeting_id: UUID, member_ids: Sequence[UUID]) -> dict[UUID, Greeting]:
    """The greeting of each of these members at a meeting."""
    event = members.event_of(session, meeting_id)
    meeting = session.get_one(Meeting, meeting_id)
    names = members.names(session, member_ids) if event is not None and event.shows_names else {}
    seats = repository.seats_at(session, member_ids, meeting_id)
    invited = {row.member_id: row for row in repository.invitations_at(session, member_ids, meeting_id)}
    return {
        member_id: Greeting(
            title=_title(meeting, member_id, invited[member_id].invited_as if member_id in invited else None),
            seat=seats.get(member_id),
            name=names.get(member_id),
        )
        for member_id in member_ids
    }


def _title(meeting: Meeting, member_id: UUID, invited_as: InvitedAs | None) -> Title:
    if member_id == meeting.chair_id:
        return Title.CHAIR
    if member_id == meeting.clerk_id:
        return Title.CLERK
    return _TITLES.get(invited_as, Title.DELEGATE) if invited_as else Title.DELEGATE
