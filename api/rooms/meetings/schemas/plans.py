"""A plan going in."""

from uuid import UUID

from pydantic import Field, model_validator

from api.rooms.meetings.models import AgendaPart, MeetingKind
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
from api.rooms.meetings.schemas.people import Request


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
    part: AgendaPart
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


class MeetingProposalRequest(Request):
    """For which organisation, which month (the next one without a registered meeting), which kind."""

    organization_id: UUID
    month: Month | None = None
    kind: MeetingKind = MeetingKind.REGULAR
