"""Addresses of the room `attendance`: scans, passes, bundles, who may scan."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from api.kit import clock
from api.kit.actors import Role
from api.kit.ids import new_id
from tests.house.access.meetings import PLANNERS, _meeting
from tests.house.access.world import LEADERS, MEMBER, SIGNED_IN, Case, Table, World
from tests.makers.attendance import a_scan, report, wall_code

SCANNERS = LEADERS | {Role.RECEPTION.value, Role.ORGANISER.value}
"""Those who run the meeting, and the desk and the organisers of the committee above."""


def _scans(world: World) -> dict[str, Any]:
    """A scan of somebody nobody knows: the report is taken, the scan refused."""
    scan = {
        "scan_id": str(new_id()),
        "meeting_id": str(new_id()),
        "method": "hand",
        "device_at": clock.now().isoformat(),
        "member_id": str(world.member.id),
    }
    return {"sent_at": clock.now().isoformat(), "items": [scan]}


def _scan(world: World) -> dict[str, object]:
    if "scan_id" not in world.things:
        meeting_id = UUID(str(_meeting(world)["meeting_id"]))
        member = world.members[MEMBER]
        code = wall_code(world.house, meeting_id)
        [answer] = report(world.people[MEMBER], a_scan(meeting_id, method="room_code", code=code))
        assert answer["member_id"] == str(member.id)
        world.things["scan_id"] = answer["scan_id"]
    return {"scan_id": world.things["scan_id"]}


def _grant(world: World) -> dict[str, Any]:
    until = clock.now() + timedelta(hours=1)
    return {"member_id": str(world.members[MEMBER].id), "expires_at": until.isoformat()}


def _granted(world: World) -> dict[str, object]:
    meeting = _meeting(world)
    address = f"/api/attendance/meetings/{meeting['meeting_id']}/scanners"
    made = world.people["secretary"].post(address, json=_grant(world)).json()
    return {**meeting, "grant_id": made["id"]}


TABLE: Table = {
    ("POST", "/api/attendance/scans"): Case(SIGNED_IN, body=_scans),
    ("GET", "/api/attendance/passes"): Case(SIGNED_IN),
    ("GET", "/api/attendance/meetings/{meeting_id}"): Case(LEADERS, path=_meeting),
    ("GET", "/api/attendance/meetings/{meeting_id}/halls"): Case(PLANNERS, path=_meeting),
    ("PUT", "/api/attendance/meetings/{meeting_id}/halls"): Case(
        PLANNERS, path=_meeting, body=lambda _: {"items": [{"latitude": 21.5, "longitude": 104.3, "radius": 150}]}
    ),
    ("GET", "/api/attendance/desks"): Case(SIGNED_IN),
    ("GET", "/api/attendance/meetings/{meeting_id}/desk"): Case(SCANNERS, path=_meeting),
    ("GET", "/api/attendance/meetings/{meeting_id}/people"): Case(SCANNERS, path=_meeting),
    ("GET", "/api/attendance/meetings/{meeting_id}/bundle"): Case(SCANNERS, path=_meeting),
    ("GET", "/api/attendance/meetings/{meeting_id}/board"): Case(SCANNERS, path=_meeting),
    ("GET", "/api/attendance/meetings/{meeting_id}/taken"): Case(SCANNERS, path=_meeting),
    ("GET", "/api/attendance/meetings/{meeting_id}/absentees"): Case(SCANNERS, path=_meeting),
    ("GET", "/api/attendance/meetings/{meeting_id}/room-key"): Case(SCANNERS, path=_meeting),
    ("POST", "/api/attendance/scans/{scan_id}/corrections"): Case(
        LEADERS, path=_scan, body=lambda _: {"counts": True, "reason": "Tôi thấy đồng chí trong phòng"}
    ),
    ("GET", "/api/attendance/meetings/{meeting_id}/scanners"): Case(LEADERS, path=_meeting),
    ("POST", "/api/attendance/meetings/{meeting_id}/scanners"): Case(LEADERS, path=_meeting, body=_grant),
    ("DELETE", "/api/attendance/meetings/{meeting_id}/scanners/{grant_id}"): Case(LEADERS, path=_granted),
}
