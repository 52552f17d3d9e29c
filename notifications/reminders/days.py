"""When reminders go out, in the local time of the house. Deadlines themselves are rules; these hours are manners."""

from datetime import date, datetime, time, timedelta

from api.kit import clock

MORNING = time(8)
EVENING = time(19)


def at(day: date, hour: time) -> datetime:
    """The moment at which the local clock shows this hour of a day."""
    return datetime.combine(day, hour, clock.LOCAL)


def local_day(moment: datetime) -> date:
    """The day members see."""
    return moment.astimezone(clock.LOCAL).date()


def is_morning(now: datetime) -> bool:
    """From eight in the morning to the evening: reminders of deadlines."""
    return at(local_day(now), MORNING) <= now < at(local_day(now), EVENING)


def end_of(day: date) -> datetime:
    """The midnight that ends a day."""
    return at(day + timedelta(days=1), time())
