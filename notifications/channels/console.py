"""Development without push services: what would leave the house is printed."""

from collections.abc import Callable, Iterable

from notifications.channels import Answer, Outgoing, Tell
from notifications.models import Channel

_ACCEPTED = 200


class Console:
    """Prints in the place of one channel."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    def send(self, notices: Iterable[Outgoing], tell: Tell, stopping: Callable[[], bool]) -> None:
        """As `Sender` promises; the address is a secret and stays out of terminals."""
        for notice in notices:
            if stopping():
                return
            print(f"{self._channel} → {notice.target_id}: {notice.said.title} ({notice.said.link})")  # noqa: T201 - its purpose
            tell(Answer(notice.target_id, _ACCEPTED))
