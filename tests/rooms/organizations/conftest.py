"""A small province with an officer at its top."""

from dataclasses import dataclass

import pytest
from fastapi.testclient import TestClient

from api.kit.actors import Role
from api.rooms.members.models import Member
from api.rooms.organizations.models import Organization
from tests.makers.members import a_member
from tests.makers.organizations import a_branch, a_committee, a_position, a_province
from tests.makers.signin import signed_in
from tests.support.house import House


@dataclass
class Place:
    house: House
    province: Organization
    east: Organization
    west: Organization
    branch: Organization
    other: Organization
    officer: Member
    office: TestClient

    def client_at(self, organization: Organization, role: Role) -> TestClient:
        member = a_member(self.house, of=self.branch, full_name="Phạm Thị Cán Bộ")
        a_position(self.house, at=organization, role=role, member=member)
        return signed_in(self.house, member=member)


@pytest.fixture
def place(house: House) -> Place:
    province = a_province(house)
    east = a_committee(house, under=province, name="Đảng bộ xã Đông")
    west = a_committee(house, under=province, name="Đảng bộ xã Tây")
    branch = a_branch(house, under=east, name="Chi bộ thôn 2", code="38.168.053.000.002")
    other = a_branch(house, under=west, name="Chi bộ thôn 10")
    officer = a_member(house, of=branch, full_name="Trần Văn Chánh")
    a_position(house, at=province, role=Role.OFFICE_STAFF, member=officer)
    return Place(house, province, east, west, branch, other, officer, signed_in(house, member=officer))
