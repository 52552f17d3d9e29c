"""A commune with two branches, their secretaries and an officer above them."""

from dataclasses import dataclass
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.kit.actors import Role
from api.kit.jobs import Tools
from api.rooms.members.models import Member
from api.rooms.organizations.models import Organization
from tests.makers.members import a_member
from tests.makers.organizations import a_branch, a_committee, a_position, a_province
from tests.makers.signin import signed_in
from tests.support.house import House


@dataclass
class Place:
    house: House
    commune: Organization
    branch: Organization
    other: Organization
    secretary: Member
    secretary_client: TestClient
    office: TestClient
    member: Member
    own: TestClient

    def client_at(self, organization: Organization, role: Role) -> TestClient:
        member = a_member(self.house, of=self.other, full_name="Phạm Thị Cán Bộ")
        a_position(self.house, at=organization, role=role, member=member)
        return signed_in(self.house, member=member)

    def card(self, member_id: object) -> dict[str, Any]:
        answer = self.office.get(f"/api/members/{member_id}")
        assert answer.status_code == 200, answer.text
        card: dict[str, Any] = answer.json()
        return card


@pytest.fixture
def place(house: House) -> Place:
    commune = a_committee(house, under=a_province(house), name="Đảng bộ xã Đông")
    branch = a_branch(house, under=commune, name="Chi bộ thôn 1", code="38.168.053.000.001")
    other = a_branch(house, under=commune, name="Chi bộ thôn 2")
    secretary = a_member(house, of=branch, full_name="Trần Thị Thư")
    a_position(house, at=branch, role=Role.SECRETARY, member=secretary)
    officer = a_member(house, of=other, full_name="Vũ Văn Phòng")
    a_position(house, at=commune, role=Role.OFFICE_STAFF, member=officer)
    member = a_member(house, of=branch, full_name="Lê Văn Hòa", phone="0912345678")
    return Place(
        house=house,
        commune=commune,
        branch=branch,
        other=other,
        secretary=secretary,
        secretary_client=signed_in(house, member=secretary),
        office=signed_in(house, member=officer),
        member=member,
        own=signed_in(house, member=member),
    )


@pytest.fixture
def tools(place) -> Tools:
    """What the jobs of the room work with."""
    return Tools(place.house.database, place.house.app.state.storage, place.house.settings)


def refusal(answer: Any) -> tuple[int, str]:
    """Status and code of a refused request."""
    return answer.status_code, answer.json()["code"]
