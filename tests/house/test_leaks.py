"""For every address that is read: what belongs to one branch is never in the answer to another."""

from uuid import UUID

import pytest

from api.kit.ids import new_id
from tests.house.access.meetings import _paper as a_meeting_paper
from tests.house.access.members import _request as a_request
from tests.house.access.minutes import _vote as a_vote
from tests.house.access.reports import _closed as a_closed_meeting
from tests.house.access.reports import _draft as a_draft
from tests.house.access.world import SECRETARY, STRANGER, World
from tests.house.test_access_matrix import READS, TABLE, ask
from tests.makers.library import a_document
from tests.makers.members import a_member
from tests.makers.signin import an_account, signed_in

TITLE = "Nghị quyết chỉ dành cho chi bộ này"
NAME = "Lò Thị Ản"
SAID = "Ý kiến chỉ nói trong chi bộ này"


@pytest.fixture
def world(world: World) -> World:
    """A branch with a member, an account, a document and a request of its own."""
    house = world.house
    world.things["document_id"] = a_document(house, by=world.branch, title=TITLE).id
    world.things["account_id"] = an_account(house, member=world.member).id
    a_request(world)
    _meetings(world)
    world.people["visitor"] = signed_in(house, member=a_member(house, of=world.other_branch, full_name="Hà Văn Khách"))
    return world


def _meetings(world: World) -> None:
    """One to come with a paper, one that is on with a vote and something said, one that is closed and reported."""
    secretary = world.people[SECRETARY]
    a_meeting_paper(world)
    running = a_vote(world)
    world.things["vote_id"] = UUID(str(running["vote_id"]))
    write = {"write_id": str(new_id()), "line": str(new_id()), "step": 1, "position": 0, "text": SAID}
    said = secretary.put(f"/api/meetings/{running['meeting_id']}/opinions/{new_id()}", json=write)
    assert said.status_code == 200, said.text
    closed = a_closed_meeting(world)["meeting_id"]
    world.things["report_id"] = UUID(secretary.get(f"/api/meetings/{closed}/report").json()["id"])
    world.things["score_of"] = UUID(str(a_draft(world)["meeting_id"]))
    feed = secretary.post("/api/meetings/calendar-feed")
    assert feed.is_success, feed.text


def secrets_of(world: World) -> set[str]:
    ids = {str(world.member.id), str(world.branch.id), *map(str, world.things.values())}
    return ids | {NAME, TITLE, SAID, world.branch.name}


OPEN_BY_CODE = {
    ("GET", "/api/verify/{code}"),
    ("GET", "/api/open/booths/{token}"),
    ("GET", "/api/open/conferences/{token}"),
}
"""Whoever holds a printed paper, or the paper slip of a guest, has its code, and may know what it belongs to."""


def found(world: World, who: str) -> dict[tuple[str, str], set[str]]:
    """Which secrets of the branch stand in which answers."""
    answers = {
        operation: ask(world, who, operation, TABLE[operation]) for operation in READS if operation not in OPEN_BY_CODE
    }
    return {
        operation: {secret for secret in secrets_of(world) if secret in answer.text}
        for operation, answer in answers.items()
        if answer.status_code == 200
    }


@pytest.mark.parametrize("who", [STRANGER, "visitor"])
def test_a_strangers_branch_sees_nothing_of_it(world, who):
    assert {operation: seen for operation, seen in found(world, who).items() if seen} == {}


def test_the_branch_itself_does_see_it(world):
    """Otherwise the test above could not fail."""
    seen = found(world, "secretary")
    assert {secret for secrets in seen.values() for secret in secrets} >= {NAME, TITLE, SAID, world.branch.name}
    assert sum(1 for secrets in seen.values() if secrets) >= 8
