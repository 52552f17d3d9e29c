"""The demo province as rows: whole, lawful, and made once."""

from collections import Counter

import pytest
from sqlmodel import col, func, select

from api.kit.actors import Role
from api.kit.scope import OrganizationClosure
from api.rooms.conferences.models import Booth, ConferenceSession, Guest, Seat
from api.rooms.library.models import Document, State
from api.rooms.meetings.models import Meeting, PaperNumber
from api.rooms.members.models import Member, Membership, MemberState
from api.rooms.organizations.models import Organization, Position
from api.rooms.signin.models import Account
from notifications import announcements
from notifications.models import Announcement
from notifications.stages import total_of
from tests.makers.organizations import a_province

SCALE = 600


@pytest.fixture
def demo(house, terminal):
    terminal.succeeds("demo", "--scale", SCALE)
    with house.database.reading() as session:
        yield session


def test_a_demo_is_whole_and_made_once(demo, house, terminal):
    assert demo.exec(select(func.count()).select_from(Member)).one() == SCALE
    states = demo.exec(select(Document.state)).all()
    assert states == [State.PUBLISHED] * 14
    symbols = dict(demo.exec(select(PaperNumber.symbol, func.count()).group_by(PaperNumber.symbol)).all())
    assert {symbols[f"0{number}-{kind}/CB"] for number in (1, 2, 3) for kind in ("BB", "NQ")} == {5}
    states = Counter(demo.exec(select(Meeting.state)))
    assert (states["open"], states["postponed"], states["cancelled"]) == (1, 1, 1)
    assert min(states["published"], states["reported"]) > 30

    sizes = [demo.exec(select(func.count()).select_from(table)).one() for table in (ConferenceSession, Booth, Guest)]
    assert sizes == [2, 1, 6]
    assert demo.exec(select(func.count()).select_from(Seat)).one() > sizes[-1]

    assert Counter(demo.exec(select(Announcement.state))) == {"sent": 4, "scheduled": 1}
    stages = announcements.stages_of(demo, demo.exec(select(Announcement).order_by(col(Announcement.send_at))).first())
    total = total_of(stages)
    assert total.addressed > total.with_device > total.accepted > total.shown > total.opened > SCALE / 10

    places = {place.id: place for place in demo.exec(select(Organization))}
    assert Counter(place.kind for place in places.values())["branch"] == 60
    closure = {(row.descendant_id, row.ancestor_id): row.depth for row in demo.exec(select(OrganizationClosure))}
    for place in places.values():
        above, depth = place, 0
        while above is not None:
            assert closure.pop((place.id, above.id)) == depth
            above, depth = places.get(above.parent_id), depth + 1
    assert closure == {}

    members = demo.exec(select(Member)).all()
    now = {state.member_id: state for state in demo.exec(select(MemberState).where(MemberState.to_on == None))}  # noqa: E711 - SQL
    branches = {row.member_id: row.branch_id for row in demo.exec(select(Membership))}
    for member in members:
        assert now[member.id].state == member.state
        assert branches[member.id] == member.branch_id

    secretaries = demo.exec(select(Position.organization_id).where(Position.role == Role.SECRETARY)).all()
    assert Counter(secretaries) == dict.fromkeys(places, 1)
    holders = demo.exec(select(Position.member_id)).all()
    assert len([*filter(None, holders)]) == len({*filter(None, holders)})
    logins = demo.exec(select(Account.login)).all()
    assert len(logins) == len({*logins})

    again = terminal.succeeds("demo", "--scale", SCALE)
    assert "đã có từ trước" in again
    with house.database.reading() as session:
        assert session.exec(select(func.count()).select_from(Member)).one() == SCALE


def test_a_house_with_data_of_its_own_gets_no_demo(house, terminal):
    a_province(house)
    result = terminal.run("demo")
    assert result.exit_code == 3
    assert "--force" in result.output
