"""When a notice may wake somebody: pure arithmetic on minutes of the local day."""

from datetime import datetime, time, timedelta

from api.kit import clock


def minute_of(moment: datetime) -> int:
    """The minute of the local day, 0 to 1439."""
    local = moment.astimezone(clock.LOCAL)
    return local.hour * 60 + local.minute


def is_quiet(minute: int, quiet_from: int, quiet_to: int) -> bool:
    """Whether a minute lies in a span that may go over midnight; its end belongs to the day again."""
    if quiet_from < quiet_to:
        return quiet_from <= minute < quiet_to
    return minute >= quiet_from or minute < quiet_to


def next_time(moment: datetime, minute: int) -> datetime:
    """The next moment, not this one, at which the local clock shows this minute."""
    local = moment.astimezone(clock.LOCAL)
    at = datetime.combine(local.date(), time(minute // 60, minute % 60), clock.LOCAL)
    return at if at > local else at + timedelta(days=1)
