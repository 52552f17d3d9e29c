"""What people in a record are called: members, speakers without a card, and the holders of accounts who wrote."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlmodel import Session

from api.rooms.meetings.models import Meeting
from api.rooms.meetings.models.record import Kept
from api.rooms.meetings.repository import record as repository
from api.rooms.meetings.schemas.record import SpokenOfRead, TextClashRead


class Names:
    """Names by id of everybody the record mentions."""

    def __init__(self, names: dict[UUID, str]) -> None:
        self._names = names

    def member(self, member_id: UUID | None) -> str:
        """The name of a member the record mentions."""
        return self._names.get(member_id, "") if member_id else ""

    def account(self, account_id: UUID | str | None) -> str | None:
        """Who wrote; null when the account has no name here."""
        return self._names.get(UUID(str(account_id))) if account_id else None

    def site(self, site_id: UUID | None) -> str | None:
        """What a site of the meeting is called; null for the meeting itself."""
        return self._names.get(site_id) if site_id else None

    def person(self, member_id: UUID | None) -> SpokenOfRead | None:
        """A member, null when there is none."""
        return SpokenOfRead(member_id=member_id, name=self.member(member_id)) if member_id else None

    def person_or(self, member_id: UUID | None, name: str | None) -> SpokenOfRead | None:
        """A member, or somebody by name only, or nobody."""
        return SpokenOfRead(member_id=None, name=name) if name else self.person(member_id)

    def kept(self, part: Kept) -> dict[str, Any]:
        """Version, last writer and clashes of a part, as the fields of `schemas.record.Kept`."""
        clashes = [TextClashRead.model_validate(clash | {"by": self.account(clash["by"])}) for clash in part.clashes]
        return {
            "version": part.version,
            "clashes": clashes,
            "changed_by": self.account(part.changed_by),
            "changed_at": part.changed_at,
        }


def gather(session: Session, meeting: Meeting, further: Iterable[UUID | None] = ()) -> Names:
    """Names of everybody in this meeting's record, and of `further` members; one statement."""
    others = {member_id for member_id in (meeting.chair_id, meeting.clerk_id, *further) if member_id is not None}
    return Names(repository.names_in(session, meeting.id, others))
