"""Addresses of the room `meetings`: the record of a running meeting and its votes."""

from typing import Any

from api.kit.ids import new_id
from api.rooms.meetings.models import MeetingState
from tests.house.access.meetings import SEES
from tests.house.access.world import DEPUTY, EVERYBODY, MEMBER, NOBODY, SECRETARY, STRANGER, Case, Table, World
from tests.makers.meetings import a_meeting

RUNNERS = frozenset({SECRETARY, DEPUTY})
"""The branch itself: a committee above never writes its minutes."""
REFUSED_BY_THE_VOTE = frozenset({"meetings.vote_not_found"})


def _meeting(world: World) -> dict[str, object]:
    """An open one with everybody of the branch summoned, and a task of an earlier meeting that is not done."""
    if "running_id" not in world.things:
        asked = [member for name, member in world.members.items() if name not in {STRANGER, NOBODY}]
        made = a_meeting(world.house, of=world.branch, state=MeetingState.OPEN, summoned=asked)
        world.things["running_id"] = made.id
    return {"meeting_id": world.things["running_id"]}


def _write(value: dict[str, Any]) -> Any:
    return lambda _: {"write_id": str(new_id()), "line": str(new_id()), "step": 1} | value


def _field(world: World) -> dict[str, object]:
    return _meeting(world) | {"field": "dues_note"}


def _opinion(world: World) -> dict[str, object]:
    return _meeting(world) | {"opinion_id": new_id()}


def _assignment(world: World) -> dict[str, object]:
    return _meeting(world) | {"assignment_id": new_id()}


def _new_vote(world: World) -> dict[str, object]:
    return _meeting(world) | {"vote_id": new_id()}


def _vote(world: World) -> dict[str, object]:
    """A vote by raised cards, put by the secretary."""
    path = _new_vote(world)
    answer = world.people["secretary"].put(
        f"/api/meetings/{path['meeting_id']}/votes/{path['vote_id']}", json=_QUESTION
    )
    assert answer.status_code == 200, answer.text
    return path


def _fact(world: World) -> dict[str, Any]:
    member = world.members[MEMBER]
    return {"facts": [{"id": str(new_id()), "member_id": str(member.id), "status": "present"}]}


_QUESTION = {"subject": "resolution", "title": "Thông qua nghị quyết", "way": "raised_card"}
_ONE_VOTE = "/api/meetings/{meeting_id}/votes/{vote_id}"

TABLE: Table = {
    ("GET", "/api/meetings/{meeting_id}/record"): Case(SEES, path=_meeting),
    ("POST", "/api/meetings/{meeting_id}/open"): Case(RUNNERS, path=_meeting, body=lambda _: {}),
    ("PUT", "/api/meetings/{meeting_id}/fields/{field}"): Case(RUNNERS, path=_field, body=_write({"value": "Đủ"})),
    ("PUT", "/api/meetings/{meeting_id}/opinions/{opinion_id}"): Case(
        RUNNERS, path=_opinion, body=_write({"text": "Nhất trí", "position": 0})
    ),
    ("PUT", "/api/meetings/{meeting_id}/assignments/{assignment_id}"): Case(
        RUNNERS, path=_assignment, body=_write({"text": "Kiểm tra mương", "position": 0})
    ),
    ("PUT", "/api/meetings/{meeting_id}/carried/{assignment_id}"): Case(
        RUNNERS,
        path=_assignment,
        body=_write({"state": "done"}),
        own_refusals=frozenset({"meetings.task_not_found"}),
    ),
    ("POST", "/api/meetings/{meeting_id}/roll"): Case(RUNNERS, path=_meeting, body=_fact),
    ("PUT", _ONE_VOTE): Case(RUNNERS, path=_new_vote, body=lambda _: _QUESTION),
    ("PUT", f"{_ONE_VOTE}/tally"): Case(RUNNERS, path=_vote, body=lambda _: {"agree": 1, "disagree": 0}),
    ("POST", f"{_ONE_VOTE}/count"): Case(RUNNERS, path=_vote),
    ("POST", f"{_ONE_VOTE}/cancel"): Case(RUNNERS, path=_vote),
    ("PUT", f"{_ONE_VOTE}/ballot"): Case(SEES, path=_vote, body=lambda _: {"choice": "agree"}),
    ("PUT", f"{_ONE_VOTE}/paper"): Case(SEES, path=_vote, body=lambda _: {"blinded": "ab"}),
    ("GET", f"{_ONE_VOTE}/receipts"): Case(SEES, path=_vote),
    ("PUT", "/api/ballots/{vote_id}"): Case(
        EVERYBODY,
        path=lambda _: {"vote_id": new_id()},
        body=lambda _: {"token": "ab" * 32, "signature": "ab", "choice": "agree"},
        own_refusals=REFUSED_BY_THE_VOTE,
    ),
}
