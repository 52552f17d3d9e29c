"""Who was there, and the secretary's word about single scans."""

from threading import Event

import pytest
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from api.kit.ids import new_id
from api.rooms.attendance.models import AttendanceFact
from api.rooms.attendance.service import rolling
from api.rooms.attendance.service.rolling import Roller, tell_roll
from tests.makers.attendance import a_scan, report, wall_code
from tests.makers.meetings import a_meeting
from tests.makers.members import a_member
from tests.support.statements import statements


def read(tonight):
    return tonight.secretary.get(f"/api/attendance/meetings/{tonight.meeting.id}").json()


def from_the_wall(tonight, phone):
    scan = a_scan(tonight.meeting.id, method="room_code", code=wall_code(tonight.house, tonight.meeting.id))
    return report(phone.client, scan)[0]


def correct(tonight, scan_id, *, counts, client=None, reason="Tôi thấy đồng chí trong phòng họp"):
    address = f"/api/attendance/scans/{scan_id}/corrections"
    return (client or tonight.secretary).post(address, json={"counts": counts, "reason": reason})


def test_who_was_there_and_who_is_missing(tonight):
    report(tonight.secretary, a_scan(tonight.meeting.id, method="hand", member_id=tonight.an.member.id))
    found = read(tonight)
    assert [person["name"] for person in found["present"]] == ["Lò Thị An"]
    assert (found["expected"], len(found["missing"]), found["to_check"]) == (3, 2, [])


def test_who_checked_in_alone_is_shown_to_the_secretary(tonight):
    from_the_wall(tonight, tonight.an)
    [scan] = read(tonight)["to_check"]
    assert (scan["name"], scan["counts"], scan["flags"]) == ("Lò Thị An", True, ["self"])
    assert correct(tonight, scan["scan_id"], counts=False).json()["counts"] is False
    found = read(tonight)
    assert (found["present"], found["to_check"]) == ([], [])


def test_a_flagged_scan_counts_once_the_secretary_says_so(tonight):
    answer = from_the_wall(tonight, tonight.stranger)
    assert read(tonight)["present"] == []
    correct(tonight, answer["scan_id"], counts=True)
    assert [person["member_id"] for person in read(tonight)["present"]] == [str(tonight.stranger.member.id)]


def test_the_last_word_holds(tonight):
    answer = from_the_wall(tonight, tonight.an)
    for counts in (False, True):
        correct(tonight, answer["scan_id"], counts=counts)
    assert len(read(tonight)["present"]) == 1


def test_only_those_who_run_the_meeting_have_a_word(tonight):
    answer = from_the_wall(tonight, tonight.an)
    assert correct(tonight, answer["scan_id"], counts=False, client=tonight.stranger.client).status_code == 404
    assert correct(tonight, answer["scan_id"], counts=False, client=tonight.an.client).status_code == 403
    assert correct(tonight, new_id(), counts=False).json()["code"] == "attendance.fact_not_found"


def test_members_do_not_read_who_was_there(tonight):
    address = f"/api/attendance/meetings/{tonight.meeting.id}"
    assert tonight.an.client.get(address).status_code == 403
    assert tonight.stranger.client.get(address).status_code == 404


def roll(tonight):
    record = tonight.secretary.get(f"/api/meetings/{tonight.meeting.id}/record").json()
    return {person["name"]: (person["status"], person["method"]) for person in record["roll"]}


def test_the_roll_of_the_meeting_hears_who_came_and_by_hand_stands_above(tonight):
    from_the_wall(tonight, tonight.an)
    report(tonight.secretary, a_scan(tonight.meeting.id, method="hand", member_id=tonight.binh.member.id))
    from_the_wall(tonight, tonight.stranger)
    everybody = [phone.member.id for phone in (tonight.an, tonight.binh, tonight.stranger)]
    for new in (2, 0):
        with tonight.house.database.writing() as session:
            assert tell_roll(session, tonight.meeting.id, everybody) == new
    told = roll(tonight)
    assert (told["Lò Thị An"], told["Vừ A Bình"]) == (("present", "qr"), ("present", "hand"))
    assert told["Bế Văn Đàn"] == (None, None)
    facts = [{"id": str(new_id()), "member_id": str(tonight.an.member.id), "status": "excused"}]
    called = tonight.secretary.post(f"/api/meetings/{tonight.meeting.id}/roll", json={"facts": facts})
    assert called.status_code == 204, called.text
    assert roll(tonight)["Lò Thị An"] == ("excused", "hand")


def test_a_full_hall_is_told_in_as_many_statements_as_one_person(tonight, monkeypatch):
    monkeypatch.setattr(Roller, "somebody_came", lambda *_: None)
    house = tonight.house
    crowd = [a_member(house, of=tonight.branch) for _ in range(30)]
    meeting = a_meeting(house, of=tonight.branch, summoned=crowd)
    for member in crowd:
        report(tonight.secretary, a_scan(meeting.id, method="hand", member_id=member.id))
    made = []
    for some in (crowd[:1], crowd[1:]):
        with statements(house) as seen, house.database.writing() as session:
            assert tell_roll(session, meeting.id, [member.id for member in some]) == len(some)
        made.append(len(seen))
    assert made[1] == made[0]


def test_the_desk_tells_the_roll_by_itself(tonight):
    from_the_wall(tonight, tonight.an)
    tonight.house.app.state.desk.roller.stop()
    assert roll(tonight)["Lò Thị An"] == ("present", "qr")


def test_what_a_process_that_died_had_not_told_the_next_one_tells_at_its_start(tonight, monkeypatch):
    with monkeypatch.context() as killed_after_its_answer:
        killed_after_its_answer.setattr(Roller, "somebody_came", lambda *_: None)
        report(tonight.secretary, a_scan(tonight.meeting.id, method="hand", member_id=tonight.an.member.id))
    assert roll(tonight)["Lò Thị An"][0] is None
    following = Roller(tonight.house.database)
    following.start()
    following.stop()
    assert roll(tonight)["Lò Thị An"][0] == "present"


def test_a_roll_is_told_after_an_error_nobody_thought_of(tonight, monkeypatch):
    """The thread that tells the rolls goes on, and who was to be told waits on."""
    told, failed = rolling.tell_roll, Event()

    def tell_roll(*about):
        if failed.is_set():
            return told(*about)
        failed.set()
        raise KeyError("Lò Thị An")

    monkeypatch.setattr(rolling, "tell_roll", tell_roll)
    from_the_wall(tonight, tonight.an)
    assert failed.wait(30)
    tonight.house.app.state.desk.roller.stop()
    assert roll(tonight)["Lò Thị An"] == ("present", "qr")


def test_a_scan_that_does_not_count_leaves_the_roll_and_comes_back_with_it(tonight):
    first, second = from_the_wall(tonight, tonight.an), from_the_wall(tonight, tonight.an)
    tonight.house.app.state.desk.roller.stop()
    for scan, counts, stands in (
        (first, False, "present"),
        (second, False, None),
        (second, True, "present"),
        (second, False, None),
        (first, True, "present"),
    ):
        assert correct(tonight, scan["scan_id"], counts=counts).status_code == 200
        assert roll(tonight)["Lò Thị An"][0] == stands


def test_what_the_secretary_says_in_the_roll_outlives_a_scan_that_does_not_count(tonight):
    scan = from_the_wall(tonight, tonight.an)
    tonight.house.app.state.desk.roller.stop()
    facts = [{"id": str(new_id()), "member_id": str(tonight.an.member.id), "status": "excused"}]
    tonight.secretary.post(f"/api/meetings/{tonight.meeting.id}/roll", json={"facts": facts})
    correct(tonight, scan["scan_id"], counts=False)
    assert roll(tonight)["Lò Thị An"] == ("excused", "hand")


@pytest.mark.parametrize("table", ["attendance_facts", "attendance_corrections"])
def test_scans_and_words_about_them_are_never_changed(tonight, table):
    correct(tonight, from_the_wall(tonight, tonight.an)["scan_id"], counts=False)
    with tonight.house.database.reading() as session:
        assert session.exec(select(AttendanceFact)).all()
    for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET account_id = account_id"):
        with pytest.raises(DBAPIError, match="append-only"), tonight.house.database.writing() as session:
            session.connection().exec_driver_sql(statement)


def test_who_was_taken_by_mistake_comes_in_when_really_there(tonight):
    """The desk tapped the wrong name and took it back: it must not be told that she has been in since then."""
    by_hand = {"method": "hand", "member_id": tonight.an.member.id}
    [mistaken] = report(tonight.secretary, a_scan(tonight.meeting.id, **by_hand))
    correct(tonight, mistaken["scan_id"], counts=False, reason="Chạm nhầm tên")
    [really] = report(tonight.secretary, a_scan(tonight.meeting.id, at=tonight.at(-5), **by_hand))
    assert (really["outcome"], really["came_at"]) == ("in", f"{tonight.at(-5):%Y-%m-%dT%H:%M:%SZ}")
    correct(tonight, mistaken["scan_id"], counts=True)
    [again] = report(tonight.secretary, a_scan(tonight.meeting.id, **by_hand))
    assert (again["outcome"], again["came_at"]) == ("already", mistaken["came_at"])


def test_a_way_out_that_does_not_count_is_not_told_as_one(tonight):
    """A code of ten minutes ago, shown at the door: the secretary decides whether she has left."""
    report(tonight.secretary, a_scan(tonight.meeting.id, method="hand", member_id=tonight.an.member.id))
    stale = tonight.an.code(tonight.meeting, tonight.at(-20))
    [answer] = report(tonight.secretary, a_scan(tonight.meeting.id, method="member_code", code=stale, kind="out"))
    assert (answer["outcome"], answer["flags"]) == ("flagged", ["code_expired"])
