"""The schedule coming out."""

from datetime import datetime
from typing import Any
from uuid import UUID

from api.rooms.meetings.models import AgendaPart, Answer, Decision, MeetingKind, MeetingState, Summons
from api.rooms.meetings.schemas.people import Read


class NamedRead(Read):
    """Somebody by name."""

    id: UUID
    name: str


class MeetingPlaceRead(Read):
    """An organisation by name."""

    id: UUID
    name: str


class OwnAnswerRead(Read):
    """What is asked of the reader, and what he answered."""

    answer: Answer | None
    reason: str | None
    reason_text: str | None
    evidence_id: UUID | None
    answered_at: datetime | None
    site_id: UUID | None
    decision: Decision | None
    decision_note: str | None


class MeetingRead(Read):
    """A meeting in a list; `own` is null when the reader is not asked to come."""

    id: UUID
    organization: MeetingPlaceRead
    kind: MeetingKind
    summons: Summons
    title: str
    month: str
    starts_at: datetime
    ends_at: datetime
    place: str | None
    video_link: str | None
    state: MeetingState
    state_reason: str | None
    published_at: datetime | None
    opened_at: datetime | None
    closed_at: datetime | None
    version: int
    own: OwnAnswerRead | None


class SiteRead(Read):
    """A further place."""

    id: UUID
    name: str
    place: str | None


class AgendaPaperRead(Read):
    """A paper; `file_id` is opened through the meeting's own address, `document_id` in the library."""

    id: UUID
    document_id: UUID | None
    file_id: UUID | None
    title: str
    laid_out_at: datetime


class AgendaItemRead(Read):
    """One point with its papers."""

    id: UUID
    part: AgendaPart
    title: str
    details: str | None
    presenter_id: UUID | None
    presenter_name: str | None
    """Also of a presenter who is a member."""
    minutes: int | None
    papers: list[AgendaPaperRead]


class GuestNameRead(Read):
    """A guest who is no member of the house."""

    name: str
    title: str | None


class PlanChangeRead(Read):
    """A change after publication: what it was and what it is now, by field."""

    id: UUID
    at: datetime
    change: str
    details: dict[str, Any]


class MeetingDetail(MeetingRead):
    """Everything about the plan that those who come may know."""

    sites: list[SiteRead]
    chair: NamedRead | None
    clerk: NamedRead | None
    supervisor: NamedRead | None
    guests: list[GuestNameRead]
    agenda: list[AgendaItemRead]
    papers: list[AgendaPaperRead]
    changes: list[PlanChangeRead]
    may_plan: bool
    may_run: bool


class SummonedListRead(Read):
    """Ids on the list of a kind that summons by list, for the planner's form."""

    member_ids: list[UUID]


class FeedItemRead(Read):
    """A meeting that changed; null when it no longer concerns the reader."""

    id: UUID
    changed: int
    meeting: MeetingDetail | None


class FeedRead(Read):
    """A piece of the feed; see `library.ChangesRead` for how a phone follows it."""

    items: list[FeedItemRead]
    next_since: int
    more: bool
    scope: str
    reset: bool
    reasons: list["ReasonRead"]
    """The reasons for absence that the rules know."""


class ReasonRead(Read):
    """A reason for absence."""

    code: str
    title: str
