"""A branch with its secretary, deputy and members, the committee above, and a branch beside it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.kit.actors import Role
from api.kit.ids import new_id
from api.rooms.members.models import Member
from api.rooms.organizations.models import Organization
from tests.makers.members import a_member
from tests.makers.organizations import a_branch, a_committee, a_position, a_province
from tests.makers.signin import signed_in
from tests.support.clocks import SetClock
from tests.support.house import House

NOW = datetime(2026, 11, 10, 3, 0, tzinfo=UTC)
"""A Tuesday morning, ten days before next month's schedule must be registered."""
START = datetime(2026, 12, 3, 12, 30, tzinfo=UTC)


@dataclass
class Ground:
    """Who is here."""

    house: House
    committee: Organization
    branch: Organization
    other: Organization
    leader: Member
    deputy_member: Member
    member: Member
    second: Member
    superior: Member
    secretary: TestClient
    deputy: TestClient
    reader: TestClient
    other_reader: TestClient
    officer: TestClient
    stranger: TestClient

    def request(self, **fields: Any) -> dict[str, Any]:
        """A plan of the branch as the phone sends it."""
        return {
            "id": str(new_id()),
            "organization_id": str(self.branch.id),
            "kind": "regular",
            "title": "Sinh hoạt thường kỳ tháng 12/2026",
            "month": "2026-12",
            "starts_at": START.isoformat(),
            "ends_at": (START + timedelta(minutes=90)).isoformat(),
            "place": "Nhà văn hóa thôn",
            "chair_id": str(self.leader.id),
            "clerk_id": str(self.member.id),
        } | fields

    def planned(self, **fields: Any) -> dict[str, Any]:
        """A meeting that only planners see."""
        return self.ok(self.secretary.post("/api/meetings", json=self.request(**fields)))

    def published(self, **fields: Any) -> dict[str, Any]:
        """A meeting people are asked to."""
        return self.ok(self.act(self.planned(**fields), "publish"))

    def act(self, meeting: dict[str, Any], verb: str, body: Any = None, by: TestClient | None = None) -> Any:
        """What the server says to one of a planner's verbs, on the version the meeting has."""
        return (by or self.secretary).post(
            f"/api/meetings/{meeting['id']}/{verb}", json=body, headers={"If-Match": f'"{meeting["version"]}"'}
        )

    def edit(self, meeting: dict[str, Any], **fields: Any) -> Any:
        """What the server says to the plan with other fields."""
        body = self.request(**fields)
        del body["id"], body["organization_id"]
        return self.secretary.patch(
            f"/api/meetings/{meeting['id']}", json=body, headers={"If-Match": f'"{meeting["version"]}"'}
        )

    @staticmethod
    def ok(answer: Any) -> dict[str, Any]:
        """The body of an answer that must be good."""
        assert answer.status_code < 300, answer.text
        body: dict[str, Any] = answer.json()
        return body


@pytest.fixture(autouse=True)
def now(it_is: SetClock) -> None:
    """The tenth of November."""
    it_is(NOW)


@pytest.fixture
def ground(house: House) -> Ground:
    """Everybody in place, each on a phone of their own."""
    committee = a_committee(house, under=a_province(house))
    branch, other = a_branch(house, under=committee), a_branch(house, under=committee)
    leader = a_member(house, of=branch, full_name="Lò Văn Bí")
    deputy = a_member(house, of=branch, full_name="Cà Thị Phó")
    member = a_member(house, of=branch, full_name="Quàng Văn Ba")
    second = a_member(house, of=branch, full_name="Tòng Thị Tư")
    office = a_branch(house, under=committee, name="Chi bộ cơ quan")
    superior = a_member(house, of=office, full_name="Hoàng Văn Cấp")
    stranger = a_member(house, of=other, full_name="Hà Văn Khách")
    a_position(house, at=branch, role=Role.SECRETARY, member=leader, title="Bí thư")
    a_position(house, at=branch, role=Role.DEPUTY, member=deputy, title="Phó bí thư")
    a_position(house, at=committee, role=Role.SECRETARY, member=superior, title="Bí thư Đảng ủy")
    a_position(house, at=other, role=Role.SECRETARY, member=stranger)
    return Ground(
        house=house,
        committee=committee,
        branch=branch,
        other=other,
        leader=leader,
        deputy_member=deputy,
        member=member,
        second=second,
        superior=superior,
        secretary=signed_in(house, member=leader),
        deputy=signed_in(house, member=deputy),
        reader=signed_in(house, member=member),
        other_reader=signed_in(house, member=second),
        officer=signed_in(house, member=superior),
        stranger=signed_in(house, member=stranger),
    )
