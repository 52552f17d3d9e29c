"""Offices are reminded of what the rules ask of them by a day: next month's meeting, requests about data."""

from datetime import date

import pytest

from api.kit.actors import Role
from api.kit.rules import RuleSet
from api.rooms.meetings.models import MeetingKind
from api.rooms.members.models import DataRequest, RequestKind, RequestState
from tests.makers.meetings import a_meeting
from tests.makers.members import a_member
from tests.makers.notifications import local
from tests.makers.organizations import a_branch, a_committee, a_position, a_province
from tests.makers.signin import an_account


@pytest.fixture
def people(house, branch):
    found = {name: a_member(house, of=branch) for name in ("one", "secretary")}
    a_position(house, at=branch, role=Role.SECRETARY, member=found["secretary"])
    return {name: (member, an_account(house, member=member).id) for name, member in found.items()}


def test_leaders_of_branches_without_next_months_meeting_hear_of_the_day_it_is_due(house, at, people, branch):
    """The rule meeting_frequency: by the twentieth; a thematic meeting is none."""
    other = a_branch(house)
    member = a_member(house, of=other)
    a_position(house, at=other, role=Role.DEPUTY, member=member)
    people = people | {"deputy there": (member, an_account(house, member=member).id)}
    a_meeting(house, of=branch, kind=MeetingKind.THEMATIC, starts_at=local("2027-01-05T19:30"))
    assert at("2026-12-16T08:00", people) == []
    assert at("2026-12-17T08:00", people) == [("month_unregistered", {"secretary", "deputy there"})]
    assert at("2026-12-17T12:00", people) == []
    a_meeting(house, of=branch, kind=MeetingKind.COMBINED, starts_at=local("2027-01-06T19:30"))
    assert at("2026-12-20T08:00", people) == [("month_last_day", {"deputy there"})]


def test_a_house_that_was_down_on_the_day_of_a_reminder_tells_it_on_the_next(at, people):
    assert at("2026-12-16T12:00", people) == []
    assert at("2026-12-18T09:00", people) == [("month_unregistered", {"secretary"})]
    assert at("2026-12-19T08:00", people) == []
    assert at("2026-12-20T08:00", people) == [("month_last_day", {"secretary"})]
    assert at("2026-12-21T08:00", people) == []


def test_a_committee_with_a_rule_of_its_own_has_days_of_its_own(house, at):
    committee = a_committee(house, under=a_province(house))
    here, there = a_branch(house, under=committee), a_branch(house)
    people = {}
    for name, place in (("here", here), ("there", there)):
        member = a_member(house, of=place)
        a_position(house, at=place, role=Role.SECRETARY, member=member)
        people[name] = (member, an_account(house, member=member).id)
    a_frequency(house, committee, by=10)
    assert at("2026-12-10T08:00", people) == [("month_last_day", {"here"})]
    assert at("2026-12-20T08:00", people) == [("month_last_day", {"there"})]


def a_frequency(house, organization, *, by):
    with house.database.writing() as session:
        session.add(
            RuleSet(
                topic="meeting_frequency",
                effective_from=date(2026, 1, 1),
                citation="HD 01",
                source_level="S",
                organization_id=organization.id,
                content={"regular_each_month": 1, "thematic_each_quarter": 1, "register_by_day": by},
            )
        )


def test_requests_about_data_are_told_to_those_who_answer_until_they_did(house, at, people):
    with house.database.writing() as session:
        request = DataRequest(
            member_id=people["one"][0].id,
            kind=RequestKind.COPY,
            text="",
            state=RequestState.ACKNOWLEDGED,
            received_on=date(2026, 12, 1),
            acknowledge_by=date(2026, 12, 3),
            finish_by=date(2026, 12, 11),
        )
        session.add(request)
    assert at("2026-12-09T08:00", people) == []
    assert at("2026-12-10T08:00", people) == [("requests_due", {"secretary"})]
    assert at("2026-12-10T10:00", people) == []
    assert at("2026-12-12T08:00", people) == [("requests_due", {"secretary"})]
    with house.database.writing() as session:
        session.get_one(DataRequest, request.id).state = RequestState.FINISHED
    assert at("2026-12-13T08:00", people) == []
