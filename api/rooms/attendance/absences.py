"""How somebody attended, in figures, and when absence is reason for a talk. Pure; the limits are rule sets."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from api.rooms.meetings.models import CAME, Attendance

HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Once:
    """One meeting: the month it counts for, what the roll says, the reason's code."""

    month: str
    status: Attendance | None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """Meetings one was summoned to, by what became of them; `counted` is the base of the rate."""

    summoned: int
    present: int
    late: int
    online: int
    excused: int
    unexcused: int
    exempt: int
    unmarked: int
    counted: int
    percent: float | None


def figures_of(
    meetings: Sequence[Once], left_out_states: Collection[str] = (), left_out_reasons: Collection[str] = ()
) -> Figures:
    """Present ÷ counted, as the rule `attendance_target` counts: without exempt and special duty, nor unmarked."""
    number = {status: sum(one.status is status for one in meetings) for status in Attendance}
    present = sum(one.status in CAME for one in meetings)
    counted = sum(_is_counted(one, left_out_states, left_out_reasons) for one in meetings)
    return Figures(
        summoned=len(meetings),
        present=present,
        late=number[Attendance.LATE],
        online=number[Attendance.ONLINE],
        excused=number[Attendance.EXCUSED],
        unexcused=number[Attendance.UNEXCUSED],
        exempt=number[Attendance.EXEMPT],
        unmarked=sum(one.status is None for one in meetings),
        counted=counted,
        percent=round(present / counted * HUNDRED, 1) if counted else None,
    )


def _is_counted(one: Once, left_out_states: Collection[str], left_out_reasons: Collection[str]) -> bool:
    if one.status is None or one.status in left_out_states:
        return False
    return not (one.status is Attendance.EXCUSED and one.reason in left_out_reasons)


def streak(meetings: Iterable[Once]) -> int:
    """How many meetings in a row, up to the last one, somebody stayed away without a reason.

    In the order of time. A meeting whose roll says nothing neither adds nor ends it.
    """
    length = 0
    for one in meetings:
        if one.status is not None:
            length = length + 1 if one.status is Attendance.UNEXCUSED else 0
    return length


def missed_months(meetings: Iterable[Once]) -> list[str]:
    """The months in which somebody came to nothing and had a reason for nothing, in their order."""
    by_month = defaultdict[str, list[Attendance]](list)
    for one in meetings:
        if one.status is not None:
            by_month[one.month].append(one.status)
    return sorted(month for month, said in by_month.items() if set(said) == {Attendance.UNEXCUSED})
