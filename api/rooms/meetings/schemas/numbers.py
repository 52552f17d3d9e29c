"""The register of numbers as it goes out."""

from datetime import datetime
from uuid import UUID

from api.kit.pages import Page
from api.rooms.meetings.models import PaperKind
from api.rooms.meetings.schemas.people import Read
from api.rooms.meetings.schemas.reports import ReportPlaceRead


class RegisterRead(Read):
    """One register: the numbers of a type in a term, counted without a gap up to `last`."""

    type: str
    term: str
    last: int


class NumberRead(Read):
    """A number that was given, to which paper of which meeting; a void one says since when and why."""

    number: int
    symbol: str
    kind: PaperKind
    given_at: datetime
    meeting_id: UUID
    meeting_title: str
    held_at: datetime
    voided_at: datetime | None
    void_reason: str | None


class NumbersRead(Page[NumberRead]):
    """A page of one register, the latest number first; `shown` is null where no number was given yet."""

    organization: ReportPlaceRead
    registers: list[RegisterRead]
    """All there are, the latest term first."""
    shown: RegisterRead | None
    """The one shown."""
