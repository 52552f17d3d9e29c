"""Setting a conference up: delegations, sessions, booths, public papers; and what the open pages tell."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from pydantic import Field, model_validator

from api.rooms.meetings.schemas.fields import Details, Name, Time, Title
from api.rooms.meetings.schemas.people import Read, Request


class DelegationRequest(Request):
    """Those who come together; the id keeps the one that is there."""

    id: UUID | None = None
    name: Name


class SessionRequest(Request):
    """One sitting."""

    id: UUID | None = None
    title: Title
    starts_at: Time
    ends_at: Time

    @model_validator(mode="after")
    def _in_order(self) -> "SessionRequest":
        if self.ends_at <= self.starts_at:
            message = "ends before it begins"
            raise ValueError(message)
        return self


class BoothRequest(Request):
    """A stand of the exhibition."""

    id: UUID | None = None
    name: Name
    details: Details = None


class ConferenceRequest(Request):
    """Everything a conference has beyond its plan, written anew at each edit."""

    delegations: list[DelegationRequest] = Field(default_factory=list, max_length=200)
    sessions: list[SessionRequest] = Field(default_factory=list, max_length=30)
    booths: list[BoothRequest] = Field(default_factory=list, max_length=100)
    public_file_ids: list[UUID] = Field(default_factory=list, max_length=50)


class ConferenceSiteRead(Read):
    """A site with the people expected there."""

    id: UUID
    name: str
    place: str | None
    members: int
    guests: int


class DelegationRead(Read):
    """A delegation with how many belong to it and how many of them are here."""

    id: UUID
    name: str
    people: int
    present: int


class SittingRead(Read):
    """A session with how many took part so far."""

    id: UUID
    title: str
    starts_at: datetime
    ends_at: datetime
    present: int


class BoothRead(Read):
    """A booth, the address behind its QR code, and how many telephones opened it."""

    id: UUID
    name: str
    details: str | None
    address: str
    visits: int


class ConferencePaperRead(Read):
    """A file uploaded for the meeting, and whether everybody with the printed code may open it."""

    file_id: UUID
    title: str
    public: bool


class ConferenceRead(Read):
    """A conference as its organiser sees it; `address` is behind the QR code of the papers."""

    meeting_id: UUID
    version: int
    title: str
    address: str
    members: int
    guests: int
    seated: int
    sites: Sequence[ConferenceSiteRead]
    delegations: Sequence[DelegationRead]
    sessions: Sequence[SittingRead]
    booths: Sequence[BoothRead]
    papers: Sequence[ConferencePaperRead]


class OwnPlaceRead(Read):
    """Where I belong at a conference."""

    meeting_id: UUID
    seat: str | None
    delegation: str | None
    site: str | None
    site_place: str | None
    sessions: Sequence[SittingRead]


class OpenPaperRead(Read):
    """A public paper on the open page."""

    file_id: UUID
    title: str


class OpenConferenceRead(Read):
    """What everybody with the printed code may know: no people, public papers only."""

    meeting_id: UUID
    title: str
    organization: str
    starts_at: datetime
    place: str | None
    papers: Sequence[OpenPaperRead]
    more: bool
    """Whether further papers wait behind signing in."""


class OpenBoothRead(Read):
    """A booth as everybody with its code sees it."""

    name: str
    details: str | None
    conference: str
