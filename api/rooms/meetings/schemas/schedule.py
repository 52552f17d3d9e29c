"""The schedule going in and coming out."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import Field, model_validator

from api.rooms.meetings.models import Answer, Decision, MeetingKind, MeetingState, Part, Summons
from api.rooms.meetings.schemas.fields import (
    Details,
    ItemTitle,
    Link,
    Minutes,
    Month,
    Name,
    PaperTitle,
    Reason,
    Time,
    Title,
)
from api.rooms.meetings.schemas.people import Read, Request


class PaperRequest(Request):
    """A document of the library, or a file uploaded for this meeting: exactly one of them."""

    document_id: UUID | None = None
    file_id: UUID | None = None
    title: PaperTitle

    @model_validator(mode="after")
    def _is_one(self) -> "PaperRequest":
        if (self.document_id is None) == (self.file_id is None):
            message = "a document or a file"
            raise ValueError(message)
        return self


class AgendaItemRequest(Request):
    """One point; the id is the phone's and stays when points change places."""

    id: UUID
    part: Part
    title: ItemTitle
    details: Details = None
    presenter_id: UUID | None = None
    presenter_name: Name | None = None
    minutes: Minutes | None = None
    papers: list[PaperRequest] = Field(default_factory=list, max_length=20)


class AgendaRequest(Request):
    """The whole agenda in its order; `papers` belong to the meeting and to no point."""

    items: list[AgendaItemRequest] = Field(max_length=60)
    papers: list[PaperRequest] = Field(default_factory=list, max_length=20)


class SiteRequest(Request):
    """A further place; the id keeps the site that is there."""

    id: UUID | None = None
    name: Name
    place: Title | None = None


class GuestRequest(Request):
    """A guest who is no member of the house."""

    name: Name
    title: Title | None = None


class PlanRequest(Request):
    """Everything about a meeting but its agenda, written anew at each edit."""

    kind: MeetingKind
    title: Title
    month: Month
    starts_at: Time
    ends_at: Time
    place: Title | None = None
    video_link: Link | None = None
    sites: list[SiteRequest] = Field(default_factory=list, max_length=50)
    chair_id: UUID | None = None
    clerk_id: UUID | None = None
    supervisor_id: UUID | None = None
    guests: list[GuestRequest] = Field(default_factory=list, max_length=50)
    summoned_ids: list[UUID] = Field(default_factory=list, max_length=2000)
    """Of kinds that summon by a list; ignored for the others."""


class MeetingRequest(PlanRequest):
    """A new meeting with its agenda; without one it gets the template of its kind. The id is the phone's."""

    id: UUID
    organization_id: UUID
    agenda: AgendaRequest | None = None


class PostponeRequest(Request):
    """Why, and the new time where it is known."""

    reason: Reason
    starts_at: Time | None = None
    ends_at: Time | None = None

    @model_validator(mode="after")
    def _both_or_none(self) -> "PostponeRequest":
        if (self.starts_at is None) != (self.ends_at is None):
            message = "both times or none"
            raise ValueError(message)
        return self


class CancelRequest(Request):
    """Why."""

    reason: Reason


class ProposalRequest(Request):
    """For which organisation, which month (the next one without a registered meeting), which kind."""

    organization_id: UUID
    month: Month | None = None
    kind: MeetingKind = MeetingKind.REGULAR


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


class PaperRead(Read):
    """A paper; `file_id` is opened through the meeting's own address, `document_id` in the library."""

    id: UUID
    document_id: UUID | None
    file_id: UUID | None
    title: str
    laid_out_at: datetime


class AgendaItemRead(Read):
    """One point with its papers."""

    id: UUID
    part: Part
    title: str
    details: str | None
    presenter_id: UUID | None
    presenter_name: str | None
    """Also of a presenter who is a member."""
    minutes: int | None
    papers: list[PaperRead]


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
    papers: list[PaperRead]
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


class KindRead(Read):
    """A kind of meeting an organisation may hold, with the shortest length the rules ask for."""

    code: MeetingKind
    title: str
    summons: Summons
    least_minutes: int | None


class TemplateItemRead(Read):
    """A point of a template."""

    part: Part
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


class ProposalRead(Read):
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
