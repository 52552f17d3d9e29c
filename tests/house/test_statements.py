"""No list makes more than eight statements, and no read makes more of them because there is more to show."""

from collections.abc import Iterator
from datetime import date, timedelta

from api.kit.actors import Role
from api.kit.ids import new_id
from api.rooms.library.models import State
from api.rooms.meetings.models import MeetingState
from api.rooms.organizations.models import Organization
from tests.house.access.meetings import _meeting
from tests.house.access.world import OFFICE, SECRETARY, Case, World
from tests.house.test_access_matrix import READS, TABLE, ask, settled
from tests.makers.conferences import a_guest, an_id, here
from tests.makers.library import a_document
from tests.makers.meetings import EVENING, a_meeting
from tests.makers.members import a_member
from tests.makers.organizations import a_branch, a_position
from tests.makers.signin import an_account, signed_in
from tests.support.statements import statements

MOST = 8
WHOLE = {
    "/api/faces/kiosks/{kiosk_id}/matches": 10,
    "/api/faces/mine": 9,
    "/api/members/me/export.json": 15,
    "/api/members/me/export.pdf": 15,
    "/api/members/{member_id}/history": 10,
    "/api/meetings/mine": 10,
    "/api/meetings/{meeting_id}/papers/{kind}": 14,
    "/api/meetings/{meeting_id}/record": 12,
    "/api/meetings/{meeting_id}/score": 13,
    "/api/meetings/{meeting_id}/warnings": 10,
}
"""One thing with all its parts, each part in a table of its own: bounded, though not by eight. It only ever shrinks."""
READERS = (SECRETARY, OFFICE)
Cases = dict[tuple[str, str], Case]


def more(world: World, numbers: range) -> None:
    """Rows of everything that is shown in lists."""
    house = world.house
    for number in numbers:
        branch = a_branch(house, under=world.committee)
        for at in (branch, world.branch):
            member = a_member(house, of=at, full_name=f"Lường Văn Số {number}", phone=f"091200{number:04}")
            an_account(house, member=member)
            a_position(house, at=at, role=Role.ORGANISER, member=member)
        a_document(house, by=world.branch, title=f"Kế hoạch số {number}", study_by_on=date(2026, 12, 1))
        a_document(house, by=world.committee, title=f"Bản thảo số {number}", state=State.DRAFT)
        more_meetings(world, branch, number)
        guests = f"/api/conferences/{_meeting(world)['meeting_id']}/guests"
        guest = a_guest(name=f"Khách Mời Số {number}", taken=here())
        world.people[SECRETARY].put(f"{guests}/{an_id()}", json=guest).raise_for_status()
        own = signed_in(house, member=a_member(house, of=world.branch))
        for client in (own, *(world.people[name] for name in READERS)):
            asked = {"id": str(new_id()), "kind": "correction", "text": "Sai ngày sinh"}
            client.post("/api/members/me/requests", json=asked).raise_for_status()


def more_meetings(world: World, branch: Organization, number: int) -> None:
    """Meetings planned, registered and reported at two branches, and more in the record of the open one."""
    month = EVENING + timedelta(days=31 * (number + 1))
    for at in (world.branch, branch):
        for state in (MeetingState.PLANNED, MeetingState.PUBLISHED, MeetingState.REPORTED):
            a_meeting(world.house, of=at, state=state, starts_at=month, summoned=[world.member])
    if "running_id" not in world.things:
        return
    meeting_id = world.things["running_id"]
    secretary, address = world.people[SECRETARY], f"/api/meetings/{meeting_id}"
    envelope = {"line": str(new_id()), "step": 1, "position": number, "text": "Đề nghị làm rõ"}
    for part in ("opinions", "assignments"):
        write = envelope | {"write_id": str(new_id()), "line": str(new_id())}
        secretary.put(f"{address}/{part}/{new_id()}", json=write).raise_for_status()
    vote = {"subject": "resolution", "title": f"Lần {number}", "way": "raised_card"}
    secretary.put(f"{address}/votes/{new_id()}", json=vote).raise_for_status()


def counted(world: World, cases: Cases) -> Iterator[tuple[tuple[tuple[str, str], str], int]]:
    for operation in READS:
        for who in READERS:
            case = cases[operation]
            ask(world, who, operation, case)  # what is kept in memory for all is there afterwards
            with statements(world.house) as seen:
                answer = ask(world, who, operation, case)
            if answer.status_code == 200:
                yield (operation, who), len(seen)


def test_no_read_makes_many_statements_and_none_grows_with_the_rows(world):
    more(world, range(1))  # a list without rows can spare statements
    cases = {operation: settled(world, TABLE[operation]) for operation in READS}
    few = dict(counted(world, cases))
    more(world, range(1, 5))
    many = dict(counted(world, cases))
    assert len(few) > len(READS)
    assert {name: (few[name], number) for name, number in many.items() if number > few[name]} == {}
    assert {name: number for name, number in many.items() if number > WHOLE.get(name[0][1], MOST)} == {}
