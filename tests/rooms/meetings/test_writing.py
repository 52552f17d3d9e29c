"""Phones write into the record at once, twice, late and with wrong clocks: no word is lost."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import DatabaseError
from sqlmodel import col, select, update

from api.kit import clock
from api.kit.ids import new_id
from api.rooms.meetings.models import MeetingState, RecordWrite
from tests.makers.meetings import a_meeting
from tests.makers.members import a_member
from tests.makers.organizations import a_branch
from tests.makers.signin import signed_in
from tests.rooms.meetings.phone import Phone


@pytest.fixture
def notes(chair_phone):
    return f"items.{chair_phone.record()['items'][1]['id']}.notes"


def value_of(record, name):
    return next(field["value"] for field in record["fields"] if field["name"] == name)


def test_what_one_writes_stands_in_the_record_with_its_author(chair_phone, notes):
    chair_phone.field(notes, "Bí thư báo cáo")
    field = next(field for field in chair_phone.record()["fields"] if field["name"] == notes)
    assert (field["value"], field["version"], field["changed_by"]) == ("Bí thư báo cáo", 1, "Trần Thị Bình")
    assert chair_phone.record()["items"][1]["notes"] == "Bí thư báo cáo"


def test_the_same_write_again_changes_nothing(chair_phone, notes):
    body = chair_phone.envelope(notes) | {"value": "Một", "base": ""}
    first = chair_phone.client.put(f"{chair_phone.address}/fields/{notes}", json=body).json()
    assert chair_phone.client.put(f"{chair_phone.address}/fields/{notes}", json=body).json() == first


def test_chair_and_clerk_write_at_once_and_both_stay(chair_phone, clerk_phone, notes):
    chair_phone.field(notes, "Đầu\nCuối")
    chair_phone.new_line(f"fields/{notes}")
    chair_phone.field(notes, "Đầu\nCuối\nChủ trì thêm", base="Đầu\nCuối")
    merged = clerk_phone.field(notes, "Thư ký thêm\nĐầu\nCuối", base="Đầu\nCuối")
    assert merged["value"] == "Thư ký thêm\nĐầu\nCuối\nChủ trì thêm"
    assert merged["clashes"] == []
    assert merged["changed_by"] == "Lê Văn Cường"


def test_the_same_words_written_twice_are_kept_both_until_somebody_settles_it(chair_phone, clerk_phone, notes):
    chair_phone.field(notes, "Hạn ngày 15")
    chair_phone.field(notes, "Hạn ngày 20", base="Hạn ngày 15")
    clashed = clerk_phone.field(notes, "Hạn ngày 25", base="Hạn ngày 15")
    assert clashed["value"] == "Hạn ngày 20 / 25"
    assert [(clash["theirs"], clash["mine"], clash["by"]) for clash in clashed["clashes"]] == [
        ("20", "25", "Lê Văn Cường")
    ]
    settled = chair_phone.write(
        f"fields/{notes}",
        {"line": str(new_id()), "value": "Hạn ngày 25", "base": "Hạn ngày 20 / 25"}
        | {"settles": [clashed["clashes"][0]["id"]]},
    )
    assert (settled["value"], settled["clashes"]) == ("Hạn ngày 25", [])


def test_a_phone_that_never_heard_back_goes_on_typing_without_meeting_itself(chair_phone, notes):
    chair_phone.field(notes, "Đồng chí")
    after = chair_phone.field(notes, "Đồng chí Bình nêu ý kiến")
    assert (after["value"], after["clashes"]) == ("Đồng chí Bình nêu ý kiến", [])


def test_an_older_step_that_arrives_late_changes_nothing_and_is_kept_in_the_log(house, chair_phone, notes):
    early = chair_phone.envelope(f"fields/{notes}") | {"value": "Đồng", "base": ""}
    chair_phone.field(notes, "Đồng chí Bình")
    late = chair_phone.client.put(f"{chair_phone.address}/fields/{notes}", json=early)
    assert late.json()["value"] == "Đồng chí Bình"
    with house.database.reading() as session:
        log = session.exec(select(RecordWrite).where(col(RecordWrite.target) == f"field:{notes}")).all()
    assert [write.sent["value"] for write in log] != []
    assert {write.sent["value"] for write in log} == {"Đồng", "Đồng chí Bình"}


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 4)), min_size=1, max_size=8))
def test_whatever_two_phones_add_in_any_order_is_all_there(chair_phone, clerk_phone, notes, acts):
    """Each phone adds lines to the text it last saw, and sees the server's text only now and then."""
    phones = {True: chair_phone, False: clerk_phone}
    part = f"fields/{notes}"
    start = chair_phone.record()["items"][1]["notes"]
    seen = {True: start, False: start}
    bases = dict(seen)
    added = []
    for phone in phones.values():
        phone.new_line(part)
    for number, (who, freshness) in enumerate(acts):
        if freshness == 0:
            seen[who] = bases[who] = phones[who].record()["items"][1]["notes"]
            phones[who].new_line(part)
        line = f"{'chủ trì' if who else 'thư ký'} {new_id().hex} {number}"
        added.append(line)
        seen[who] = f"{seen[who]}\n{line}" if seen[who] else line
        phones[who].field(notes, seen[who], base=bases[who])
    text = chair_phone.record()["items"][1]["notes"]
    assert [line for line in added if line not in text] == []


def test_opinions_are_written_by_speaker_and_by_guests_name(chair_phone, clerk):
    item = chair_phone.record()["items"][2]["id"]
    chair_phone.write(
        f"opinions/{new_id()}",
        {"item_id": item, "speaker_id": str(clerk.id), "text": "Nhất trí với báo cáo", "position": 0},
    )
    chair_phone.write(
        f"opinions/{new_id()}",
        {"item_id": item, "speaker_name": "Ông Hà, Mặt trận thôn", "text": "Đề nghị làm sớm", "position": 1},
    )
    said = chair_phone.record()["items"][2]["opinions"]
    assert [(opinion["speaker"]["name"], opinion["text"]) for opinion in said] == [
        ("Lê Văn Cường", "Nhất trí với báo cáo"),
        ("Ông Hà, Mặt trận thôn", "Đề nghị làm sớm"),
    ]


def test_an_opinion_taken_out_is_out_of_the_record_and_stays_in_the_log(house, chair_phone):
    address = f"opinions/{new_id()}"
    chair_phone.write(address, {"text": "Nhầm", "position": 0})
    chair_phone.write(address, {"text": "Nhầm", "position": 0, "removed": True})
    assert chair_phone.record()["loose_opinions"] == []
    with house.database.reading() as session:
        assert session.exec(select(RecordWrite).where(col(RecordWrite.target) == address.replace("s/", ":"))).all()


def test_tasks_not_done_are_carried_to_the_next_meeting_with_what_it_found(house, branch, secretary, clerk):
    def at(days, state):
        starts_at = clock.now().replace(microsecond=0) + timedelta(days=days)
        return a_meeting(
            house, of=branch, chair=secretary, summoned=[secretary, clerk], starts_at=starts_at, state=state
        )

    client = signed_in(house, member=secretary)
    first, second, third = (at(days, MeetingState.OPEN) for days in (-60, -30, 1))
    done, left = str(new_id()), str(new_id())
    phone = Phone(client, first)
    for task in (done, left):
        phone.write(
            f"assignments/{task}",
            {"text": f"Việc {task}", "assignee_id": str(clerk.id), "due_on": "2026-12-15", "position": 0},
        )
    close(house, first)
    later = Phone(client, second)
    assert {task["assignment_id"] for task in later.record()["carried"]} == {done, left}
    later.write(f"carried/{done}", {"state": "done", "result": "Xong ngày 10"})
    later.write(f"carried/{left}", {"state": "partly", "result": "Còn thiếu người"})
    close(house, second)
    carried = Phone(client, third).record()["carried"]
    assert [(task["assignment_id"], task["state_before"], task["state"]) for task in carried] == [
        (left, "partly", None)
    ]
    assert carried[0]["assignee"]["name"] == "Lê Văn Cường"


def close(house, meeting):
    with house.database.writing() as session:
        row = session.merge(meeting)
        row.state, row.closed_at = MeetingState.CLOSED, row.ends_at


def test_a_closed_record_is_locked(house, chair_phone, meeting, notes):
    chair_phone.open()
    with house.database.writing() as session:
        row = session.get(type(meeting), meeting.id)
        row.state, row.closed_at = MeetingState.CLOSED, clock.now()
    answer = chair_phone.client.put(
        f"{chair_phone.address}/fields/{notes}", json=chair_phone.envelope(notes) | {"value": "Muộn"}
    )
    assert (answer.status_code, answer.json()["code"]) == (409, "meetings.wrong_state")


def test_a_phone_whose_clock_is_hours_off_is_told_of_once_and_not_believed(chair_phone, notes):
    ahead = (clock.now() + timedelta(hours=5)).isoformat()
    chair_phone.field(notes, "Một", phone_at=ahead)
    chair_phone.field(notes, "Một hai", phone_at=ahead, clock_off=18_000)
    warnings = [warning for warning in chair_phone.record()["warnings"] if warning["code"] == "clock_wrong"]
    assert len(warnings) == 1
    assert abs(warnings[0]["details"]["seconds"] - 18_000) < 60


def test_a_slow_clock_is_known_by_what_the_phone_measured(chair_phone, notes):
    chair_phone.field(notes, "Một", phone_at=(clock.now() - timedelta(hours=3)).isoformat(), clock_off=-10_800)
    assert [warning["code"] for warning in chair_phone.record()["warnings"]] == ["clock_wrong"]


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("dues_paid", "-1", "meetings.value_malformed"),
        ("dues_paid", "١٢", "meetings.value_malformed"),
        ("started_at", "hôm qua", "meetings.value_malformed"),
        ("clerk_id", "An", "meetings.value_malformed"),
        ("salary", "1", "meetings.field_unknown"),
        ("items.11111111-1111-1111-1111-111111111111.notes", "x", "meetings.field_unknown"),
    ],
)
def test_values_of_the_wrong_form_are_refused(chair_phone, field, value, code):
    answer = chair_phone.client.put(
        f"{chair_phone.address}/fields/{field}", json=chair_phone.envelope(field) | {"value": value}
    )
    assert answer.json()["code"] == code


def test_a_clerk_elected_in_the_meeting_writes_from_then_on(house, branch, secretary, clerk, others):
    meeting = a_meeting(house, of=branch, chair=secretary, summoned=[secretary, clerk, *others])
    elected = Phone(signed_in(house, member=clerk), meeting)
    refused = elected.client.post(f"{elected.address}/open", json={})
    assert refused.status_code == 403
    Phone(signed_in(house, member=secretary), meeting).field("clerk_id", str(clerk.id))
    elected.field("dues_paid", "3")
    assert elected.record()["clerk"]["name"] == "Lê Văn Cường"
    assert elected.record()["dues"] == {"paid": 3, "unpaid": None, "note": ""}


def test_a_speaker_who_was_never_asked_to_come_is_entered_by_name(house, chair_phone):
    stranger = a_member(house, of=a_branch(house))
    answer = chair_phone.client.put(
        f"{chair_phone.address}/opinions/{new_id()}",
        json=chair_phone.envelope("x") | {"speaker_id": str(stranger.id), "text": "…", "position": 0},
    )
    assert (answer.status_code, answer.json()["code"]) == (409, "meetings.not_on_the_roll")


def test_the_log_of_writes_cannot_be_changed(house, chair_phone, notes):
    chair_phone.field(notes, "Một")
    with pytest.raises(DatabaseError, match="append-only"), house.database.writing() as session:
        session.execute(update(RecordWrite).values(sent={"value": "khác"}))
