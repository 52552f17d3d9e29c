"""What phones say of the notices they got: shown, opened. Counted by unit, never shown by person."""

import hmac
from uuid import UUID

from api.kit.db import Database
from api.kit.grouping import Grouped
from notifications import arrivals
from notifications.arrivals import Report
from notifications.errors import ReceiptUnknown
from notifications.schemas import ReceiptsRequest
from notifications.service.subscribing import receipt_token


class Receipts:
    """One for each process, on `app.state.receipts`: a province that is told something answers within a minute.

    What many phones say is written in one transaction.
    """

    def __init__(self, database: Database, secret: bytes) -> None:
        self._secret = secret
        self._group = Grouped[Report, bool](database.writing_connection, arrivals.keep, weigh=_weight)

    async def keep(self, request: ReceiptsRequest) -> None:
        """Note what a phone says, durable when this returns. Raises `ReceiptUnknown`."""
        said = {what: frozenset(i.message_id for i in request.items if i.what == what) for what in ("shown", "opened")}
        if not await self._group.submit(Report(self._phone(request.token), **said)):
            raise ReceiptUnknown

    def stop(self) -> None:
        """Write what waits and end."""
        self._group.stop()

    def _phone(self, token: str) -> UUID:
        try:
            subscription_id = UUID(hex=token.partition(".")[0])
        except ValueError as error:
            raise ReceiptUnknown from error
        if not hmac.compare_digest(token.encode(), receipt_token(subscription_id, self._secret).encode()):
            raise ReceiptUnknown
        return subscription_id


def _weight(report: Report) -> int:
    return len(report.shown) + len(report.opened)
