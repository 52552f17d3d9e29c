"""What does not fit about a scan, from what is known at its arrival. Pure; the fact is kept either way."""

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from api.rooms.attendance.presence import Flag

FUTURE = timedelta(minutes=2)
"""A corrected time further ahead than this was not this device's honest clock."""
OLD = timedelta(days=3)
"""A scan that reaches the house later than this is looked at."""


class Circumstances(NamedTuple):
    """What is known about one scan."""

    corrected_at: datetime
    received_at: datetime
    starts_at: datetime
    closed_at: datetime | None
    cancelled: bool
    invited: bool
    expected_site: UUID | None
    site: UUID | None
    fresh: bool = True
    """Whether the code belonged to its moment; by hand there is none."""
    on_own_phone: bool = False
    other_on_device: bool = False
    """Whether this phone already checked somebody else in at this meeting."""
    revoked: bool = False
    """Whether the scanner's grant had ended."""


def flags_of(scan: Circumstances) -> frozenset[Flag]:
    """Everything the secretary should know about a scan."""
    found = {
        Flag.AFTER_CLOSE: scan.closed_at is not None and scan.corrected_at > scan.closed_at,
        Flag.CANCELLED_MEETING: scan.cancelled,
        Flag.CLOCK_OFF: scan.corrected_at > scan.received_at + FUTURE or scan.corrected_at < scan.received_at - OLD,
        Flag.CODE_EXPIRED: not scan.fresh,
        Flag.LATE: scan.corrected_at > scan.starts_at,
        Flag.NOT_INVITED: not scan.invited,
        Flag.OTHER_SITE: scan.expected_site is not None and scan.site != scan.expected_site,
        Flag.REVOKED: scan.revoked,
        Flag.SECOND_DEVICE: scan.other_on_device,
        Flag.SELF: scan.on_own_phone,
    }
    return frozenset(flag for flag, holds in found.items() if holds)
