"""A meeting that was held: the roll is called, somebody spoke, a task was given; only the closing is missing."""

from dataclasses import dataclass
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.kit.actors import Role
from api.kit.ids import new_id
from api.rooms.meetings.models import Meeting, MeetingState
from api.rooms.members.models import Member
from api.rooms.organizations.models import Organization
from tests.makers.meetings import a_meeting
from tests.makers.members import a_member
from tests.makers.organizations import a_branch, a_committee, a_position, a_province
from tests.makers.signin import signed_in
from tests.rooms.meetings.phone import Phone
from tests.support.house import House


@dataclass
class Held:
    """The meeting and who is around it."""

    house: House
    province: Organization
    committee: Organization
    branch: Organization
    meeting: Meeting
    members: list[Member]
    phone: Phone
    officer: TestClient

    @property
    def client(self) -> TestClient:
        """The secretary's."""
        return self.phone.client

    @property
    def address(self) -> str:
        return self.phone.address

    def judge(self, client: TestClient | None = None) -> Any:
        """Full points for everything that only people can judge."""
        client = client or self.client
        form = client.get(f"{self.address}/score").json()
        lines = [
            {"code": line["code"], "points": line["points"]}
            for line in form["lines"]
            if line["applies"] and line["given"] is None
        ]
        answer = client.put(
            f"{self.address}/score", json={"lines": lines}, headers={"If-Match": f'"{form["version"]}"'}
        )
        assert answer.status_code == 200, answer.text
        return answer.json()

    def close(self, client: TestClient | None = None) -> Any:
        return (client or self.client).post(f"{self.address}/close")

    def closed(self) -> Any:
        """The whole way: judged and closed."""
        self.judge()
        answer = self.close()
        assert answer.status_code == 200, answer.text
        return answer.json()


def hold(
    house: House, branch: Organization, *, speak: bool = True, **fields: Any
) -> tuple[Meeting, Phone, list[Member]]:
    """A meeting of a branch with six members: four present, one excused, one without reason."""
    names = ("Trần Thị Bình", "Lê Văn Cường", "Phạm Thị Dung", "Đỗ Văn Em", "Hà Thị Giang", "Lò Văn Hùng")
    members = [a_member(house, of=branch, full_name=name) for name in names]
    a_position(house, at=branch, role=Role.SECRETARY, member=members[0])
    meeting = a_meeting(
        house,
        of=branch,
        chair=members[0],
        clerk=members[1],
        summoned=members,
        state=MeetingState.OPEN,
        **fields,
    )
    phone = Phone(signed_in(house, member=members[0]), meeting)
    said = ("present", "present", "late", "present", "excused", "unexcused")
    phone.call(*((member.id, status) for member, status in zip(members, said, strict=True)))
    if speak:
        item = phone.record()["items"][1]["id"]
        phone.write(
            f"opinions/{new_id()}",
            {
                "item_id": item,
                "speaker_id": str(members[2].id),
                "text": "Đề nghị làm rõ tiến độ làm đường.",
                "position": 0,
            },
        )
        phone.field(f"items.{item}.conclusion", "Thống nhất báo cáo của bí thư.")
        phone.write(
            f"assignments/{new_id()}",
            {"text": "Rà soát hộ nghèo", "assignee_id": str(members[3].id), "due_on": "2026-12-20", "position": 0},
        )
    return meeting, phone, members


@pytest.fixture
def held(house):
    province = a_province(house)
    committee = a_committee(house, under=province, name="Đảng bộ xã Số Một")
    branch = a_branch(house, under=committee, name="Chi bộ thôn Một")
    meeting, phone, members = hold(house, branch)
    office = a_member(house, of=a_branch(house, under=committee, name="Chi bộ văn phòng"), full_name="Vũ Thị Khánh")
    a_position(house, at=committee, role=Role.OFFICE_STAFF, member=office)
    return Held(house, province, committee, branch, meeting, members, phone, signed_in(house, member=office))
