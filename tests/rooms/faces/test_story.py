"""A member agrees, enrols, is greeted, and goes away again; a stranger leaves no trace."""

from datetime import timedelta

from sqlmodel import select

from api.kit import clock
from api.kit.actors import Role
from api.rooms.attendance.service.rolling import tell_roll
from api.rooms.conferences.models import Seat
from api.rooms.faces.models import FaceConsent, FaceMatch, FaceTemplate
from api.rooms.meetings.models import RollFact, RollMethod
from tests.makers.faces import a_consent, send_frames
from tests.makers.members import a_member
from tests.makers.organizations import a_position
from tests.makers.signin import signed_in
from tests.rooms.faces.conftest import everything
from tests.support.photographs import photograph, three_frames


def test_whoever_enrolled_is_greeted_from_another_photograph_and_is_in_the_roll(hall):
    enrolled = hall.enrol(hall.an, "person_a_2")
    assert enrolled.status_code == 200, enrolled.text
    assert enrolled.json()["template"]["standing"] == "active"
    seen = hall.look("person_a_1")
    assert seen["outcome"] == "greeted"
    assert seen["title"] == "delegate"
    assert seen["name"] is None
    answer = hall.hand_in(seen)
    assert (answer["outcome"], answer["member_id"]) == ("in", str(hall.members["an"].id))
    with hall.house.database.writing() as session:
        assert tell_roll(session, hall.meeting.id, [hall.members["an"].id]) == 1
        assert session.exec(select(RollFact)).one().method is RollMethod.FACE


def test_a_ticket_is_good_for_one_scan_of_one_account_and_two_minutes(hall):
    hall.enrol(hall.an, "person_a_2")
    seen = hall.look("person_a_1")
    assert hall.hand_in(seen, by=hall.binh)["refusal"] == "attendance.forged"
    first = hall.hand_in(seen)
    assert hall.hand_in(seen) == first
    other = {**seen, "scan_id": "019ac000-0000-7000-8000-000000000001"}
    assert hall.hand_in(other)["refusal"] == "attendance.forged"
    forged = {**seen, "ticket": str(seen["ticket"])[:-2] + "AA"}
    assert hall.hand_in({**forged, "scan_id": "019ac000-0000-7000-8000-000000000002"})["outcome"] == "refused"


def test_a_ticket_that_came_late_waits_for_the_secretary(hall, it_is):
    hall.enrol(hall.an, "person_a_2")
    seen = hall.look("person_a_1")
    it_is(clock.now() + timedelta(minutes=3))
    answer = hall.hand_in(seen)
    assert (answer["outcome"], answer["flags"]) == ("flagged", ["code_expired"])


def test_a_stranger_leaves_no_trace(hall):
    hall.enrol(hall.an, "person_a_2")
    before = everything(hall)
    assert hall.look("impostor_1") == {**NOTHING, "outcome": "unknown"}
    assert everything(hall) == before


def test_without_consent_no_picture_is_looked_at(hall, monkeypatch):
    worker, _ = hall.house.app.state.eyes
    monkeypatch.setattr(worker, "look", lambda *_, **__: (_ for _ in ()).throw(AssertionError("a picture was seen")))
    frames = three_frames(photograph("person_a_1"))
    answer = send_frames(hall.an, "PUT", f"/meetings/{hall.meeting.id}/template", frames)
    assert (answer.status_code, answer.json()["code"]) == (409, "faces.no_consent")
    answer = send_frames(hall.an, "POST", f"/meetings/{hall.meeting.id}/hints", frames[:1])
    assert answer.json()["code"] == "faces.no_consent"


def test_withdrawing_deletes_at_once_and_gives_a_receipt(hall):
    hall.enrol(hall.an, "person_a_2")
    assert hall.look("person_a_1")["outcome"] == "greeted"
    receipt = hall.an.delete(f"/api/faces/meetings/{hall.meeting.id}/consent").json()
    assert receipt["reason"] == "withdrawn"
    assert hall.look("person_a_1")["outcome"] == "unknown"
    mine = hall.mine(hall.an)
    assert mine["events"][0]["template"] is None
    assert mine["events"][0]["consent"]["act"] == "withdrawn"
    assert [row["id"] for row in mine["receipts"]] == [receipt["id"]]
    assert len(mine["seen"]) == 1
    with hall.house.database.reading() as session:
        assert session.exec(select(FaceTemplate)).all() == []
        assert [row.act for row in session.exec(select(FaceConsent))] == ["given", "withdrawn"]


def test_deleting_keeps_the_consent_and_enrolling_again_works(hall):
    hall.enrol(hall.an, "person_a_2")
    receipt = hall.an.delete(f"/api/faces/meetings/{hall.meeting.id}/template").json()
    assert receipt["reason"] == "own_wish"
    assert hall.an.delete(f"/api/faces/meetings/{hall.meeting.id}/template").status_code == 404
    again = send_frames(hall.an, "PUT", f"/meetings/{hall.meeting.id}/template", three_frames(photograph("person_a_1")))
    assert again.status_code == 200
    replaced = send_frames(
        hall.an, "PUT", f"/meetings/{hall.meeting.id}/template", three_frames(photograph("person_a_2"))
    )
    assert replaced.json()["replaced"] is True
    assert [row["reason"] for row in hall.mine(hall.an)["receipts"]] == ["replaced", "own_wish"]


def test_an_undone_match_counts_no_more_and_the_machine_does_not_insist(hall):
    hall.enrol(hall.an, "person_a_2")
    seen = hall.look("person_a_1")
    hall.hand_in(seen)
    undone = hall.secretary.delete(f"/api/faces/kiosks/{hall.kiosk}/matches/{seen['scan_id']}").json()
    assert undone["undone"] is True
    attendance = hall.secretary.get(f"/api/attendance/meetings/{hall.meeting.id}").json()
    assert attendance["present"] == []
    assert hall.look("person_a_1")["outcome"] == "unsure"
    [last] = hall.secretary.get(f"/api/faces/kiosks/{hall.kiosk}/matches").json()["items"]
    assert (last["undone"], last["name"]) == (True, None)


def test_who_was_undone_before_the_ticket_arrived_is_not_in_whenever_it_comes(hall):
    hall.enrol(hall.an, "person_a_2")
    seen = hall.look("person_a_1")
    address = f"/api/faces/kiosks/{hall.kiosk}/matches/{seen['scan_id']}"
    for _ in range(2):
        assert hall.secretary.delete(address).json()["undone"] is True
    late = hall.hand_in(seen)
    assert (late["outcome"], late["flags"]) == ("flagged", ["revoked"])
    attendance = hall.secretary.get(f"/api/attendance/meetings/{hall.meeting.id}").json()
    assert (attendance["present"], attendance["to_check"]) == ([], [])


def test_the_same_face_again_is_the_same_scan(hall):
    hall.enrol(hall.an, "person_a_2")
    first, second = hall.look("person_a_1"), hall.look("person_a_2")
    assert (second["outcome"], second["scan_id"]) == ("already", first["scan_id"])
    with hall.house.database.reading() as session:
        assert len(session.exec(select(FaceMatch)).all()) == 1


def test_a_face_that_resembles_anothers_waits_for_a_person(hall):
    hall.enrol(hall.an, "person_a_2")
    assert hall.enrol(hall.binh, "person_a_1").json()["template"]["standing"] == "to_check"
    assert hall.look("person_a_1")["outcome"] == "greeted"
    address = f"/api/faces/meetings/{hall.meeting.id}/resemblances"
    [doubt] = hall.secretary.get(address).json()["items"]
    assert (doubt["member_name"], doubt["resembles_name"]) == ("Vừ A Bình", "Lò Thị An")
    verdict = f"/api/faces/templates/{doubt['template_id']}/verdict"
    assert hall.an.put(verdict, json={"verdict": "keep"}).status_code in {403, 404}
    assert hall.secretary.put(verdict, json={"verdict": "refuse"}).status_code == 204
    assert hall.secretary.get(address).json()["items"] == []
    assert hall.mine(hall.binh)["receipts"][0]["reason"] == "refused"


def test_nobody_decides_about_the_own_face(hall):
    hall.enrol(hall.secretary, "person_a_2")
    hall.enrol(hall.binh, "person_a_1")
    [doubt] = hall.secretary.get(f"/api/faces/meetings/{hall.meeting.id}/resemblances").json()["items"]
    assert doubt["resembles_name"] == "Bế Văn Đàn"
    verdict = f"/api/faces/templates/{doubt['template_id']}/verdict"
    refused = hall.secretary.put(verdict, json={"verdict": "keep"})
    assert (refused.status_code, refused.json()["code"]) == (403, "faces.own_face")
    deputy = a_member(hall.house, of=hall.branch, full_name="Giàng A Páo")
    a_position(hall.house, at=hall.branch, role=Role.DEPUTY, member=deputy)
    assert signed_in(hall.house, member=deputy).put(verdict, json={"verdict": "keep"}).status_code == 204


def test_two_who_look_alike_are_asked_for_their_codes(hall):
    hall.enrol(hall.an, "person_a_2")
    hall.enrol(hall.binh, "person_a_2")
    [doubt] = hall.secretary.get(f"/api/faces/meetings/{hall.meeting.id}/resemblances").json()["items"]
    hall.secretary.put(f"/api/faces/templates/{doubt['template_id']}/verdict", json={"verdict": "keep"})
    assert hall.mine(hall.binh)["events"][0]["template"]["standing"] == "active"
    assert hall.look("person_a_1") == {**NOTHING, "outcome": "unsure"}


def test_consent_to_old_words_is_refused(hall):
    answer = hall.an.put(f"/api/faces/meetings/{hall.meeting.id}/consent", json={"text_version": "2020-01"})
    assert (answer.status_code, answer.json()["code"]) == (409, "faces.text_outdated")


def test_somebody_with_a_seat_is_told_where_it_is(hall):
    hall.enrol(hall.an, "person_a_2")
    with hall.house.database.writing() as session:
        session.add(Seat(meeting_id=hall.meeting.id, member_id=hall.members["an"].id, label="B12"))
    assert hall.look("person_a_1")["seat"] == "B12"


def test_names_are_shown_only_where_the_event_says_so(hall):
    hall.enrol(hall.an, "person_a_2")
    hall.secretary.put(
        f"/api/faces/meetings/{hall.meeting.id}/offer", json={"offered": True, "shows_names": True}
    ).raise_for_status()
    assert hall.look("person_a_1")["name"] == "Lò Thị An"


def test_an_event_that_offers_it_no_more_keeps_nothing(hall):
    hall.enrol(hall.an, "person_a_2")
    body = {"offered": False, "shows_names": False}
    assert hall.secretary.put(f"/api/faces/meetings/{hall.meeting.id}/offer", json=body).json()["enrolled"] == 0
    assert hall.mine(hall.an)["receipts"][0]["reason"] == "not_offered"
    answer = send_frames(hall.secretary, "POST", f"/kiosks/{hall.kiosk}/looks", three_frames(photograph("person_a_1")))
    assert answer.json()["code"] == "faces.kiosk_not_found"


def test_whoever_is_not_asked_to_come_is_offered_nothing(hall):
    stranger = signed_in(hall.house, member=a_member(hall.house, of=hall.branch))
    a_consent(hall.an, hall.meeting.id)
    answer = stranger.put(f"/api/faces/meetings/{hall.meeting.id}/consent", json={"text_version": "2026-11"})
    assert answer.json()["code"] == "faces.not_offered"
    assert hall.mine(stranger)["events"] == []


NOTHING: dict[str, object] = {
    "outcome": "",
    "hint": None,
    "scan_id": None,
    "ticket": None,
    "name": None,
    "seat": None,
    "title": None,
    "turns": [],
    "token": None,
}
