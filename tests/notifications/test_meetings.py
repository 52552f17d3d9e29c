"""What is told about meetings, and to whom."""

import pytest
from sqlmodel import col, select

from api.kit.actors import Role
from api.rooms.attendance.events import DeskChanged
from api.rooms.meetings.events import (
    AbsenceAsked,
    AbsenceDecided,
    MeetingCancelled,
    MeetingChanged,
    MeetingPostponed,
    MeetingPublished,
    ReportDecided,
)
from api.rooms.meetings.models import MeetingState
from notifications.models import Delivery, DeliveryState, InboxEntry, Urgency
from tests.makers.meetings import a_meeting
from tests.makers.members import a_member
from tests.makers.notifications import a_subscription, told
from tests.makers.organizations import a_branch, a_position
from tests.makers.signin import an_account


@pytest.fixture
def branch(house):
    return a_branch(house)


@pytest.fixture
def people(house, branch):
    """Two who are asked, the chair, the secretary, and one who is not asked."""
    members = {name: a_member(house, of=branch) for name in ("one", "two", "chair", "secretary", "other")}
    a_position(house, at=branch, role=Role.SECRETARY, member=members["secretary"])
    return {name: (member, an_account(house, member=member).id) for name, member in members.items()}


@pytest.fixture
def meeting(house, branch, people):
    def make(state=MeetingState.PUBLISHED):
        asked = [people["one"][0], people["two"][0]]
        return a_meeting(house, of=branch, summoned=asked, chair=people["chair"][0], state=state)

    return make


def got(house, people, messages) -> list[tuple[str, set[str]]]:
    names = {account: name for name, (_, account) in people.items()}
    with house.database.reading() as session:
        return [
            (
                message.title_key,
                {
                    names[account]
                    for account in session.exec(
                        select(InboxEntry.account_id).where(col(InboxEntry.message_id) == message.id)
                    )
                },
            )
            for message in messages
        ]


ASKED = {"one", "two", "chair"}


def test_who_is_asked_hears_of_a_meeting(house, branch, people, meeting):
    event = MeetingPublished(meeting_id=meeting().id, organization_id=branch.id)
    assert got(house, people, told(house, event)) == [("meeting_published", ASKED)]


def test_nothing_is_told_of_a_meeting_called_off_meanwhile(house, branch, meeting):
    event = MeetingPublished(meeting_id=meeting(MeetingState.CANCELLED).id, organization_id=branch.id)
    assert told(house, event) == []


@pytest.mark.parametrize(
    ("fields", "urgency"), [(["starts_at"], Urgency.HIGH), (["place", "title"], Urgency.HIGH), (["agenda"], "normal")]
)
def test_a_change_of_time_or_place_is_urgent(house, people, meeting, fields, urgency):
    messages = told(house, MeetingChanged(meeting_id=meeting().id, fields=fields))
    assert got(house, people, messages) == [("meeting_changed", ASKED)]
    assert messages[0].urgency == urgency


@pytest.mark.parametrize(("has_new_time", "key"), [(True, "meeting_moved"), (False, "meeting_postponed")])
def test_a_meeting_put_off(house, people, meeting, has_new_time, key):
    event = MeetingPostponed(meeting_id=meeting(MeetingState.POSTPONED).id, has_new_time=has_new_time)
    assert got(house, people, told(house, event)) == [(key, ASKED)]


def test_a_cancellation_takes_the_place_of_the_invitation_on_its_way(house, branch, people, meeting):
    a_subscription(house, of=people["one"][1])
    made = meeting()
    told(house, MeetingPublished(meeting_id=made.id, organization_id=branch.id))
    with house.database.writing() as session:
        session.get_one(type(made), made.id).state = MeetingState.CANCELLED
    (message,) = told(house, MeetingCancelled(meeting_id=made.id))
    with house.database.reading() as session:
        states = {row.message_id == message.id: row.state for row in session.exec(select(Delivery))}
    assert states == {False: DeliveryState.SUPERSEDED, True: DeliveryState.WAITING}


def test_absences_are_asked_of_the_leaders_and_answered_to_the_one_who_asked(house, people, meeting):
    made, asking = meeting(), people["one"][0]
    asked = told(house, AbsenceAsked(meeting_id=made.id, member_id=asking.id))
    decided = told(house, AbsenceDecided(meeting_id=made.id, member_id=asking.id, decision="refused"))
    assert got(house, people, asked + decided) == [
        ("absence_asked", {"secretary"}),
        ("absence_decided", {"one"}),
    ]


def test_a_helper_hears_of_the_desk_and_of_its_end(house, people, meeting):
    made, helper = meeting(), people["two"][0]
    messages = [
        message
        for given in (True, False)
        for message in told(house, DeskChanged(meeting_id=made.id, member_id=helper.id, given=given))
    ]
    assert got(house, people, messages) == [("desk_granted", {"two"}), ("desk_revoked", {"two"})]


@pytest.mark.parametrize("accepted", [True, False])
def test_the_branch_hears_what_became_of_its_report(house, people, meeting, accepted):
    made = meeting(MeetingState.REPORTED)
    event = ReportDecided(meeting_id=made.id, organization_id=made.organization_id, accepted=accepted)
    key = "report_accepted" if accepted else "report_returned"
    assert got(house, people, told(house, event)) == [(key, {"secretary"})]
