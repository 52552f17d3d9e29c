"""Tables of the room. Facts and corrections are evidence: append-only."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from api.kit.models import Moment, Row, words
from api.rooms.attendance.presence import Kind, Method


class AttendanceFact(SQLModel, table=True):
    """One scan as a device took it, with the answer it first got. `scan_id` is the device's (UUIDv7)."""

    __tablename__ = "attendance_facts"
    __table_args__ = (
        Index("ix_attendance_facts_meeting_id_member_id", "meeting_id", "member_id"),
        Index("ix_attendance_facts_meeting_id_number", "meeting_id", "number"),
    )

    scan_id: UUID = Field(primary_key=True)
    meeting_id: UUID = Field(foreign_key="meetings.id")
    member_id: UUID = Field(foreign_key="members.id", index=True)
    kind: Kind = Field(sa_type=words(Kind))
    method: Method = Field(sa_type=words(Method))
    site_id: UUID | None = Field(default=None, foreign_key="meeting_sites.id")
    account_id: UUID = Field(foreign_key="accounts.id")
    """Who was signed in on the device that took it."""
    device_id: UUID | None = Field(default=None, foreign_key="devices.id", index=True)
    device_at: datetime = Field(sa_type=Moment)
    """By the device's own clock."""
    corrected_at: datetime = Field(sa_type=Moment)
    """By the server's clock, from the difference the device learned."""
    received_at: datetime = Field(sa_type=Moment)
    flags: list[str] = Field(sa_type=JSON)
    answer: dict[str, Any] = Field(sa_type=JSON)
    """What the device was told; the same scan is always told the same."""
    number: int = Field(sa_type=BigInteger, unique=True, index=True, sa_column_kwargs={"server_default": text("0")})
    """In the order of commits, over all meetings: who has seen 41 misses nothing by asking for what is above it."""


class AttendanceCorrection(Row, table=True):
    """The secretary's word about a fact: it counts, or it does not, and why."""

    __tablename__ = "attendance_corrections"

    scan_id: UUID = Field(foreign_key="attendance_facts.scan_id", index=True)
    meeting_id: UUID = Field(foreign_key="meetings.id", index=True)
    """The scan's: who follows a meeting asks for its few corrections every second."""
    counts: bool
    reason: str = Field(max_length=300)
    account_id: UUID = Field(foreign_key="accounts.id")


class ScannerGrant(Row, table=True):
    """Somebody may scan at a site of a meeting until then."""

    __tablename__ = "scanner_grants"

    meeting_id: UUID = Field(foreign_key="meetings.id", index=True)
    site_id: UUID | None = Field(default=None, foreign_key="meeting_sites.id")
    member_id: UUID = Field(foreign_key="members.id", index=True)
    account_id: UUID = Field(foreign_key="accounts.id", index=True)
    granted_by: UUID = Field(foreign_key="accounts.id")
    expires_at: datetime = Field(sa_type=Moment)
    revoked_at: datetime | None = Field(default=None, sa_type=Moment)


class HallPlace(Row, table=True):
    """Where the hall of a site is (without site: of the meeting), for phones to tell themselves whether they are near.

    Where a phone is never comes here.
    """

    __tablename__ = "hall_places"
    __table_args__ = (
        CheckConstraint("latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180", name="on_earth"),
        CheckConstraint("radius > 0", name="radius"),
        Index("uq_hall_places_meeting_id_site_id", "meeting_id", "site_id", unique=True),
        Index(
            "uq_hall_places_meeting_id",
            "meeting_id",
            unique=True,
            sqlite_where=text("site_id IS NULL"),
            postgresql_where=text("site_id IS NULL"),
        ),
    )

    meeting_id: UUID = Field(foreign_key="meetings.id")
    site_id: UUID | None = Field(default=None, foreign_key="meeting_sites.id", ondelete="CASCADE", index=True)
    latitude: float
    longitude: float
    radius: int
    """Metres within which a phone is near."""
