"""Addresses of the attendance sheet, one's own history and warnings about absences."""

from tests.house.access.meetings import _meeting
from tests.house.access.world import LEADERS, SIGNED_IN, Case, Table, World


def _branch(world: World) -> dict[str, object]:
    return {"organization_id": world.branch.id}


TABLE: Table = {
    ("GET", "/api/attendance/history"): Case(SIGNED_IN),
    ("GET", "/api/attendance/warnings"): Case(LEADERS, query=_branch),
    ("GET", "/api/attendance/meetings/{meeting_id}/sheet"): Case(LEADERS, path=_meeting),
    ("GET", "/api/attendance/meetings/{meeting_id}/sheet.pdf"): Case(LEADERS, path=_meeting),
    ("GET", "/api/attendance/meetings/{meeting_id}/sheet.xlsx"): Case(LEADERS, path=_meeting),
}
