"""Roll call: facts are only added, the roll follows from them, and nothing that anybody said is lost."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import DatabaseError
from sqlmodel import col, select, update

from api.kit import clock
from api.kit.ids import new_id
from api.rooms.meetings.models import Answer, Attendance, Decision, Invitation, RollFact, RollMethod
from api.rooms.meetings.roll import standing
from api.rooms.meetings.service.calling import Arrival, settle
from api.rooms.members.models import Member
from tests.makers.members import a_member

PEOPLE = [new_id() for _ in range(3)]
WRITERS = [new_id() for _ in range(2)]


@st.composite
def logs(draw):
    facts: list[RollFact] = []
    for number in range(draw(st.integers(0, 12))):
        seen = draw(st.sampled_from([None, *[fact.id for fact in facts]]))
        facts.append(
            RollFact(
                id=new_id(),
                meeting_id=PEOPLE[0],
                member_id=draw(st.sampled_from(PEOPLE)),
                status=draw(st.sampled_from(list(Attendance))),
                method=draw(st.sampled_from(list(RollMethod))),
                account_id=draw(st.sampled_from(WRITERS)),
                after_id=seen,
                number=number,
            )
        )
    return facts


@given(logs(), st.randoms())
def test_the_roll_is_the_same_in_whatever_order_the_log_is_read(facts, chance):
    mixed = list(facts)
    chance.shuffle(mixed)
    assert standing(mixed) == standing(facts)


@given(logs())
def test_the_last_word_of_a_person_stands_else_the_first_machine(facts):
    for member, stands in standing(facts).items():
        own = [fact for fact in facts if fact.member_id == member]
        by_hand = [fact for fact in own if fact.method is RollMethod.HAND]
        assert stands.fact is (by_hand[-1] if by_hand else own[0])


@given(logs())
def test_a_disagreement_is_told_only_between_two_people_who_say_different_things(facts):
    for stands in standing(facts).values():
        if stands.also_said is not None:
            assert stands.also_said is not stands.fact.status
            assert stands.fact.method is RollMethod.HAND


def roll_of(phone):
    return {entry["name"]: entry for entry in phone.record()["roll"]}


def test_all_present_but_one_in_one_request(chair_phone, secretary, clerk, others):
    chair_phone.call((secretary.id, "present"), (clerk.id, "present"), (others[0].id, "late"), (others[1].id, "exempt"))
    counts = chair_phone.record()["counts"]
    assert {name: counts[name] for name in ("summoned", "present", "late", "exempt", "unmarked")} == {
        "summoned": 4,
        "present": 3,
        "late": 1,
        "exempt": 1,
        "unmarked": 0,
    }
    assert (counts["official"], counts["probationary"], counts["official_present"]) == (3, 1, 2)


def test_a_correction_stands_and_the_first_word_stays_in_the_log(house, chair_phone, clerk):
    chair_phone.call((clerk.id, "unexcused"))
    chair_phone.call((clerk.id, "late"))
    assert roll_of(chair_phone)["Lê Văn Cường"]["status"] == "late"
    with house.database.reading() as session:
        facts = session.exec(select(RollFact).where(col(RollFact.member_id) == clerk.id).order_by(col(RollFact.number)))
        assert [fact.status for fact in facts] == ["unexcused", "late"]


def test_facts_sent_again_are_added_once(house, chair_phone, clerk):
    body = {"facts": [{"id": str(new_id()), "member_id": str(clerk.id), "status": "present"}]}
    for _ in range(3):
        assert chair_phone.client.post(f"{chair_phone.address}/roll", json=body).status_code == 204
    with house.database.reading() as session:
        assert len(session.exec(select(RollFact).where(col(RollFact.member_id) == clerk.id)).all()) == 1


def test_two_people_who_disagree_without_seeing_each_other_are_both_shown(chair_phone, clerk_phone, others):
    chair_phone.call((others[0].id, "present"))
    clerk_phone.call((others[0].id, "excused"))
    entry = roll_of(chair_phone)["Phạm Thị Dung"]
    assert (entry["status"], entry["also_said"], entry["marked_by"]) == ("excused", "present", "Lê Văn Cường")


def test_an_approved_absence_is_proposed_as_excused_with_its_reason(house, chair_phone, meeting, clerk):
    with house.database.writing() as session:
        invitation = session.exec(
            select(Invitation).where(col(Invitation.meeting_id) == meeting.id, col(Invitation.member_id) == clerk.id)
        ).one()
        invitation.answer, invitation.reason, invitation.decision = Answer.ABSENT, "sick", Decision.APPROVED
    entry = roll_of(chair_phone)["Lê Văn Cường"]
    assert (entry["status"], entry["proposed"], entry["reason"]) == (None, "excused", "sick")
    assert roll_of(chair_phone)["Đỗ Văn Em"]["proposed"] == "exempt"


def test_somebody_who_was_not_asked_to_come_is_no_entry_of_the_roll(house, branch, chair_phone):
    late_comer = a_member(house, of=branch)
    body = {"facts": [{"id": str(new_id()), "member_id": str(late_comer.id), "status": "present"}]}
    answer = chair_phone.client.post(f"{chair_phone.address}/roll", json=body)
    assert (answer.status_code, answer.json()["code"]) == (409, "meetings.not_on_the_roll")


def test_a_code_seen_after_the_opening_means_late_and_a_word_by_hand_stands_above_it(
    house, chair_phone, meeting, clerk
):
    chair_phone.open()
    with house.database.writing() as session:
        at = clock.now() + timedelta(minutes=12)
        settle(session, meeting.id, {clerk.id: Arrival(clerk.id, at, RollMethod.QR, scan_id=new_id())})
    assert roll_of(chair_phone)["Lê Văn Cường"]["status"] == "late"
    chair_phone.call((clerk.id, "present"))
    assert roll_of(chair_phone)["Lê Văn Cường"]["status"] == "present"


def test_opening_asks_who_came_to_the_branch_and_keeps_what_stood_about_who_left(house, branch, chair_phone, others):
    newcomer = a_member(house, of=branch, full_name="Vũ Thị Giang")
    with house.database.writing() as session:
        gone = session.get(Member, others[0].id)
        gone.state = "removed"
    record = chair_phone.open()
    assert "Vũ Thị Giang" in {entry["name"] for entry in record["roll"]}
    assert "Phạm Thị Dung" not in {entry["name"] for entry in record["roll"]}
    assert {(warning["code"], warning["details"]["member_id"]) for warning in record["warnings"]} == {
        ("member_arrived", str(newcomer.id)),
        ("member_left", str(others[0].id)),
    }


def test_opening_twice_opens_once(chair_phone, clerk_phone):
    first = chair_phone.open()
    assert first["state"] == "open"
    assert clerk_phone.open()["opened_at"] == first["opened_at"]


def test_facts_of_the_roll_cannot_be_changed(house, chair_phone, clerk):
    chair_phone.call((clerk.id, "present"))
    with pytest.raises(DatabaseError, match="append-only"), house.database.writing() as session:
        session.execute(update(RollFact).values(status=Attendance.EXCUSED))
