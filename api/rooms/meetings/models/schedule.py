"""What is planned: the meeting, its sites, its agenda with papers, who is asked to come and what they answered."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from api.kit import clock
from api.kit.models import Moment, Row, words


class MeetingKind(StrEnum):
    """What kind of meeting; what follows from it (agenda, length, who is summoned) is in the rule `meeting_kinds`."""

    REGULAR = "regular"
    THEMATIC = "thematic"
    COMBINED = "combined"
    COMMITTEE = "committee"
    CONFERENCE = "conference"


class Summons(StrEnum):
    """Whom a kind of meeting calls: everybody in the branch, its committee, or those on a list."""

    BRANCH = "branch"
    COMMITTEE = "committee"
    LISTED = "listed"


class MeetingState(StrEnum):
    """How far a meeting has come. Postponed without a new time waits to be published again."""

    PLANNED = "planned"
    PUBLISHED = "published"
    OPEN = "open"
    CLOSED = "closed"
    REPORTED = "reported"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"


class Meeting(Row, table=True):
    """One meeting of one organisation."""

    __tablename__ = "meetings"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="in_order"),
        CheckConstraint("closed_at IS NULL OR opened_at IS NOT NULL", name="opened_before_closed"),
        Index("ix_meetings_organization_id_month", "organization_id", "month"),
    )

    organization_id: UUID = Field(foreign_key="organizations.id")
    kind: MeetingKind = Field(sa_type=words(MeetingKind))
    summons: Summons = Field(default=Summons.BRANCH, sa_type=words(Summons))
    """As the rule `meeting_kinds` says of the kind; decides who sees the meeting."""
    title: str = Field(max_length=200)
    month: str = Field(max_length=7)
    """The month it counts for, as `2026-11`."""
    starts_at: datetime = Field(sa_type=Moment, index=True)
    ends_at: datetime = Field(sa_type=Moment)
    """Planned end."""
    opened_at: datetime | None = Field(default=None, sa_type=Moment)
    closed_at: datetime | None = Field(default=None, sa_type=Moment)
    place: str | None = Field(default=None, max_length=200)
    video_link: str | None = Field(default=None, max_length=500)
    chair_id: UUID | None = Field(default=None, foreign_key="members.id", index=True)
    clerk_id: UUID | None = Field(default=None, foreign_key="members.id", index=True)
    state: MeetingState = Field(default=MeetingState.PLANNED, sa_type=words(MeetingState))
    state_reason: str | None = Field(default=None, max_length=500)
    """Why it was cancelled or postponed."""
    published_at: datetime | None = Field(default=None, sa_type=Moment)
    """The first publication: the day on which the meeting was registered."""
    rule_set_ids: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    """The rules that held at publication, by topic; compared when the meeting opens."""
    sequence: int = 0
    """SEQUENCE of iCalendar (RFC 5545 §3.8.7.4): grows with every change people must hear of."""
    changed: int = Field(default=0, sa_type=BigInteger, index=True)
    """Position in the feed of changes; see `MeetingClock`."""
    changed_at: datetime = Field(default_factory=clock.now, sa_type=Moment)
    """When the plan last changed, for calendar programs."""
    version: int = 1


class MeetingClock(SQLModel, table=True):
    """One row that counts changes, held until the commit: a phone that asks "since 41" misses nothing."""

    __tablename__ = "meeting_clock"

    id: int = Field(primary_key=True)
    ticks: int = Field(sa_type=BigInteger)


class MeetingSite(Row, table=True):
    """A further place that takes part (điểm cầu)."""

    __tablename__ = "meeting_sites"

    meeting_id: UUID = Field(foreign_key="meetings.id", index=True)
    position: int
    name: str = Field(max_length=120)
    place: str | None = Field(default=None, max_length=200)


class AgendaPart(StrEnum):
    """The part of the meeting an agenda item belongs to."""

    OPENING = "opening"
    BODY = "body"
    CLOSING = "closing"


class AgendaItem(Row, table=True):
    """One point of the agenda; the id stays when points are put in another order."""

    __tablename__ = "agenda_items"
    __table_args__ = (CheckConstraint("minutes IS NULL OR minutes > 0", name="takes_time"),)

    meeting_id: UUID = Field(foreign_key="meetings.id", index=True)
    position: int
    part: AgendaPart = Field(sa_type=words(AgendaPart))
    title: str = Field(max_length=300)
    details: str | None = Field(default=None, max_length=2000)
    presenter_id: UUID | None = Field(default=None, foreign_key="members.id", index=True)
    presenter_name: str | None = Field(default=None, max_length=120)
    """Of a presenter who is no member of the house."""
    minutes: int | None = None
    """Planned."""


class AgendaPaper(Row, table=True):
    """A document of the library or an uploaded file that the meeting needs; `created_at` is when it was laid out."""

    __tablename__ = "agenda_papers"
    __table_args__ = (CheckConstraint("(document_id IS NULL) <> (file_id IS NULL)", name="one_paper"),)

    meeting_id: UUID = Field(foreign_key="meetings.id", index=True)
    item_id: UUID | None = Field(default=None, foreign_key="agenda_items.id", index=True)
    document_id: UUID | None = Field(default=None, foreign_key="documents.id", index=True)
    file_id: UUID | None = Field(default=None, foreign_key="document_files.id", index=True)
    title: str = Field(max_length=500)


class InvitedAs(StrEnum):
    """Why somebody is asked to come."""

    SUMMONED = "summoned"
    SUPERVISOR = "supervisor"
    GUEST = "guest"


class Answer(StrEnum):
    """What somebody answered."""

    COMING = "coming"
    ONLINE = "online"
    ABSENT = "absent"


class Decision(StrEnum):
    """What the secretary decided about an absence that was asked for."""

    APPROVED = "approved"
    REFUSED = "refused"


class Invitation(Row, table=True):
    """Somebody asked to come, the answer, and the decision about an absence.

    Written at publication; the roster of the meeting is the rows with `summoned`.
    """

    __tablename__ = "invitations"
    __table_args__ = (
        UniqueConstraint("meeting_id", "member_id"),
        CheckConstraint("(member_id IS NULL) <> (guest_name IS NULL)", name="one_person"),
        CheckConstraint("decision IS NULL OR answer = 'absent'", name="only_absences_are_decided"),
    )

    meeting_id: UUID = Field(foreign_key="meetings.id")
    member_id: UUID | None = Field(default=None, foreign_key="members.id", index=True)
    guest_name: str | None = Field(default=None, max_length=120)
    guest_title: str | None = Field(default=None, max_length=200)
    invited_as: InvitedAs = Field(sa_type=words(InvitedAs))
    site_id: UUID | None = Field(default=None, foreign_key="meeting_sites.id", index=True)
    removed_at: datetime | None = Field(default=None, sa_type=Moment)
    """No longer asked to come: has left the branch, or was taken off the list."""
    answer: Answer | None = Field(default=None, sa_type=words(Answer))
    reason: str | None = Field(default=None, max_length=40)
    """Code of the rule `absence_reasons`."""
    reason_text: str | None = Field(default=None, max_length=500)
    evidence_id: UUID | None = Field(default=None, foreign_key="document_files.id", index=True)
    answered_at: datetime | None = Field(default=None, sa_type=Moment)
    decision: Decision | None = Field(default=None, sa_type=words(Decision))
    decision_note: str | None = Field(default=None, max_length=500)
    decided_by: UUID | None = Field(default=None, foreign_key="accounts.id", index=True)
    decided_at: datetime | None = Field(default=None, sa_type=Moment)
    changed: int = Field(default=0, sa_type=BigInteger, index=True)
    """Position of the answer and the decision in the feed of the one who is asked."""
    version: int = 1


class MeetingChange(Row, table=True):
    """A change made after publication, as everybody invited sees it. Append-only."""

    __tablename__ = "meeting_changes"

    meeting_id: UUID = Field(foreign_key="meetings.id", index=True)
    account_id: UUID | None = Field(default=None, foreign_key="accounts.id", index=True)
    change: str = Field(max_length=40)
    details: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    """What it was and what it is now, by field."""


class CalendarFeed(Row, table=True):
    """A member's private calendar address: whoever has it reads his meetings, so only its hash is kept."""

    __tablename__ = "calendar_feeds"

    member_id: UUID = Field(foreign_key="members.id", index=True)
    token_hash: str = Field(max_length=64, unique=True)
    revoked_at: datetime | None = Field(default=None, sa_type=Moment)
