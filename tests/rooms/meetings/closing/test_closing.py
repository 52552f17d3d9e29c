"""Closing: what must be done before, what it does, and two secretaries at once."""

from concurrent.futures import ThreadPoolExecutor

from sqlmodel import select

from api.kit.outbox import OutboxEntry
from api.rooms.meetings.models import Meeting, MeetingReport, MeetingState, NumberCounter, PaperNumber
from api.rooms.members.models import Member
from tests.makers.meetings import a_meeting
from tests.makers.organizations import a_branch
from tests.makers.signin import signed_in
from tests.rooms.meetings.closing.conftest import hold


def line(form, code):
    return next(one for one in form["lines"] if one["code"] == code)


def test_points_are_proposed_from_what_was_recorded_and_say_why(held):
    form = held.client.get(f"{held.address}/score").json()
    attendance = line(form, "attendance")
    assert attendance["given"] == 2
    assert attendance["proposal"]["figures"] == {"present": 4, "counted": 6, "left_out": 0}
    assert attendance["proposal"]["step"] == "Từ 65% đến dưới 75%"
    assert line(form, "no_unexcused")["given"] == 0
    assert line(form, "speakers")["proposal"]["figures"] == {"speakers": 1, "present": 4}
    assert not line(form, "thematic_content")["of_this_kind"]
    assert not line(form, "tasks")["applies"]
    assert form["score"] is None
    assert "content_prepared" in form["missing"]


def test_what_people_decide_stands_above_the_proposal_and_can_be_taken_back(held):
    address = f"{held.address}/score"
    body = {"lines": [{"code": "attendance", "points": 4}, {"code": "tasks", "points": 27}]}
    form = held.client.put(address, json=body, headers={"If-Match": '"0"'}).json()
    assert (line(form, "attendance")["given"], line(form, "attendance")["decided"]) == (4, True)
    assert line(form, "tasks")["applies"]
    back = held.client.put(address, json={"lines": [{"code": "attendance"}]}, headers={"If-Match": '"1"'}).json()
    assert (line(back, "attendance")["given"], line(back, "attendance")["decided"]) == (2, False)
    stale = held.client.put(address, json=body, headers={"If-Match": '"1"'})
    assert (stale.status_code, stale.json()["code"]) == (412, "request.changed_meanwhile")


def test_no_more_points_than_the_form_has(held):
    for bad in ({"code": "attendance", "points": 5}, {"code": "thematic_content", "points": 1}, {"code": "x"}):
        answer = held.client.put(f"{held.address}/score", json={"lines": [bad]}, headers={"If-Match": '"0"'})
        assert (answer.status_code, answer.json()["code"]) == (409, "meetings.criterion_unknown")


def test_the_score_is_brought_to_a_hundred_openly(held):
    form = held.judge()
    assert form["applicable"] + form["left_out"] == 100
    assert form["left_out"] == 38  # the thematic part, tasks carried over, and papers: there are none this month
    assert form["score"] == round(form["given"] / form["applicable"] * 100 + 1e-9, 1)


def test_closing_needs_the_roll_of_everybody(house):
    branch = a_branch(house)
    _, phone, members = hold(house, branch)
    meeting = a_meeting(house, of=branch, chair=members[0], summoned=members[:2], state=MeetingState.OPEN)
    answer = phone.client.post(f"/api/meetings/{meeting.id}/close")
    assert (answer.status_code, answer.json()["code"]) == (409, "meetings.roll_not_called")
    assert answer.json()["params"] == {"unmarked": 2}


def test_closing_needs_every_criterion(held):
    answer = held.close()
    assert (answer.status_code, answer.json()["code"]) == (409, "meetings.score_incomplete")
    assert "criticism" in answer.json()["params"]["missing"]


def test_a_meeting_that_is_not_open_is_not_closed(house):
    branch = a_branch(house)
    _, phone, members = hold(house, branch)
    meeting = a_meeting(house, of=branch, chair=members[0], summoned=members)
    answer = phone.client.post(f"/api/meetings/{meeting.id}/close")
    assert (answer.status_code, answer.json()["code"]) == (409, "meetings.wrong_state")


def test_closing_seals_the_papers_and_sends_the_report_up(held):
    done = held.closed()
    assert [paper["symbol"] for paper in done["papers"]] == ["01-BB/CB", "01-NQ/CB"]
    assert done["score"] is not None
    with held.house.database.reading() as session:
        meeting = session.get_one(Meeting, held.meeting.id)
        assert meeting.state is MeetingState.REPORTED
        report = session.exec(select(MeetingReport)).one()
        assert (report.summoned, report.counted, report.present, report.unexcused) == (6, 6, 4, 1)
        kinds = {entry.kind for entry in session.exec(select(OutboxEntry))}
    assert {"meetings.closed", "meetings.reported"} <= kinds


def test_closing_again_gives_the_same_answer(held):
    done = held.closed()
    assert held.close().json() == done


def test_of_two_secretaries_one_closes_and_the_other_gets_the_same_answer(held):
    held.judge()
    clerk = signed_in(held.house, member=held.members[1])
    with ThreadPoolExecutor(4) as hands:
        answers = list(hands.map(held.close, [held.client, clerk, held.client, clerk]))
    assert [answer.status_code for answer in answers] == [200] * 4
    assert len({answer.text for answer in answers}) == 1
    with held.house.database.reading() as session:
        assert len(session.exec(select(PaperNumber)).all()) == 2


def test_the_record_is_locked_afterwards(held):
    held.closed()
    item = held.phone.record()["items"][0]["id"]
    envelope = held.phone.envelope("late")
    late = held.client.put(f"{held.address}/fields/items.{item}.notes", json=envelope | {"value": "Thêm", "base": ""})
    assert late.status_code == 409, late.text
    score = held.client.put(
        f"{held.address}/score", json={"lines": [{"code": "attendance", "points": 4}]}, headers={"If-Match": '"1"'}
    )
    assert (score.status_code, score.json()["code"]) == (409, "meetings.paper_locked")


def test_the_score_form_stays_as_it_was_at_the_closing(held):
    done = held.closed()
    form = held.officer.get(f"{held.address}/score").json()
    assert form["locked"]
    assert (form["score"], form["band"]) == (done["score"], done["band"])
    assert line(form, "attendance")["proposal"]["figures"]["present"] == 4


def test_numbers_have_no_gap_and_no_repeat_when_many_close_at_once(house):
    branch = a_branch(house)
    _, phone, members = hold(house, branch)
    phones = [phone]
    for _ in range(5):
        meeting = a_meeting(
            house, of=branch, chair=members[0], clerk=members[1], summoned=members[:1], state=MeetingState.OPEN
        )
        another = type(phone)(phone.client, meeting)
        another.call((members[0].id, "present"))
        phones.append(another)
    for one in phones:
        judge(one)
    with ThreadPoolExecutor(6) as hands:
        answers = list(hands.map(lambda one: one.client.post(f"{one.address}/close"), phones))
    assert [answer.status_code for answer in answers] == [200] * 6
    symbols = sorted(answer.json()["papers"][1]["symbol"] for answer in answers)
    assert symbols == [f"{number:02d}-NQ/CB" for number in range(1, 7)]


def judge(phone):
    form = phone.client.get(f"{phone.address}/score").json()
    lines = [{"code": one["code"], "points": one["points"]} for one in form["lines"] if one["code"] in form["missing"]]
    assert phone.client.put(f"{phone.address}/score", json={"lines": lines}, headers={"If-Match": '"0"'}).is_success


def test_a_member_who_leaves_while_the_meeting_is_on_stays_in_its_papers(held):
    held.judge()
    speaker = held.members[2]
    elsewhere = a_branch(held.house, under=held.committee)
    with held.house.database.writing() as session:
        session.get_one(Member, speaker.id).branch_id = elsewhere.id
    closed = held.close()
    assert closed.status_code == 200, closed.text
    minutes = held.client.get(f"{held.address}/papers/minutes").json()
    assert speaker.full_name in " ".join(section["text"] for section in minutes["sections"])


def test_a_refused_closing_takes_no_number(held):
    assert held.close().status_code == 409
    with held.house.database.reading() as session:
        assert session.exec(select(NumberCounter)).all() == []
    assert held.closed()["papers"][0]["symbol"] == "01-BB/CB"
