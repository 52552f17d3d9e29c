"""What the record says of each source the score form may name. Pure.

Attendance is present ÷ summoned, without members in the states the rule `attendance_target` leaves out (exempt) who
did not come, and without those excused for the reasons it leaves out (special duty).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from api.rooms.meetings.models import CAME, Attendance, TaskState
from api.rooms.meetings.schemas.record import ItemRead, MeetingRecordRead, RollEntryRead
from api.rooms.meetings.scoring import HUNDRED, Measure


@dataclass(frozen=True)
class Observed:
    """The record, and what rules and plan add to it."""

    record: MeetingRecordRead
    minutes_held: int
    least_minutes: int | None
    target: Mapping[str, Any]
    """What the rule `attendance_target` says."""
    published_at: datetime | None
    papers_at: Sequence[datetime]
    """When each paper was laid out."""
    papers_days_before: int
    results_due_at: datetime
    now: datetime


@dataclass(frozen=True)
class AttendanceFigures:
    """Those counted, those of them who came, and who stayed away without a reason."""

    summoned: int
    counted: int
    present: int
    unexcused: int

    @property
    def percent(self) -> float | None:
        """None when nobody is counted."""
        return self.present / self.counted * HUNDRED if self.counted else None


def attendance_of(roll: Sequence[RollEntryRead], target: Mapping[str, Any]) -> AttendanceFigures:
    """The roll as the rule `attendance_target` counts it."""
    counted = [entry for entry in roll if not _left_out(entry, target)]
    return AttendanceFigures(
        summoned=len(roll),
        counted=len(counted),
        present=sum(entry.status in CAME for entry in counted),
        unexcused=sum(entry.status is Attendance.UNEXCUSED for entry in roll),
    )


def measures_of(seen: Observed) -> dict[str, Measure]:
    """Every source by its name."""
    return {name: measure(seen) for name, measure in SOURCES.items()}


def _left_out(entry: RollEntryRead, target: Mapping[str, Any]) -> bool:
    if entry.status in CAME:
        return False
    if entry.state in target["left_out_states"] or entry.status in target["left_out_states"]:
        return True
    return entry.status is Attendance.EXCUSED and entry.reason in target["left_out_reasons"]


def _length(seen: Observed) -> Measure:
    if not seen.least_minutes:
        return Measure(None, {"minutes": seen.minutes_held})
    share = seen.minutes_held / seen.least_minutes * HUNDRED
    return Measure(share, {"minutes": seen.minutes_held, "least": seen.least_minutes})


def _attendance(seen: Observed) -> Measure:
    found = attendance_of(seen.record.roll, seen.target)
    return Measure(
        found.percent,
        {"present": found.present, "counted": found.counted, "left_out": found.summoned - found.counted},
    )


def _absences_excused(seen: Observed) -> Measure:
    unexcused = attendance_of(seen.record.roll, seen.target).unexcused
    return Measure(0 if unexcused else HUNDRED, {"unexcused": unexcused})


def _notice(seen: Observed) -> Measure:
    if seen.published_at is None:
        return Measure(None)
    days = (seen.record.starts_at - seen.published_at) / timedelta(days=1)
    return Measure(max(0.0, days), {"days": max(0, int(days))})


def _papers_in_time(seen: Observed) -> Measure:
    latest = seen.record.starts_at - timedelta(days=seen.papers_days_before)
    in_time = sum(laid_out <= latest for laid_out in seen.papers_at)
    figures = {"in_time": in_time, "papers": len(seen.papers_at), "days": seen.papers_days_before}
    return Measure(in_time / len(seen.papers_at) * HUNDRED if seen.papers_at else None, figures)


def _agenda_done(seen: Observed) -> Measure:
    items = seen.record.items
    done = sum(_was_treated(item) for item in items)
    return Measure(done / len(items) * HUNDRED if items else None, {"done": done, "items": len(items)})


def _was_treated(item: ItemRead) -> bool:
    return bool(item.started_at or item.notes or item.conclusion or item.opinions)


def _speakers(seen: Observed) -> Measure:
    present = {entry.member_id for entry in seen.record.roll if entry.status in CAME}
    opinions = [*seen.record.loose_opinions, *(opinion for item in seen.record.items for opinion in item.opinions)]
    spoke = {opinion.speaker.member_id for opinion in opinions} & present
    figures = {"speakers": len(spoke), "present": len(present)}
    return Measure(len(spoke) / len(present) * HUNDRED if present else None, figures)


def _tasks_done(seen: Observed) -> Measure:
    tasks = seen.record.carried
    done = sum(task.state is TaskState.DONE for task in tasks)
    return Measure(done / len(tasks) * HUNDRED if tasks else None, {"done": done, "tasks": len(tasks)})


def _minutes_in_time(seen: Observed) -> Measure:
    in_time = seen.now <= seen.results_due_at
    return Measure(HUNDRED if in_time else 0, {"due_at": seen.results_due_at.isoformat()})


SOURCES: Mapping[str, Callable[[Observed], Measure]] = MappingProxyType(
    {
        "length": _length,
        "attendance": _attendance,
        "absences_excused": _absences_excused,
        "notice": _notice,
        "papers_in_time": _papers_in_time,
        "agenda_done": _agenda_done,
        "speakers": _speakers,
        "tasks_done": _tasks_done,
        "minutes_in_time": _minutes_in_time,
    }
)
