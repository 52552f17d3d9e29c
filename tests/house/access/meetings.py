"""Addresses of the room `meetings`: the schedule, answers, calendars."""

from typing import Any
from uuid import UUID

from api.kit.ids import new_id
from api.rooms.meetings.models import MeetingState
from tests.house.access.world import (
    EVERYBODY,
    LEADERS,
    MEMBER,
    NOBODY,
    SIGNED_IN,
    STRANGER,
    Case,
    Table,
    World,
)
from tests.makers.library import a_pdf
from tests.makers.meetings import a_meeting

ORGANISER = "organiser"
PLANNERS = LEADERS | {ORGANISER}
SEES = SIGNED_IN - {STRANGER}
"""Everybody of the branch, and the officers above it."""
EDITED = {"If-Match": '"1"'}


def _meeting(world: World) -> dict[str, object]:
    """A published one to which the member and the secretary are asked."""
    if "meeting_id" not in world.things:
        made = a_meeting(
            world.house, of=world.branch, title="Nghị quyết chỉ dành cho chi bộ này", summoned=_asked(world)
        )
        world.things["meeting_id"] = made.id
    return {"meeting_id": world.things["meeting_id"]}


def _asked(world: World) -> list[Any]:
    return [member for name, member in world.members.items() if name not in {STRANGER, NOBODY}]


def _fresh(state: MeetingState = MeetingState.PUBLISHED) -> Any:
    return lambda world: {"meeting_id": a_meeting(world.house, of=world.branch, state=state).id}


def _plan(_: World) -> dict[str, Any]:
    return {
        "kind": "regular",
        "title": "Sinh hoạt tháng",
        "month": "2026-12",
        "starts_at": "2026-12-05T12:30:00Z",
        "ends_at": "2026-12-05T14:00:00Z",
    }


def _new(world: World) -> dict[str, Any]:
    return _plan(world) | {"id": str(new_id()), "organization_id": str(world.branch.id)}


def _paper(world: World) -> dict[str, object]:
    """A paper the secretary uploaded for the meeting."""
    path = _meeting(world)
    if "paper_id" not in world.things:
        secretary = world.people["secretary"]
        file = _upload(world)
        item = {"id": str(new_id()), "part": "body", "title": "Thảo luận", "papers": [{"file_id": file, "title": "T"}]}
        answer = secretary.put(f"/api/meetings/{path['meeting_id']}/agenda", json={"items": [item]}, headers=EDITED)
        world.things["paper_id"] = UUID(answer.json()["agenda"][0]["papers"][0]["id"])
    return path | {"paper_id": world.things["paper_id"]}


def _upload(world: World, who: str = "secretary") -> str:
    answer = world.people[who].post(
        "/api/meetings/files",
        params={"meeting_id": str(_meeting(world)["meeting_id"]), "name": "a.pdf"},
        content=a_pdf("Một trang của cuộc họp."),
    )
    uploaded: str = answer.json()["id"]
    return uploaded


def _absence(world: World) -> dict[str, object]:
    """The member has asked to be absent, with evidence."""
    path = _meeting(world)
    if "evidence_id" not in world.things:
        evidence = _upload(world, MEMBER)
        body = {"answer": "absent", "reason": "sick", "evidence_id": evidence}
        world.people[MEMBER].put(f"/api/meetings/{path['meeting_id']}/answer", json=body)
        world.things["evidence_id"] = UUID(evidence)
    return path | {"member_id": world.members[MEMBER].id}


def _here(world: World) -> dict[str, object]:
    return {"organization_id": world.branch.id}


_NOT_BY_LIST = frozenset({"meetings.not_invited"})

TABLE: Table = {
    ("GET", "/api/meetings"): Case(SIGNED_IN),
    ("POST", "/api/meetings"): Case(PLANNERS, body=_new),
    ("GET", "/api/meetings/mine"): Case(SIGNED_IN),
    ("GET", "/api/meetings/templates"): Case(PLANNERS, query=_here),
    ("GET", "/api/meetings/people"): Case(PLANNERS, query=_here),
    ("POST", "/api/meetings/proposal"): Case(PLANNERS, body=lambda world: {"organization_id": str(world.branch.id)}),
    ("POST", "/api/meetings/files"): Case(
        SEES, query=lambda world: {**_meeting(world), "name": "a.pdf"}, content=a_pdf("Một trang.")
    ),
    ("GET", "/api/meetings/{meeting_id}"): Case(SEES, path=_meeting),
    ("PATCH", "/api/meetings/{meeting_id}"): Case(PLANNERS, path=_fresh(), body=_plan, headers=EDITED),
    ("PUT", "/api/meetings/{meeting_id}/agenda"): Case(
        PLANNERS, path=_fresh(), body=lambda _: {"items": []}, headers=EDITED
    ),
    ("GET", "/api/meetings/{meeting_id}/list"): Case(PLANNERS, path=_meeting),
    ("GET", "/api/meetings/{meeting_id}/warnings"): Case(PLANNERS, path=_meeting),
    ("GET", "/api/meetings/{meeting_id}/clashes"): Case(PLANNERS, path=_meeting),
    ("GET", "/api/meetings/{meeting_id}/changes"): Case(SEES, path=_meeting),
    ("POST", "/api/meetings/{meeting_id}/publish"): Case(PLANNERS, path=_fresh(MeetingState.PLANNED), headers=EDITED),
    ("POST", "/api/meetings/{meeting_id}/postpone"): Case(
        PLANNERS, path=_fresh(), body=lambda _: {"reason": "Bão"}, headers=EDITED
    ),
    ("POST", "/api/meetings/{meeting_id}/cancel"): Case(
        PLANNERS, path=_fresh(), body=lambda _: {"reason": "Bão"}, headers=EDITED
    ),
    ("PUT", "/api/meetings/{meeting_id}/answer"): Case(
        SEES, path=_meeting, body=lambda _: {"answer": "coming"}, own_refusals=_NOT_BY_LIST
    ),
    ("GET", "/api/meetings/{meeting_id}/answers"): Case(PLANNERS, path=_absence),
    ("POST", "/api/meetings/{meeting_id}/answers/{member_id}/decision"): Case(
        LEADERS, path=_absence, body=lambda _: {"decision": "approved"}, headers={"If-Match": '"2"'}
    ),
    ("GET", "/api/meetings/{meeting_id}/answers/{member_id}/evidence"): Case(LEADERS | {MEMBER}, path=_absence),
    ("GET", "/api/meetings/{meeting_id}/papers/{paper_id}/original"): Case(SEES, path=_paper),
    ("GET", "/api/meetings/{meeting_id}.ics"): Case(SEES, path=_meeting),
    ("GET", "/api/meetings/calendar-feed"): Case(SIGNED_IN),
    ("POST", "/api/meetings/calendar-feed"): Case(SIGNED_IN),
    ("DELETE", "/api/meetings/calendar-feed"): Case(SIGNED_IN),
    # whoever has the address reads it; nobody guesses one
    ("GET", "/api/calendar/{token}.ics"): Case(
        EVERYBODY, path=lambda _: {"token": "x" * 43}, own_refusals=frozenset({"meetings.calendar_not_found"})
    ),
}
