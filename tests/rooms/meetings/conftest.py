"""A branch with a secretary who chairs, a clerk, and a meeting that is about to begin."""

import pytest

from api.kit.actors import Role
from api.rooms.members.models import State
from tests.makers.meetings import a_meeting
from tests.makers.members import a_member
from tests.makers.organizations import a_branch, a_position
from tests.makers.signin import signed_in
from tests.rooms.meetings.phone import Phone


@pytest.fixture
def branch(house):
    return a_branch(house)


@pytest.fixture
def secretary(house, branch):
    member = a_member(house, of=branch, full_name="Trần Thị Bình")
    a_position(house, at=branch, role=Role.SECRETARY, member=member)
    return member


@pytest.fixture
def clerk(house, branch):
    return a_member(house, of=branch, full_name="Lê Văn Cường")


@pytest.fixture
def others(house, branch):
    return [
        a_member(house, of=branch, full_name="Phạm Thị Dung", state=State.PROBATIONARY),
        a_member(house, of=branch, full_name="Đỗ Văn Em", state=State.EXEMPT),
    ]


@pytest.fixture
def meeting(house, branch, secretary, clerk, others):
    return a_meeting(house, of=branch, chair=secretary, clerk=clerk, summoned=[secretary, clerk, *others])


@pytest.fixture
def chair_phone(house, secretary, meeting):
    return Phone(signed_in(house, member=secretary), meeting)


@pytest.fixture
def clerk_phone(house, clerk, meeting):
    return Phone(signed_in(house, member=clerk), meeting)
