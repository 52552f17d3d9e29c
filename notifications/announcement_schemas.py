"""What goes in and comes out of announcements."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, Field, StringConstraints

from api.kit.folding import compose, tidy
from api.rooms.library.audiences import Kind as Reader
from notifications.models import AnnouncementState
from notifications.schemas import Read, Request


def _written(text: str) -> str:
    """Composed, without control signs: what a keyboard writes."""
    written = compose("".join(sign for sign in text if sign.isprintable() or sign == "\n")).strip()
    if not written:
        message = "nothing is written"
        raise ValueError(message)
    return written


def _line(text: str) -> str:
    return _written(tidy(text))


Line = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(_line)]
Reason = Annotated[str, StringConstraints(min_length=5, max_length=300), AfterValidator(_line)]
Words = Annotated[str, StringConstraints(min_length=1, max_length=5000), AfterValidator(_written)]


class AudienceRequest(Request):
    """A subtree with the kinds of people in it, or everybody invited to a meeting."""

    organization_id: UUID | None = Field(default=None, description="Its whole subtree.")
    kinds: list[Reader] = Field(default=[], max_length=len(Reader), description="Empty: everybody there.")
    meeting_id: UUID | None = None


class AnnouncementRequest(Request):
    """An announcement as its writer wants it; sent again it takes the place of what was not sent yet."""

    organization_id: UUID = Field(description="Who speaks.")
    title: Line
    text: Words
    audience: AudienceRequest
    urgent_reason: Reason | None = Field(default=None, description="Why it comes in quiet hours too.")
    send_at: AwareDatetime | None = Field(default=None, description="Null or past: at once.")


class PreviewRequest(Request):
    """For whom an announcement would be."""

    organization_id: UUID
    audience: AudienceRequest


class PreviewRead(Read):
    """How many people would find it in their inboxes, and how many of them have a device that rings."""

    addressed: int
    with_device: int | None = Field(description="Null for fewer than five people.")


class AudienceMeetingRead(Read):
    """A meeting whose invitees may be told something."""

    id: UUID
    title: str
    starts_at: datetime
    organization_name: str


class AudienceRead(Read):
    """For whom it is."""

    organization_id: UUID | None
    kinds: list[Reader]
    meeting_id: UUID | None
    name: str = Field(description="Of the organisation, or the title of the meeting.")
    starts_at: datetime | None = Field(description="When the meeting begins: those of many branches have one title.")
    organization_name: str | None = Field(description="Whose meeting it is.")


class AnnouncementRead(Read):
    """An announcement as those read it to whom it was told. Cancelled ones have no words any more."""

    id: UUID
    organization_name: str
    title: str
    text: str
    urgent_reason: str | None
    state: AnnouncementState
    send_at: datetime


class WrittenRead(AnnouncementRead):
    """An announcement as its office sees it."""

    organization_id: UUID
    audience: AudienceRead
    addressed: int | None = Field(description="Null until it is sent.")


class StagesRead(Read):
    """How many people it came how far to. Stages are null where so few people would be recognised."""

    addressed: int
    with_device: int | None
    accepted: int | None
    shown: int | None
    opened: int | None


class UnitStagesRead(StagesRead):
    """The stages of one unit; without an id: of all units too small to stand alone."""

    organization_id: UUID | None
    name: str | None


class FunnelRead(Read):
    """From addressed to opened, in all and by unit, never by person."""

    total: StagesRead
    units: Sequence[UnitStagesRead]
