"""What a planner's screens are offered and told."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from api.rooms.meetings.models import AgendaPart, MeetingKind, Summons
from api.rooms.meetings.schemas.people import Read
from api.rooms.meetings.schemas.schedule import AgendaItemRead, NamedRead


class KindRead(Read):
    """A kind of meeting an organisation may hold, with the shortest length the rules ask for."""

    code: MeetingKind
    title: str
    summons: Summons
    least_minutes: int | None


class TemplateItemRead(Read):
    """A point of a template."""

    part: AgendaPart
    title: str


class TemplatesRead(Read):
    """What the rules of a day offer to plan with."""

    on: date
    kinds: list[KindRead]
    kind: MeetingKind
    agenda: list[TemplateItemRead]
    citation: str


class CandidateRead(Read):
    """Somebody who may take a part."""

    id: UUID
    name: str
    position: str | None


class PeopleRead(Read):
    """Who may lead, write down and present; who may come from above."""

    members: list[CandidateRead]
    superiors: list[CandidateRead]
    places: list[str]
    """Where the organisation met before, latest first."""


class MeetingProposalRead(Read):
    """A meeting as it would be, to be saved as it is or changed first; nothing is kept of it."""

    organization_id: UUID
    kind: MeetingKind
    kind_title: str
    month: str
    starts_at: datetime
    ends_at: datetime
    place: str | None
    video_link: str | None
    chair_id: UUID | None
    clerk_id: UUID | None
    agenda: list[AgendaItemRead]
    after_id: UUID | None
    """The meeting it was made from."""


class WarningRead(Read):
    """Something against a rule or in the way; nothing is forbidden by it."""

    code: str
    params: dict[str, Any]
    topic: str | None
    citation: str | None
    source_level: str | None


class ClashRead(Read):
    """Somebody is wanted elsewhere at the same time; the other title only when the reader sees that meeting."""

    member: NamedRead
    part: str
    meeting_id: UUID | None
    title: str | None
    starts_at: datetime
    ends_at: datetime
