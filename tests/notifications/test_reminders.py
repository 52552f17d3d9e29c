"""Reminders go out at their local hour, once, to the right people, and not for what is called off."""

from datetime import date

import pytest
from sqlmodel import select

from api.kit.actors import Role
from api.rooms.meetings.models import (
    AgendaPaper,
    Answer,
    Assignment,
    CarriedTask,
    Decision,
    Invitation,
    InvitedAs,
    Meeting,
    MeetingState,
    TaskState,
)
from api.rooms.members.models import Member, State
from notifications.models import Delivery, Message
from notifications.reminding import remind
from tests.makers.library import a_document
from tests.makers.meetings import a_meeting
from tests.makers.members import a_member
from tests.makers.notifications import a_subscription, local, tools_of
from tests.makers.organizations import a_branch, a_position
from tests.makers.signin import an_account


@pytest.fixture
def people(house, branch):
    found = {name: a_member(house, of=branch) for name in ("one", "two", "secretary", "other")}
    a_position(house, at=branch, role=Role.SECRETARY, member=found["secretary"])
    return {name: (member, an_account(house, member=member).id) for name, member in found.items()}


@pytest.fixture
def meeting(house, branch, people):
    """Thursday the third, half past seven in the evening; called a week before."""
    made = a_meeting(
        house, of=branch, summoned=[people["one"][0], people["two"][0]], starts_at=local("2026-12-03T19:30")
    )
    answers(house, made, people, Answer.COMING, "one", "two")
    return made


def change(house, meeting, **values):
    with house.database.writing() as session:
        session.get_one(Meeting, meeting.id).sqlmodel_update(values)


def answers(house, meeting, people, answer, *who, decision=None):
    with house.database.writing() as session:
        for name in who:
            row = session.exec(
                select(Invitation).where(
                    Invitation.meeting_id == meeting.id, Invitation.member_id == people[name][0].id
                )
            ).one()
            row.answer, row.decision = answer, decision


@pytest.fixture
def papers(house, branch, meeting):
    """Lays a paper out for the meeting."""

    def lay(at_: str):
        document = a_document(house, by=branch)
        with house.database.writing() as session:
            session.add(
                AgendaPaper(meeting_id=meeting.id, document_id=document.id, title="Báo cáo", created_at=local(at_))
            )

    return lay


@pytest.mark.usefixtures("meeting")
def test_the_evening_before_and_an_hour_before_by_the_local_clock(at, people, papers):
    papers("2026-11-20T08:00")
    assert at("2026-12-02T18:59", people) == []
    assert at("2026-12-02T19:00", people) == [("meeting_tomorrow", {"one", "two"})]
    assert at("2026-12-02T19:05", people) == []
    assert at("2026-12-03T18:25", people) == []
    assert at("2026-12-03T18:30", people) == [("meeting_soon", {"one", "two"})]
    assert at("2026-12-03T18:35", people) == []


def test_a_meeting_that_moves_is_reminded_of_at_its_new_time(house, at, people, meeting, papers):
    papers("2026-11-20T08:00")
    assert at("2026-12-02T19:00", people) == [("meeting_tomorrow", {"one", "two"})]
    change(house, meeting, starts_at=local("2026-12-10T19:30"), ends_at=local("2026-12-10T21:00"))
    assert at("2026-12-03T18:30", people) == []
    assert at("2026-12-09T19:00", people) == [("meeting_tomorrow", {"one", "two"})]
    assert at("2026-12-10T18:30", people) == [("meeting_soon", {"one", "two"})]


@pytest.mark.parametrize("state", [MeetingState.CANCELLED, MeetingState.POSTPONED, MeetingState.PLANNED])
def test_nothing_is_told_of_a_meeting_that_does_not_take_place(house, at, meeting, papers, state):
    papers("2026-11-20T08:00")
    change(house, meeting, state=state)
    for moment in ("2026-12-01T08:00", "2026-12-02T19:00", "2026-12-03T18:30", "2026-12-05T08:00"):
        assert at(moment) == []


def test_a_cancellation_between_finding_and_telling_is_heeded(house, at, meeting, papers, monkeypatch):
    papers("2026-11-20T08:00")
    found = house.database.writing

    def cancel_first():
        monkeypatch.setattr(house.database, "writing", found)
        change(house, meeting, state=MeetingState.CANCELLED)
        return found()

    monkeypatch.setattr(house.database, "writing", cancel_first)
    assert at("2026-12-02T19:00") == []


def test_who_is_excused_needs_no_reminder(house, at, people, meeting, papers):
    papers("2026-11-20T08:00")
    answers(house, meeting, people, Answer.ABSENT, "two", decision=Decision.APPROVED)
    assert at("2026-12-02T19:00", people) == [("meeting_tomorrow", {"one"})]


def test_who_was_suspended_or_went_elsewhere_is_not_called_and_a_guest_from_elsewhere_is(
    house, at, branch, people, meeting
):
    """The meeting's own list follows only when it opens."""
    people |= {name: a_person(house, branch) for name in ("suspended", "moved", "kept")}
    people["guest"] = a_person(house, a_branch(house))
    doubled = a_member(house, of=branch)
    with house.database.writing() as session:
        session.get_one(Member, people["suspended"][0].id).state = State.SUSPENDED
        session.get_one(Member, people["moved"][0].id).branch_id = people["guest"][0].branch_id
        merged = {"state": State.MERGED, "merged_into_id": people["kept"][0].id}
        session.get_one(Member, doubled.id).sqlmodel_update(merged)
        asked = [people["suspended"][0], people["moved"][0], doubled]
        session.add_all(
            Invitation(meeting_id=meeting.id, member_id=one.id, invited_as=InvitedAs.SUMMONED) for one in asked
        )
        session.add(Invitation(meeting_id=meeting.id, member_id=people["guest"][0].id, invited_as=InvitedAs.GUEST))
    assert at("2026-12-01T08:00", people) == [
        ("answer_missing", {"kept", "guest"}),
        ("papers_due", {"secretary"}),
    ]
    assert at("2026-12-02T19:00", people) == [("meeting_tomorrow", {"one", "two", "kept", "guest"})]
    answers(house, meeting, {"doubled": (doubled, None)}, Answer.ABSENT, "doubled", decision=Decision.APPROVED)
    assert at("2026-12-03T18:30", people) == [("meeting_soon", {"one", "two", "guest"})]


def a_person(house, branch):
    member = a_member(house, of=branch)
    return member, an_account(house, member=member).id


def test_who_did_not_answer_is_asked_two_days_before(house, at, people, meeting, papers):
    papers("2026-11-20T08:00")
    answers(house, meeting, people, None, "two")
    assert at("2026-12-01T07:55", people) == []
    assert at("2026-12-01T08:00", people) == [("answer_missing", {"two"})]
    assert at("2026-12-02T08:00", people) == []


def test_an_invitation_has_half_a_day_before_an_answer_is_missed(house, at, people, meeting, papers):
    papers("2026-11-20T08:00")
    answers(house, meeting, people, None, "one", "two")
    change(house, meeting, published_at=local("2026-12-01T15:00"))
    assert at("2026-12-01T18:00", people) == []
    assert at("2026-12-02T08:00", people) == [("answer_missing", {"one", "two"})]


@pytest.mark.usefixtures("meeting")
def test_papers_laid_out_later_are_told_when_the_last_has_settled(at, people, papers):
    papers("2026-11-29T09:00")
    papers("2026-11-29T09:10")
    assert at("2026-11-29T09:20", people) == []
    assert at("2026-11-29T09:25", people) == [("papers_out", {"one", "two"})]
    assert at("2026-11-29T09:30", people) == []
    papers("2026-11-29T14:00")
    assert at("2026-11-29T14:30", people) == [("papers_out", {"one", "two"})]


@pytest.mark.usefixtures("meeting")
def test_leaders_without_papers_hear_of_it_the_day_before_the_rule_wants_them(at, people):
    """The rule papers_deadline: a day before the meeting, so on the second; told on the first."""
    assert at("2026-11-30T08:00", people) == []
    assert at("2026-12-01T08:00", people) == [("papers_due", {"secretary"})]
    assert at("2026-12-01T18:55", people) == []


@pytest.mark.usefixtures("meeting")
def test_a_house_that_was_down_the_day_before_tells_leaders_on_the_last_day(at, people):
    assert at("2026-12-02T09:00", people) == [("papers_due", {"secretary"})]
    assert at("2026-12-02T12:00", people) == []


@pytest.mark.parametrize("state", [MeetingState.PUBLISHED, MeetingState.OPEN, MeetingState.CLOSED])
def test_minutes_are_asked_for_on_the_last_two_mornings(house, at, people, meeting, state):
    """The rule papers_deadline: within two days after, so by the fifth."""
    change(house, meeting, state=state, chair_id=people["other"][0].id)
    assert at("2026-12-03T22:00", people) == []
    assert at("2026-12-04T08:00", people) == [("minutes_due", {"secretary", "other"})]
    assert at("2026-12-05T08:00", people) == [("minutes_due", {"secretary", "other"})]
    assert at("2026-12-06T08:00", people) == []


def test_a_report_that_has_gone_up_is_not_asked_for(house, at, meeting):
    change(house, meeting, state=MeetingState.REPORTED)
    assert at("2026-12-04T08:00") == []


def test_tasks_are_told_to_those_who_do_them_unless_they_are_done(house, at, people, meeting):
    change(house, meeting, state=MeetingState.REPORTED)
    with house.database.writing() as session:
        tasks = [
            Assignment(
                meeting_id=meeting.id, text="Việc", assignee_id=people[who][0].id, due_on=date(2026, 12, 15), position=1
            )
            for who in ("one", "two")
        ]
        session.add_all(tasks)
        session.flush()
        session.add(CarriedTask(meeting_id=meeting.id, assignment_id=tasks[1].id, state=TaskState.DONE))
    assert at("2026-12-12T08:00", people) == []
    assert at("2026-12-13T08:00", people) == [("tasks_due", {"one"})]
    assert at("2026-12-14T08:00", people) == []
    assert at("2026-12-15T08:00", people) == [("tasks_due", {"one"})]


@pytest.mark.usefixtures("meeting")
def test_two_workers_at_the_same_minute_tell_it_once(house, at, people, papers, monkeypatch):
    """The second finds it while the first has it in hand, and then sees that it was claimed."""
    papers("2026-11-20T08:00")
    a_subscription(house, of=people["one"][1])
    monkeypatch.setattr("notifications.repository.reminded", lambda *_: set())
    assert len(at("2026-12-02T19:00")) == 1
    assert at("2026-12-02T19:00") == []
    with house.database.reading() as session:
        assert len(session.exec(select(Delivery)).all()) == 1


@pytest.mark.usefixtures("meeting")
def test_what_fails_in_the_middle_leaves_nothing_and_is_told_at_the_next_minute(house, at, papers, monkeypatch, it_is):
    """As after a kill between the claim and the message: both are one transaction."""
    papers("2026-11-20T08:00")

    def fail(*_arguments, **_options):
        raise ConnectionError

    monkeypatch.setattr("notifications.reminding.post", fail)
    with pytest.raises(RuntimeError):
        at("2026-12-02T19:00")
    monkeypatch.undo()
    it_is(local("2026-12-02T19:05"))
    remind(tools_of(house))
    with house.database.reading() as session:
        assert session.exec(select(Message.title_key)).all() == ["meeting_tomorrow"]
