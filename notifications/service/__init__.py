"""What a person does with notices, and an administrator with those that failed."""

from notifications.service.choosing import choose, read_choices
from notifications.service.inbox import list_notices, mark_all_read, mark_notice_read, read_changes
from notifications.service.mending import drop_parked, list_parked, list_stuck, retry_parked
from notifications.service.receipts import Receipts
from notifications.service.subscribing import Checked, check, end_subscription, subscribe
from notifications.service.testing import find_phone, try_phone

__all__ = [
    "Checked",
    "Receipts",
    "check",
    "choose",
    "drop_parked",
    "end_subscription",
    "find_phone",
    "list_notices",
    "list_parked",
    "list_stuck",
    "mark_all_read",
    "mark_notice_read",
    "read_changes",
    "read_choices",
    "retry_parked",
    "subscribe",
    "try_phone",
]
