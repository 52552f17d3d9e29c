"""Votes of a meeting: the frozen roster with its reasons, tallies by hand, the rule that is cited."""

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy.exc import DatabaseError
from sqlmodel import update

from api.kit.ids import new_id
from api.kit.rules import RuleSet
from api.rooms.meetings.models import MeetingKind, Summons, VoteTally
from api.rooms.members.models import Member, State
from api.rooms.organizations import rule_sets
from tests.makers.meetings import a_meeting
from tests.makers.members import a_member
from tests.makers.signin import signed_in
from tests.rooms.meetings.phone import Phone

RESOLUTION = {"subject": "resolution", "title": "Thông qua nghị quyết tháng 12", "way": "raised_card"}


def put(phone, body=RESOLUTION, vote=None, status=200):
    answer = phone.client.put(f"{phone.address}/votes/{vote or new_id()}", json=body)
    assert answer.status_code == status, answer.text
    return answer.json()


def count(phone, vote, status=200, **numbers):
    answer = phone.client.put(f"{phone.address}/votes/{vote['id']}/tally", json=numbers)
    assert answer.status_code == status, answer.text
    return answer.json()


@pytest.fixture
def full_house(house, branch, secretary):
    """Twenty official members, three of them away on duty, and two probationary ones."""
    official = [secretary, *(a_member(house, of=branch) for _ in range(19))]
    probationary = [a_member(house, of=branch, state=State.PROBATIONARY) for _ in range(2)]
    meeting = a_meeting(house, of=branch, chair=secretary, summoned=[*official, *probationary])
    phone = Phone(signed_in(house, member=secretary), meeting)
    phone.open()
    phone.call(
        *((member.id, "present") for member in [*official[:17], *probationary]),
        *((member.id, "excused") for member in official[17:]),
    )
    return phone


def test_the_worked_example_of_the_rules(full_house):
    vote = put(full_house)
    assert (vote["base"], vote["may_vote"], vote["needed"]) == (20, 17, 11)
    assert "294-QĐ/TW" in vote["citation"]
    counted = count(full_house, vote, agree=17, disagree=0)
    assert (counted["tally"]["passed"], counted["tally"]["percent"], counted["state"]) == (True, 85.0, "counted")


def test_two_thirds_are_taken_of_the_same_base(full_house):
    vote = put(full_house, RESOLUTION | {"subject": "admission", "title": "Kết nạp quần chúng"})
    assert (vote["base"], vote["needed"], vote["more_than"], vote["share"]) == (20, 14, False, [2, 3])
    assert count(full_house, vote, agree=13, disagree=4)["tally"]["passed"] is False


def test_the_roster_says_of_each_why_he_is_in_or_out(chair_phone, secretary, clerk, others):
    chair_phone.call((secretary.id, "present"), (others[0].id, "present"), (others[1].id, "late"))
    vote = put(chair_phone)
    assert {seat["name"]: (seat["in_base"], seat["may_vote"], seat["reason"]) for seat in vote["seats"]} == {
        "Trần Thị Bình": (True, True, "official"),
        "Lê Văn Cường": (True, False, "official"),
        "Phạm Thị Dung": (False, False, "probationary"),
        "Đỗ Văn Em": (True, True, "exempt_came"),
    }
    assert clerk.full_name in {seat["name"] for seat in vote["seats"]}


def test_a_frozen_roster_stays_as_it_was(chair_phone, secretary, others):
    chair_phone.call((secretary.id, "present"))
    vote = put(chair_phone)
    chair_phone.call((others[1].id, "late"))
    again = put(chair_phone, RESOLUTION | {"title": "Thông qua nghị quyết"}, vote=vote["id"])
    assert (again["base"], again["title"]) == (vote["base"], "Thông qua nghị quyết")
    assert put(chair_phone)["base"] == vote["base"] + 1


@pytest.mark.parametrize(
    ("numbers", "problem"),
    [
        ({"agree": 19, "disagree": 2}, "above_base"),
        ({"agree": 21, "disagree": 0}, "above_base"),
        ({"agree": 5, "disagree": 0, "handed_out": 5, "collected": 5, "invalid": 0}, "no_papers"),
    ],
)
def test_a_tally_that_cannot_be_true_is_refused(full_house, numbers, problem):
    refused = count(full_house, put(full_house), 409, **numbers)
    assert (refused["code"], refused["params"]["problem"]) == ("meetings.tally_impossible", problem)


@pytest.mark.parametrize(
    ("numbers", "problem"),
    [
        ({"agree": 15, "disagree": 2}, "papers_missing"),
        ({"agree": 15, "disagree": 2, "handed_out": 17, "collected": 17, "invalid": 1}, "papers_do_not_add_up"),
        ({"agree": 15, "disagree": 1, "handed_out": 16, "collected": 17, "invalid": 1}, "above_handed_out"),
    ],
)
def test_paper_ballots_are_counted_in_full(full_house, numbers, problem):
    vote = put(full_house, RESOLUTION | {"way": "secret_ballot"})
    assert count(full_house, vote, 409, **numbers)["params"]["problem"] == problem


def test_a_correction_is_a_further_tally_and_the_same_numbers_are_none(house, full_house):
    vote = put(full_house)
    for agree in (16, 16, 17):
        counted = count(full_house, vote, agree=agree, disagree=0)
    assert (counted["tally"]["agree"], counted["corrections"]) == (17, 1)
    with pytest.raises(DatabaseError, match="append-only"), house.database.writing() as session:
        session.execute(update(VoteTally).values(agree=1))


def test_phones_vote_only_where_a_committee_has_allowed_it(house, branch, full_house):
    poll = RESOLUTION | {"way": "phone_open"}
    assert put(full_house, poll, status=409)["code"] == "meetings.way_not_allowed"
    allow_polls(house, branch)
    assert put(full_house, poll)["way"] == "phone_open"


def allow_polls(house, branch):
    content = next(entry["content"] for entry in rule_sets.read() if entry["topic"] == "vote_subjects")
    subjects = [subject | {"poll": True} for subject in content["subjects"]]
    with house.database.writing() as session:
        session.add(
            RuleSet(
                topic="vote_subjects",
                effective_from=date(2026, 1, 1),
                citation="Hướng dẫn của đảng ủy",
                source_level="P",
                organization_id=branch.id,
                content=content | {"subjects": subjects},
            )
        )


def test_an_open_poll_takes_one_choice_each_of_those_who_may_vote(house, branch, full_house, secretary):
    allow_polls(house, branch)
    vote = put(full_house, RESOLUTION | {"way": "phone_open"})
    ballot = f"{full_house.address}/votes/{vote['id']}/ballot"
    assert [full_house.client.put(ballot, json={"choice": "agree"}).status_code for _ in range(2)] == [204, 204]
    changed = full_house.client.put(ballot, json={"choice": "disagree"})
    assert (changed.status_code, changed.json()["code"]) == (409, "meetings.ballot_taken")
    probationary = next(seat for seat in vote["seats"] if seat["reason"] == "probationary")
    outsider = signed_in(house, member=member_of(house, probationary["member_id"]))
    assert outsider.put(ballot, json={"choice": "agree"}).json()["code"] == "meetings.may_not_vote"
    counted = full_house.client.post(f"{full_house.address}/votes/{vote['id']}/count").json()
    assert (counted["tally"]["agree"], counted["tally"]["passed"], counted["my_ballot"]) == (1, False, True)
    assert full_house.client.put(ballot, json={"choice": "agree"}).status_code == 204
    assert secretary.full_name in {seat["name"] for seat in counted["seats"]}


def member_of(house, member_id):
    with house.database.reading() as session:
        return session.get(Member, UUID(member_id))


def test_a_vote_called_off_stays_in_the_record_and_takes_no_tally(chair_phone):
    vote = put(chair_phone)
    cancelled = chair_phone.client.post(f"{chair_phone.address}/votes/{vote['id']}/cancel").json()
    assert cancelled["state"] == "cancelled"
    assert count(chair_phone, vote, 409, agree=1, disagree=0)["code"] == "meetings.vote_over"
    assert [one["state"] for one in chair_phone.record()["votes"]] == ["cancelled"]


def test_a_committee_counts_by_its_own_paragraph(house, branch, secretary):
    away = a_member(house, of=branch, state=State.TEMPORARY_AWAY)
    meeting = a_meeting(house, of=branch, kind=MeetingKind.COMMITTEE, chair=secretary, summoned=[secretary, away])
    with house.database.writing() as session:
        session.merge(meeting).summons = Summons.COMMITTEE
    phone = Phone(signed_in(house, member=secretary), meeting)
    phone.call((secretary.id, "present"))
    assert put(phone)["base"] == 1
    phone.call((away.id, "present"))
    assert put(phone)["base"] == 2


def test_the_rule_that_is_cited_is_the_one_of_the_meetings_day(chair_phone):
    assert put(chair_phone)["more_than"] is True
    assert put(chair_phone, RESOLUTION | {"subject": "poem"}, status=409)["code"] == "meetings.subject_unknown"
