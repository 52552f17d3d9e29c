"""The attendance sheet as a table of the minutes. Pure."""

from api.kit import clock
from api.rooms.meetings.models import CAME, Attendance
from api.rooms.meetings.paper_parts import Table
from api.rooms.meetings.paper_source import PaperSource
from api.rooms.meetings.paper_words import words
from api.rooms.meetings.schemas.record import RollEntryRead

_SHARES = [1, 6, 4, 5]


def roll_table(source: PaperSource) -> Table | None:
    """Everybody on the roll in the order of given names: present or why not, how and when it was written down.

    None while nothing was written down.
    """
    if all(entry.status is None for entry in source.record.roll):
        return None
    head = words()["roll"]["columns"]
    rows = [
        [str(number), entry.name, _status(entry.status), _how(source, entry)]
        for number, entry in enumerate(source.record.roll, start=1)
    ]
    return Table(head=head, shares=_SHARES, rows=rows)


def _status(status: Attendance | None) -> str:
    said = words()["roll"]
    return str(said["statuses"][status.value] if status else said["open"])


def _how(source: PaperSource, entry: RollEntryRead) -> str:
    """The way and the time of those who came, the reason of those who did not."""
    if entry.status is None or entry.method is None:
        return ""
    if entry.status not in CAME:
        return entry.reason_text or source.reasons.get(entry.reason or "", "")
    time = entry.marked_at.astimezone(clock.LOCAL).strftime("%H:%M") if entry.marked_at else ""
    return str(words()["roll"]["how"].format(method=words()["roll"]["methods"][entry.method.value], time=time))
