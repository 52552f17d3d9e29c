"""What phones say of the notices they got: shown, opened. Counted by unit, never shown by person."""

import hmac
from uuid import UUID

from sqlmodel import Session

from api.settings import Settings
from notifications import mailbox, repository
from notifications.errors import ReceiptUnknown
from notifications.models import PushSubscription
from notifications.schemas import ReceiptsRequest
from notifications.service.subscribing import receipt_token


def keep_receipts(session: Session, request: ReceiptsRequest, settings: Settings) -> None:
    """Note them; the first time counts. An opened notice is read, also on the person's other phones."""
    subscription = _subscription(session, request.token, settings)
    shown = {item.message_id for item in request.items if item.what == "shown"}
    opened = {item.message_id for item in request.items if item.what == "opened"}
    if shown:
        mailbox.note_receipts(session, subscription, shown, opened=False)
    if opened:
        mailbox.note_receipts(session, subscription, opened, opened=True)
        mailbox.mark_read(session, subscription.account_id, opened, repository.tick(session))


def _subscription(session: Session, token: str, settings: Settings) -> PushSubscription:
    try:
        subscription_id = UUID(hex=token.partition(".")[0])
    except ValueError as error:
        raise ReceiptUnknown from error
    if not hmac.compare_digest(token.encode(), receipt_token(subscription_id, settings).encode()):
        raise ReceiptUnknown
    found = session.get(PushSubscription, subscription_id)
    if found is None:
        raise ReceiptUnknown
    return found
