"""Tests without push services: what would leave the house is kept."""

from collections.abc import Callable, Iterable

from notifications.channels import Answer, Outgoing, Tell

_ACCEPTED = 200


class Memory:
    """Keeps in the place of one channel."""

    def __init__(self) -> None:
        self.sent: list[Outgoing] = []

    def send(self, notices: Iterable[Outgoing], tell: Tell, stopping: Callable[[], bool]) -> None:
        """As `Sender` promises."""
        for notice in notices:
            if stopping():
                return
            self.sent.append(notice)
            tell(Answer(notice.target_id, _ACCEPTED))
