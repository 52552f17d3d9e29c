"""Facts the room announces."""

from typing import ClassVar
from uuid import UUID

from api.kit.outbox import Event
from api.rooms.signin.models import CodePurpose


class AccountActivated(Event):
    """Somebody used a code: the account has new means of signing in and its old ones are gone."""

    kind: ClassVar[str] = "signin.account_activated"

    account_id: UUID
    purpose: CodePurpose


class SignedInOnNewDevice(Event):
    """Somebody signed in on a device the account had not been used on."""

    kind: ClassVar[str] = "signin.signed_in_on_new_device"

    account_id: UUID
    device_id: UUID
