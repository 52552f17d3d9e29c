"""The words in which the room says where somebody stands."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID


class SecondFactor(StrEnum):
    """Where this session stands: given or not needed, to be given, to be set up first."""

    OK = "ok"
    MISSING = "missing"
    MUST_ENROL = "must_enrol"


class Means(StrEnum):
    """What counts as a second factor."""

    PASSKEY = "passkey"
    TOTP = "totp"


class LeftOut(StrEnum):
    """Why somebody got no code."""

    ACTIVE = "active"
    CLOSED = "closed"
    NOT_ACTIVE = "not_active"
    BEYOND_REACH = "beyond_reach"
    YOURSELF = "yourself"


class CodeState(StrEnum):
    """How far somebody has come."""

    NOT_ISSUED = "not_issued"
    WAITING = "waiting"
    EXPIRED = "expired"
    ACTIVE = "active"
    RECOVERING = "recovering"
    CLOSED = "closed"


class Live(NamedTuple):
    """A session in use: whose, from which device, and the branch of a member who is present."""

    id: UUID
    device_id: UUID | None
    second_factor_at: datetime | None
    account_id: UUID
    member_id: UUID | None
    branch_id: UUID | None
