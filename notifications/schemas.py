"""What goes in and out."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from notifications.models import Channel, Kind

Minute = int | None


class Request(BaseModel):
    """What comes in forbids what it does not know."""

    model_config = ConfigDict(extra="forbid")


class Read(BaseModel):
    """What goes out is read from rows."""

    model_config = ConfigDict(from_attributes=True)


class SubscriptionRequest(Request):
    """What a browser's `PushManager` (or an app's Firebase) gave this phone."""

    channel: Literal["web_push", "fcm"] = "web_push"
    address: str = Field(min_length=1, max_length=1000)
    p256dh: str = Field(default="", max_length=200)
    auth: str = Field(default="", max_length=60)


class SubscriptionRead(Read):
    """The phone as the server knows it; by the token its service worker says what was shown and opened."""

    id: UUID
    receipt_token: str


class VapidKeyRead(Read):
    """For `PushManager.subscribe({applicationServerKey})`."""

    key: str


class NoticeRead(Read):
    """A notice in my inbox; the phone has the words of `title_key`."""

    id: UUID
    number: int
    kind: Kind
    title_key: str
    link: str
    subject: str | None
    """The title of an announcement; of other notices the phone knows what they are about, or nobody does."""
    created_at: datetime
    read_at: datetime | None
    withdrawn: bool = Field(description="An announcement whose office took it back: nobody has to read it any more.")


class NoticeChangesRead(Read):
    """What is new or was read since the phone last asked."""

    items: list[NoticeRead]
    next_since: int
    more: bool


class ReadUntilRequest(Request):
    """All notices up to this number were seen."""

    number: int = Field(ge=0, le=2**53)


class ChoiceRequest(Request):
    """Whether a kind comes on a channel."""

    kind: Kind
    channel: Channel
    wanted: bool


class PreferencesRequest(Request):
    """Everything a person chooses; minutes of the local day."""

    choices: list[ChoiceRequest] = Field(max_length=40)
    quiet_from: Minute = Field(ge=0, lt=1440)
    quiet_to: Minute = Field(ge=0, lt=1440)
    digest_at: Minute = Field(ge=0, lt=1440)


class ChoiceRead(Read):
    """Whether a kind comes on a channel."""

    kind: Kind
    channel: Channel
    wanted: bool


class PreferencesRead(Read):
    """What I chose, or what holds until I do; only channels that are set up here."""

    choices: list[ChoiceRead]
    quiet_from: int | None
    quiet_to: int | None
    digest_at: int | None
    has_mailbox: bool = Field(description="Whether my card names an address that letters can be sent to.")


class ReceiptRequest(Request):
    """What became of one notice on the phone."""

    message_id: UUID
    what: Literal["shown", "opened"]


class ReceiptsRequest(Request):
    """Several at once, by the token of the subscription: a phone need not be signed in."""

    token: str = Field(min_length=1, max_length=100)
    items: list[ReceiptRequest] = Field(min_length=1, max_length=100)


class SelfTestRequest(Request):
    """Which of my phones is to be tried."""

    subscription_id: UUID


class SelfTestStepRead(Read):
    """One step of the way and how it went; `code` names what to do about it."""

    step: Literal["subscribed", "reachable", "accepted"]
    ok: bool
    code: Literal[
        "ok", "ended", "name_unknown", "address_unsafe", "no_answer", "gone", "too_many", "refused", "trouble"
    ]
    status: int | None


class SelfTestRead(Read):
    """How far a test came; the phone sees for itself whether it was shown."""

    steps: list[SelfTestStepRead]


class ParkedRead(Read):
    """An event that could not be told."""

    event_id: UUID
    kind: str
    reason: str
    tries: int
    parked_at: datetime


class StuckRead(Read):
    """What waits on one channel for its service."""

    channel: Channel
    waiting: int
    since: datetime
    """When the oldest of them was told."""
