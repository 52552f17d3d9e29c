"""Tables of the room. What guests did at a door is evidence: append-only."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from api.kit.models import Moment, Row, words
from api.rooms.attendance.presence import Kind


class GuestMethod(StrEnum):
    """How a guest's coming or going was taken."""

    REGISTERED = "registered"
    """Written down at the desk on the spot."""
    BADGE = "badge"
    HAND = "hand"


class Guest(Row, table=True):
    """Somebody at a meeting who has no account: a guest, or a delegate who is no member. The id is the desk's."""

    __tablename__ = "guests"

    meeting_id: UUID = Field(foreign_key="meetings.id", index=True)
    name: str = Field(max_length=120)
    name_key: str = Field(max_length=260)
    organization: str | None = Field(default=None, max_length=200)
    phone: str | None = Field(default=None, max_length=20)
    site_id: UUID | None = Field(default=None, foreign_key="meeting_sites.id", ondelete="SET NULL", index=True)
    issue: int = 1
    """Which printing of the badge holds; the ones before are withdrawn."""
    registered_by: UUID = Field(foreign_key="accounts.id")


class GuestFact(SQLModel, table=True):
    """One coming or going of a guest as a device took it. `scan_id` is the device's (UUIDv7)."""

    __tablename__ = "guest_facts"

    scan_id: UUID = Field(primary_key=True)
    meeting_id: UUID = Field(foreign_key="meetings.id", index=True)
    guest_id: UUID = Field(foreign_key="guests.id", index=True)
    kind: Kind = Field(sa_type=words(Kind))
    method: GuestMethod = Field(sa_type=words(GuestMethod))
    site_id: UUID | None = Field(default=None, foreign_key="meeting_sites.id")
    account_id: UUID = Field(foreign_key="accounts.id")
    device_id: UUID | None = Field(default=None, foreign_key="devices.id")
    device_at: datetime = Field(sa_type=Moment)
    """By the device's own clock."""
    corrected_at: datetime = Field(sa_type=Moment)
    """By the server's clock, from the difference the device learned."""
    received_at: datetime = Field(sa_type=Moment)
    flags: list[str] = Field(sa_type=JSON)


class GuestCorrection(Row, table=True):
    """A word about what a guest did: it counts, or it does not, and why."""

    __tablename__ = "guest_corrections"

    scan_id: UUID = Field(foreign_key="guest_facts.scan_id", index=True)
    counts: bool
    reason: str = Field(max_length=300)
    account_id: UUID = Field(foreign_key="accounts.id")


class Conference(Row, table=True):
    """What a meeting has beyond its plan; `token` is behind the QR code of its papers."""

    __tablename__ = "conferences"

    meeting_id: UUID = Field(foreign_key="meetings.id", unique=True)
    token: str = Field(max_length=40, unique=True)
    version: int = 1


class Delegation(Row, table=True):
    """Those who come together (đoàn đại biểu)."""

    __tablename__ = "delegations"
    __table_args__ = (UniqueConstraint("meeting_id", "name"),)

    meeting_id: UUID = Field(foreign_key="meetings.id")
    position: int
    name: str = Field(max_length=120)


class Seat(Row, table=True):
    """Where somebody belongs: delegation, and the seat in the hall of the site."""

    __tablename__ = "seats"
    __table_args__ = (
        UniqueConstraint("meeting_id", "member_id"),
        UniqueConstraint("guest_id"),
        CheckConstraint("(member_id IS NULL) <> (guest_id IS NULL)", name="one_person"),
        Index("ix_seats_meeting_id_site_id_label", "meeting_id", "site_id", "label"),
    )

    meeting_id: UUID = Field(foreign_key="meetings.id")
    member_id: UUID | None = Field(default=None, foreign_key="members.id", index=True)
    guest_id: UUID | None = Field(default=None, foreign_key="guests.id")
    delegation_id: UUID | None = Field(default=None, foreign_key="delegations.id", index=True)
    site_id: UUID | None = Field(default=None, foreign_key="meeting_sites.id", ondelete="SET NULL", index=True)
    label: str | None = Field(default=None, max_length=20)


class ConferenceSession(Row, table=True):
    """One sitting (phiên); who comes in during it took part in it."""

    __tablename__ = "conference_sessions"
    __table_args__ = (CheckConstraint("ends_at > starts_at", name="in_order"),)

    meeting_id: UUID = Field(foreign_key="meetings.id", index=True)
    position: int
    title: str = Field(max_length=200)
    starts_at: datetime = Field(sa_type=Moment)
    ends_at: datetime = Field(sa_type=Moment)


class PublicPaper(Row, table=True):
    """A file of the meeting's papers that everybody with the printed code may open."""

    __tablename__ = "public_papers"
    __table_args__ = (UniqueConstraint("meeting_id", "file_id"),)

    meeting_id: UUID = Field(foreign_key="meetings.id")
    file_id: UUID = Field(foreign_key="document_files.id", index=True)


class Booth(Row, table=True):
    """A stand of the exhibition; `token` is behind its QR code."""

    __tablename__ = "booths"

    meeting_id: UUID = Field(foreign_key="meetings.id", index=True)
    position: int
    name: str = Field(max_length=120)
    details: str | None = Field(default=None, max_length=2000)
    token: str = Field(max_length=40, unique=True)


class BoothVisits(SQLModel, table=True):
    """How many telephones opened a booth's page on a day: a number, never who."""

    __tablename__ = "booth_visits"

    booth_id: UUID = Field(foreign_key="booths.id", primary_key=True)
    visited_on: date = Field(primary_key=True)
    count: int
    minute: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})
    """The last minute (since 1970) in which a visit was counted, and how many were: a flood ends there."""
    in_minute: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})
