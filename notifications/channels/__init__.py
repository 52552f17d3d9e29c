"""The ways out of the house. Each takes what is due and tells what became of it; see `Sender`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple, Protocol
from uuid import UUID

from api.settings import Settings
from notifications.models import Channel


@dataclass(frozen=True, slots=True)
class Notice:
    """What a message says: the same to everybody, ready to be put into a channel's own form."""

    message_id: UUID
    title: str
    link: str
    kind: str
    urgency: str
    topic: str | None
    ttl: int
    """Seconds for which the service may keep it."""


class Outgoing(NamedTuple):
    """A notice to one device or mailbox. Made by the ten thousand, hence a plain tuple, like its answer."""

    said: Notice
    target_id: str
    """As the database writes it; a sender only hands it back."""
    address: str
    badge: int
    """Unread notices of the recipient."""
    public_key: bytes = b""
    auth: bytes = b""


class Answer(NamedTuple):
    """What became of one: an HTTP or SMTP-like status, 0 when there was no answer."""

    target_id: str
    status: int
    retry_after: float | None = None
    """Seconds the service asked to wait."""


class Tell(Protocol):
    """Hears of answers; those that came together in one go."""

    def __call__(self, *answers: Answer) -> None:
        """Keep them."""


class Sender(Protocol):
    """One channel's way of sending."""

    def send(self, notices: Iterable[Outgoing], tell: Tell, stopping: Callable[[], bool]) -> None:
        """Send what `notices` yields and tell each answer as soon as it is there.

        When `stopping` turns true, begin no other and come back soon; what was not told is sent again later.
        """


def open_channels(settings: Settings) -> frozenset[Channel]:
    """The channels that are set up. Web push needs nothing but its keys, which are made when missing."""
    found = {Channel.WEB_PUSH}
    if settings.fcm_credentials is not None:
        found.add(Channel.FCM)
    if settings.smtp_url:
        found.add(Channel.EMAIL)
    return frozenset(found)
