"""A calendar file (RFC 5545) that calendar programs of every maker take.

It holds what stands on a notice board: title, time, place, link. Changes are told by SEQUENCE and LAST-MODIFIED under a
UID that stays; what does not take place stays with STATUS:CANCELLED.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from icalendar import Alarm, Calendar, Event, Timezone, TimezoneStandard, vText, vUri

from api.kit import clock

PRODUCT = "-//So tay dang vien//Handbook//VI"
ZONE = "Asia/Ho_Chi_Minh"
ALARMS = (timedelta(days=-1), timedelta(hours=-1))
REFRESH = timedelta(hours=6)
_ZONE_SINCE = datetime(1975, 6, 13)  # noqa: DTZ001 - DTSTART of a zone's rule is local time by definition
"""Since then the whole country has kept +07 without summer time."""


@dataclass(frozen=True)
class Entry:
    """One meeting as a calendar shows it."""

    id: UUID
    title: str
    starts_at: datetime
    ends_at: datetime
    place: str | None
    video_link: str | None
    page: str
    """The meeting's address in the app."""
    cancelled: bool
    sequence: int
    made_at: datetime
    changed_at: datetime


def write(entries: Iterable[Entry], *, name: str, host: str) -> bytes:
    """The file; `host` makes the UIDs unique in the world."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText(name))
    calendar.add("x-wr-timezone", vText(ZONE))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vText("PT6H"))
    calendar.add_component(_zone())
    for entry in entries:
        calendar.add_component(_event(entry, host))
    content: bytes = calendar.to_ical()
    return content


def _zone() -> Timezone:
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", ZONE)
    standard.add("dtstart", _ZONE_SINCE)
    standard.add("tzoffsetfrom", timedelta(hours=7))
    standard.add("tzoffsetto", timedelta(hours=7))
    standard.add("tzname", "+07")
    zone.add_component(standard)
    return zone


def _event(entry: Entry, host: str) -> Event:
    event = Event()
    event.add("uid", f"{entry.id}@{host}")
    event.add("dtstamp", entry.changed_at.astimezone(UTC))
    event.add("created", entry.made_at.astimezone(UTC))
    event.add("last-modified", entry.changed_at.astimezone(UTC))
    event.add("sequence", entry.sequence)
    event.add("dtstart", entry.starts_at.astimezone(clock.LOCAL))
    event.add("dtend", entry.ends_at.astimezone(clock.LOCAL))
    event.add("summary", entry.title)
    if entry.place:
        event.add("location", entry.place)
    if entry.video_link:
        event.add("description", entry.video_link)
    event.add("url", vUri(entry.page))
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if entry.cancelled else "OPAQUE")
    event.add("class", "PRIVATE")
    for before in () if entry.cancelled else ALARMS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.title)
        alarm.add("trigger", before)
        event.add_component(alarm)
    return event
