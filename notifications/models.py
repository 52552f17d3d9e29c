"""Tables: what is told, to whom it was told, and what became of each sending."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from api.kit import clock
from api.kit.models import Moment, Row, words


class Kind(StrEnum):
    """What a notice is about: what members choose by, and phones group by."""

    DOCUMENT = "document"
    MEETING = "meeting"
    DATA = "data"
    ANNOUNCEMENT = "announcement"
    SECURITY = "security"
    DIGEST = "digest"
    TEST = "test"


class Channel(StrEnum):
    """The ways out of the house; the inbox inside is always filled."""

    WEB_PUSH = "web_push"
    FCM = "fcm"
    EMAIL = "email"


class Urgency(StrEnum):
    """How much a sleeping phone is worth waking for (RFC 8030 §5.3)."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


class DeliveryState(StrEnum):
    """Where a sending stands. Only `waiting` ones are ever sent."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    GONE = "gone"
    FAILED = "failed"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"


class NotificationClock(SQLModel, table=True):
    """One row that counts changes of inboxes, held until the commit: a phone that asks "since 41" misses nothing."""

    __tablename__ = "notification_clock"

    id: int = Field(primary_key=True)
    ticks: int = Field(sa_type=BigInteger)


class Message(Row, table=True):
    """One thing that is told, to one person or to a province. Holds neither names nor contents."""

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("event_id", "part"),
        Index("ix_messages_topic", "topic"),
    )

    number: int = Field(sa_type=BigInteger, unique=True)
    """Its place in the order of all messages."""
    event_id: UUID | None = Field(default=None, foreign_key="outbox.id")
    part: int = 0
    """One event may say different things to different people."""
    kind: Kind = Field(sa_type=words(Kind))
    title_key: str = Field(max_length=60)
    """Which sentence; the phone owns the words, `texts.py` those that leave the house."""
    link: str = Field(max_length=300)
    urgency: Urgency = Field(sa_type=words(Urgency))
    topic: str | None = Field(default=None, max_length=32)
    """Newer messages of a topic take the place of older ones on their way (RFC 8030 §5.4)."""
    expires_at: datetime = Field(sa_type=Moment)
    addressed: int = 0
    """How many people it was told to."""


class InboxEntry(SQLModel, table=True):
    """A message in somebody's inbox."""

    __tablename__ = "inbox_entries"
    __table_args__ = (Index("ix_inbox_entries_account_id_changed", "account_id", "changed"),)

    account_id: UUID = Field(primary_key=True, foreign_key="accounts.id")
    message_id: UUID = Field(primary_key=True, foreign_key="messages.id", index=True)
    changed: int = Field(sa_type=BigInteger)
    """Position in the feed of changes; see `NotificationClock`."""
    read_at: datetime | None = Field(default=None, sa_type=Moment)


class PushSubscription(Row, table=True):
    """A browser or an app that may be woken; ended ones stay for the counts of what they got."""

    __tablename__ = "push_subscriptions"
    __table_args__ = (
        Index(
            "uq_push_subscriptions_live",
            "address_hash",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        CheckConstraint("(channel = 'web_push') = (public_key IS NOT NULL)", name="keys_of_web_push"),
        CheckConstraint("(public_key IS NULL) = (auth IS NULL)", name="both_keys"),
    )

    account_id: UUID = Field(foreign_key="accounts.id", index=True)
    device_id: UUID | None = Field(default=None, foreign_key="devices.id", index=True)
    channel: Channel = Field(sa_type=words(Channel))
    address: str = Field(max_length=1000)
    """The endpoint of web push, the installation id or registration token of FCM."""
    address_hash: bytes = Field(max_length=32)
    public_key: bytes | None = Field(default=None, max_length=65)
    """The phone's P-256 point, uncompressed (RFC 8291 §2)."""
    auth: bytes | None = Field(default=None, max_length=16)
    seen_at: datetime = Field(default_factory=clock.now, sa_type=Moment)
    ended_at: datetime | None = Field(default=None, sa_type=Moment)
    ended_because: str | None = Field(default=None, max_length=40)


class Delivery(SQLModel, table=True):
    """One message to one device or mailbox."""

    __tablename__ = "deliveries"
    __table_args__ = (
        Index("ix_deliveries_message_id_chunk", "message_id", "chunk"),
        CheckConstraint("state <> 'accepted' OR answered_at IS NOT NULL", name="accepted_by_an_answer"),
    )

    message_id: UUID = Field(primary_key=True, foreign_key="messages.id")
    channel: Channel = Field(primary_key=True, sa_type=words(Channel))
    target_id: UUID = Field(primary_key=True)
    """The subscription; for e-mail the account."""
    account_id: UUID = Field(foreign_key="accounts.id", index=True)
    chunk: int
    """Chunks are sent one after the other, each by one job."""
    due_at: datetime = Field(sa_type=Moment)
    state: DeliveryState = Field(default=DeliveryState.WAITING, sa_type=words(DeliveryState))
    attempts: int = 0
    status: int | None = None
    """The last answer: HTTP or SMTP status, 0 when there was none."""
    answered_at: datetime | None = Field(default=None, sa_type=Moment)
    shown_at: datetime | None = Field(default=None, sa_type=Moment)
    opened_at: datetime | None = Field(default=None, sa_type=Moment)


class Preference(SQLModel, table=True):
    """What somebody chose otherwise than the default."""

    __tablename__ = "notification_preferences"

    account_id: UUID = Field(primary_key=True, foreign_key="accounts.id")
    kind: Kind = Field(primary_key=True, sa_type=words(Kind))
    channel: Channel = Field(primary_key=True, sa_type=words(Channel))
    wanted: bool


class QuietTime(SQLModel, table=True):
    """When somebody does not want to be woken, and whether he wants one notice a day; minutes of the local day."""

    __tablename__ = "notification_times"
    __table_args__ = (
        CheckConstraint("(quiet_from IS NULL) = (quiet_to IS NULL)", name="both_ends"),
        CheckConstraint("quiet_from <> quiet_to", name="some_length"),
    )

    account_id: UUID = Field(primary_key=True, foreign_key="accounts.id")
    quiet_from: int | None = Field(default=None, ge=0, lt=1440)
    quiet_to: int | None = Field(default=None, ge=0, lt=1440)
    digest_at: int | None = Field(default=None, ge=0, lt=1440)


class ParkedEvent(SQLModel, table=True):
    """An event that could not be turned into messages; waits for somebody to look and try again."""

    __tablename__ = "parked_events"

    event_id: UUID = Field(primary_key=True, foreign_key="outbox.id")
    reason: str = Field(max_length=300)
    """The kind of failure; never contents."""
    tries: int = 1
    parked_at: datetime = Field(sa_type=Moment)


class Reminded(SQLModel, table=True):
    """A reminder that was told, or found not to be wanted any more: it never is again."""

    __tablename__ = "reminded"

    name: str = Field(primary_key=True, max_length=40)
    """Which reminder, as its file is called."""
    about: str = Field(primary_key=True, max_length=120)
    """Of what, and for which moment."""
    at: datetime = Field(default_factory=clock.now, sa_type=Moment)


class AnnouncementState(StrEnum):
    """How far an announcement has come."""

    SCHEDULED = "scheduled"
    SENT = "sent"
    CANCELLED = "cancelled"


class Announcement(Row, table=True):
    """What an organisation tells its people in its own words, which never leave in a push. The id is the phone's."""

    __tablename__ = "announcements"
    __table_args__ = (
        CheckConstraint("(audience_organization_id IS NULL) <> (audience_meeting_id IS NULL)", name="one_audience"),
        CheckConstraint("state <> 'sent' OR message_id IS NOT NULL", name="sent_as_a_message"),
    )

    organization_id: UUID = Field(foreign_key="organizations.id", index=True)
    """Who speaks."""
    account_id: UUID = Field(foreign_key="accounts.id", index=True)
    """Who wrote it last."""
    title: str = Field(max_length=200)
    text: str = Field(sa_type=Text)
    audience_organization_id: UUID | None = Field(default=None, foreign_key="organizations.id", index=True)
    """To everybody in this subtree …"""
    audience_kinds: int = 0
    """… of these kinds, as `library.audiences` counts them; 0 is everybody."""
    audience_meeting_id: UUID | None = Field(default=None, foreign_key="meetings.id", index=True)
    """Or to everybody invited to this meeting."""
    urgent_reason: str | None = Field(default=None, max_length=300)
    """Why it comes in quiet hours too; everybody who gets it reads why."""
    send_at: datetime = Field(sa_type=Moment)
    state: AnnouncementState = Field(default=AnnouncementState.SCHEDULED, sa_type=words(AnnouncementState))
    message_id: UUID | None = Field(default=None, foreign_key="messages.id", unique=True)
    cancelled_at: datetime | None = Field(default=None, sa_type=Moment)
    version: int = 1
