"""To which devices and mailboxes a message goes, and when."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from notifications.models import Channel, Kind


@dataclass(frozen=True)
class Addressing:
    """One group of recipients whose deliveries fall due at the same moment."""

    message_id: UUID
    """What is delivered."""
    kind: Kind
    """By what the recipients chose: the kind of the message that stands in their inboxes."""
    recipients_of: UUID
    """The message whose inbox entries name the recipients."""
    due_at: datetime
    channels: frozenset[Channel]
    """Those that are set up."""
    not_on_device: UUID | None = None
    always: bool = False
    """Whatever was chosen."""
    digests: bool = True
    """Also those who want one notice a day."""
    digest_at: int | None = None
    """Only those who want their daily notice at this minute."""
    not_in: frozenset[tuple[int, int]] = frozenset()
    """None of those who have these quiet hours."""
    only_in: tuple[int, int] | None = None
    """Only those who have these quiet hours."""
