"""Makers of the room `conferences`: guests, their badges, and what a desk says about them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from api.kit import clock
from api.kit.ids import new_id
from api.rooms.attendance import badges
from tests.support.house import House


def a_guest(**what: Any) -> dict[str, Any]:
    """A guest as a desk writes one down."""
    return {"name": "Nguyễn Thị Bưởi", "organization": "Hội Nông dân xã"} | what


def here(at: datetime | None = None, off: int = 0) -> dict[str, Any]:
    """When a device took something."""
    return {"device_at": (at or clock.now()).isoformat(), "clock_off": off}


def badge_of(house: House, meeting_id: UUID, guest_id: str, issue: int = 1) -> str:
    """What the QR code of a badge says."""
    secret = house.settings.secret("attendance")
    return badges.write_badge(badges.badge_token(secret, meeting_id, UUID(guest_id), issue))


def an_id() -> str:
    """An id as a device makes it."""
    return str(new_id())
