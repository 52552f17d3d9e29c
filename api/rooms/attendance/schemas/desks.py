"""What phones and desks take with them, and who may scan where."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from pydantic import AwareDatetime, Field

from api.rooms.meetings.schemas.people import Read, Request


class HallRead(Read):
    """Where a hall is: degrees (WGS 84), and metres within which a phone is near."""

    latitude: float
    longitude: float
    radius: int


class HallRequest(Request):
    """Where the hall of a site is (None: of the meeting)."""

    site_id: UUID | None = None
    latitude: float = Field(ge=-90, le=90, allow_inf_nan=False)
    longitude: float = Field(ge=-180, le=180, allow_inf_nan=False)
    radius: int = Field(ge=30, le=5000)


class HallsRequest(Request):
    """All halls of a meeting whose place is known; one that is left out is forgotten."""

    items: list[HallRequest] = Field(max_length=2000)


class SiteHallRead(HallRead):
    """The hall of a site."""

    site_id: UUID | None


class Halls(Read):
    """The halls of a meeting whose place is known."""

    items: Sequence[SiteHallRead]


class PassRead(Read):
    """What a member's phone needs to show codes at one meeting. The pseudonym is 16 bytes in hexadecimal."""

    meeting_id: UUID
    title: str
    starts_at: datetime
    ends_at: datetime
    pseudonym: str
    hall: HallRead | None
    """Of the member's site; null where nobody said where it is."""


class Passes(Read):
    """My passes for the meetings ahead; `server_at` is the server's clock."""

    server_at: datetime
    step_seconds: int
    items: Sequence[PassRead]


class SealedRowRead(Read):
    """One expected person, both fields in hexadecimal; see README.md."""

    tag: str
    sealed: str


class BundleRead(Read):
    """What a desk needs to check codes of a site without network."""

    server_at: datetime
    meeting_id: UUID
    site_id: UUID | None
    expected: int
    rows: Sequence[SealedRowRead]


class RoomKeyRead(Read):
    """The key (32 bytes in hexadecimal) from which the screen on the wall makes its codes."""

    server_at: datetime
    meeting_id: UUID
    site_id: UUID | None
    key: str
    step_seconds: int


class GrantRequest(Request):
    """Let a member who is asked to come scan at a site (None: at every site) until then."""

    member_id: UUID
    site_id: UUID | None = None
    expires_at: AwareDatetime


class GrantRead(Read):
    """Who may scan where."""

    id: UUID
    member_id: UUID
    name: str
    site_id: UUID | None
    site: str | None
    expires_at: datetime
    revoked_at: datetime | None


class Grants(Read):
    """The grants of a meeting, newest first."""

    items: Sequence[GrantRead]


class DeskSiteRead(Read):
    """A site of a meeting."""

    id: UUID
    name: str
    place: str | None


class DeskOfferRead(Read):
    """A meeting at which I may stand at a desk."""

    meeting_id: UUID
    title: str
    organization: str
    place: str | None
    starts_at: datetime
    ends_at: datetime


class Desks(Read):
    """My desks, the soonest first."""

    items: Sequence[DeskOfferRead]


class DeskPlanRead(DeskOfferRead):
    """One meeting as its desk sees it."""

    whole: bool
    """Whether this desk may take everybody: at the main place, or where there are no sites."""
    sites: Sequence[DeskSiteRead]
    """Those at which it may stand."""
    until: datetime | None
    """When the last grant ends; null for those who need none."""
    runs: bool
    """Whether I run the meeting: I grant desks, decide about scans, and may keep the names of those expected."""


class PersonRead(Read):
    """Somebody who can be taken by name; `there`: has come already."""

    member_id: UUID
    name: str
    there: bool


class People(Read):
    """Everybody expected at a site, in the order of names."""

    items: Sequence[PersonRead]
