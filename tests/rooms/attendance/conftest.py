"""A branch that meets tonight: its secretary, two members with phones, and a stranger from the branch beside it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from fastapi.testclient import TestClient
from sqlmodel import select

from api.kit.actors import Role
from api.rooms.meetings.models import Invitation, Meeting, MeetingSite
from api.rooms.organizations.models import Organization
from tests.makers.attendance import Phone, a_phone
from tests.makers.meetings import EVENING, a_meeting
from tests.makers.members import a_member
from tests.makers.organizations import a_branch, a_committee, a_position, a_province
from tests.makers.signin import signed_in
from tests.support.house import House


@dataclass
class Tonight:
    """Everybody a scan may be about."""

    house: House
    branch: Organization
    meeting: Meeting
    secretary: TestClient
    an: Phone
    binh: Phone
    stranger: Phone
    """Secretary of another branch."""

    def at(self, minutes: float, seconds: float = 0) -> datetime:
        """So many minutes after the meeting's start."""
        return EVENING + timedelta(minutes=minutes, seconds=seconds)


@pytest.fixture
def tonight(house: House, it_is) -> Tonight:
    """Ten minutes before the meeting."""
    it_is(EVENING - timedelta(minutes=10))
    committee = a_committee(house, under=a_province(house))
    branch, other = a_branch(house, under=committee), a_branch(house, under=committee)
    leader, an, binh = (a_member(house, of=branch, full_name=name) for name in ("Bế Văn Đàn", "Lò Thị An", "Vừ A Bình"))
    stranger = a_member(house, of=other)
    a_position(house, at=branch, role=Role.SECRETARY, member=leader)
    a_position(house, at=other, role=Role.SECRETARY, member=stranger)
    meeting = a_meeting(house, of=branch, summoned=[leader, an, binh])
    return Tonight(
        house,
        branch,
        meeting,
        signed_in(house, member=leader),
        a_phone(house, an),
        a_phone(house, binh),
        a_phone(house, stranger),
    )


@pytest.fixture
def site(tonight: Tonight) -> MeetingSite:
    """A further site at which An is expected."""
    with tonight.house.database.writing() as session:
        made = MeetingSite(meeting_id=tonight.meeting.id, position=1, name="Điểm cầu Bản Nà")
        session.add(made)
        session.flush()
        invitation = session.exec(select(Invitation).where(Invitation.member_id == tonight.an.member.id)).one()
        invitation.site_id = made.id
        session.add(invitation)
    return made
