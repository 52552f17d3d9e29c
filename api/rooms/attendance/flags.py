"""What does not fit about a scan, from what is known at its arrival. Pure; the fact is kept either way."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import compress
from uuid import UUID

from api.rooms.attendance.presence import Flag

FUTURE = timedelta(minutes=2)
"""A corrected time further ahead than this was not this device's honest clock."""
OLD = timedelta(days=3)
"""A scan that reaches the house later than this is looked at."""


@dataclass(slots=True)
class Circumstances:
    """What is known about one scan."""

    corrected_at: datetime
    received_at: datetime
    starts_at: datetime
    closed_at: datetime | None
    cancelled: bool
    invited: bool
    expected_site: UUID | None
    site: UUID | None
    site_unknown: bool = False
    """Whether the device named a site that the meeting does not have."""
    fresh: bool = True
    """Whether the code belonged to its moment; by hand there is none."""
    on_own_phone: bool = False
    near: bool | None = None
    """What the own phone said of the hall's place; None for nothing."""
    other_on_device: bool = False
    """Whether this phone already checked somebody else in at this meeting."""
    revoked: bool = False
    """Whether the scanner's grant had ended."""


_ASKED = (
    Flag.AFTER_CLOSE,
    Flag.CANCELLED_MEETING,
    Flag.CLOCK_OFF,
    Flag.CODE_EXPIRED,
    Flag.FAR,
    Flag.LATE,
    Flag.NEAR,
    Flag.NOT_INVITED,
    Flag.OTHER_SITE,
    Flag.REVOKED,
    Flag.SECOND_DEVICE,
    Flag.SELF,
)


def flags_of(scan: Circumstances) -> frozenset[Flag]:
    """Everything the secretary should know about a scan."""
    holds = (
        scan.closed_at is not None and scan.corrected_at > scan.closed_at,
        scan.cancelled,
        not scan.received_at - OLD <= scan.corrected_at <= scan.received_at + FUTURE,
        not scan.fresh,
        scan.near is False,
        scan.corrected_at > scan.starts_at,
        scan.near is True,
        not scan.invited,
        scan.site_unknown or (scan.expected_site is not None and scan.site != scan.expected_site),
        scan.revoked,
        scan.other_on_device,
        scan.on_own_phone,
    )
    return frozenset(compress(_ASKED, holds))
