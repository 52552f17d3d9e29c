"""Private calendar addresses."""

from datetime import datetime

from api.rooms.meetings.schemas.people import Read


class FeedAddressRead(Read):
    """The private address, told once: only its hash is kept."""

    url: str
    webcal_url: str
    """The same for calendar programs that subscribe by scheme."""


class FeedStateRead(Read):
    """Whether there is an address, and since when."""

    made_at: datetime | None
