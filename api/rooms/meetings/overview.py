"""Sums over branches for the committee above. Pure."""

from collections import Counter
from collections.abc import Iterable

from api.rooms.meetings.models import ReportState
from api.rooms.meetings.schemas.reports import BranchReportRead, FiguresRead, Show

_HUNDRED = 100


def figures_of(branches: Iterable[BranchReportRead]) -> FiguresRead:
    """The sums of these branches."""
    rows = list(branches)
    reported = [row for row in rows if row.report_id]
    scores = [row.score for row in reported if row.score is not None]
    present, counted = sum(row.present or 0 for row in reported), sum(row.counted or 0 for row in reported)
    return FiguresRead(
        branches=len(rows),
        registered=sum(row.meeting_id is not None for row in rows),
        held=len(reported),
        reported=len(reported),
        late=sum(row.late for row in rows),
        missing=sum(row.report_id is None for row in rows),
        accepted=sum(row.report_state is ReportState.ACCEPTED for row in reported),
        returned=sum(row.report_state is ReportState.RETURNED for row in reported),
        present=present,
        counted=counted,
        attendance=percent(present, counted),
        score=round(sum(scores) / len(scores), 1) if scores else None,
        bands=dict(Counter(row.band for row in reported if row.band)),
    )


def percent(part: int | None, whole: int | None) -> float | None:
    """With one decimal; None of nothing."""
    return round((part or 0) / whole * _HUNDRED, 1) if whole else None


def shown(row: BranchReportRead, show: Show, weakest: str) -> bool:
    """Whether a branch belongs to a narrowed list; `weakest` is the code of the lowest band."""
    return {
        Show.DIRECT: row.under.id == row.id,
        Show.ALL: True,
        Show.UNREGISTERED: row.meeting_id is None,
        Show.MISSING: row.report_id is None,
        Show.LATE: row.late,
        Show.WAITING: row.report_state is ReportState.SENT,
        Show.RETURNED: row.report_state is ReportState.RETURNED,
        Show.WEAK: row.band == weakest,
    }[show]
