"""A conference that offers check-in by face: its secretary with a kiosk, two members, a stranger's photograph."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import inspect, text

from api.kit import clock
from api.kit.actors import Role
from api.rooms.meetings.models import Meeting
from api.rooms.members.models import Member
from api.rooms.organizations.models import Organization
from tests.makers.attendance import report
from tests.makers.faces import a_consent, a_kiosk, an_offer, send_frames
from tests.makers.meetings import EVENING, a_meeting
from tests.makers.members import a_member
from tests.makers.organizations import a_branch, a_committee, a_position, a_province
from tests.makers.signin import signed_in
from tests.support.house import House
from tests.support.photographs import photograph, three_frames


@dataclass
class Hall:
    """Everybody a kiosk may see."""

    house: House
    committee: Organization
    branch: Organization
    meeting: Meeting
    secretary: TestClient
    an: TestClient
    binh: TestClient
    members: dict[str, Member]
    kiosk: str

    def enrol(self, who: TestClient, name: str):
        """Agree, and send three frames of a photograph."""
        a_consent(who, self.meeting.id)
        frames = three_frames(photograph(name))
        return send_frames(who, "PUT", f"/meetings/{self.meeting.id}/template", frames)

    def look(self, name: str, kiosk: str | None = None) -> dict[str, object]:
        """What the kiosk says when somebody with this photograph's face stands before it."""
        answer = send_frames(
            self.secretary, "POST", f"/kiosks/{kiosk or self.kiosk}/looks", three_frames(photograph(name))
        )
        assert answer.status_code == 200, answer.text
        found: dict[str, object] = answer.json()
        return found

    def hand_in(self, look: dict[str, object], by: TestClient | None = None) -> dict[str, object]:
        """The ticket of a look, sent to the roll-call."""
        scan = {
            "scan_id": look["scan_id"],
            "meeting_id": str(self.meeting.id),
            "method": "face",
            "device_at": clock.now().isoformat(),
            "code": look["ticket"],
        }
        [answer] = report(by or self.secretary, scan)
        return answer

    def mine(self, who: TestClient) -> dict[str, list[dict[str, object]]]:
        """What is stored about somebody."""
        found: dict[str, list[dict[str, object]]] = who.get("/api/faces/mine").json()
        return found


@pytest.fixture
def hall(house: House, it_is) -> Hall:
    """An hour before the meeting."""
    it_is(EVENING - timedelta(hours=1))
    committee = a_committee(house, under=a_province(house))
    branch = a_branch(house, under=committee)
    members = {
        name: a_member(house, of=branch, full_name=full)
        for name, full in (("leader", "Bế Văn Đàn"), ("an", "Lò Thị An"), ("binh", "Vừ A Bình"))
    }
    a_position(house, at=branch, role=Role.SECRETARY, member=members["leader"])
    meeting = a_meeting(house, of=branch, summoned=list(members.values()))
    secretary = signed_in(house, member=members["leader"])
    an_offer(secretary, meeting.id)
    return Hall(
        house,
        committee,
        branch,
        meeting,
        secretary,
        signed_in(house, member=members["an"]),
        signed_in(house, member=members["binh"]),
        members,
        a_kiosk(secretary, meeting.id),
    )


def officer(hall: Hall, role: Role) -> TestClient:
    """Somebody with this position at the committee."""
    member = a_member(hall.house, of=hall.branch, full_name="Hoàng Thị Sáu")
    a_position(hall.house, at=hall.committee, role=role, member=member)
    return signed_in(hall.house, member=member, second_factor=True)


def id_of(value: object) -> UUID:
    """An id from an answer."""
    return UUID(str(value))


def everything(hall: Hall) -> dict[str, int]:
    """How many rows each table of the house has."""
    with hall.house.database.reading() as session:
        tables = inspect(session.connection()).get_table_names()
        return {name: session.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one() for name in tables}
