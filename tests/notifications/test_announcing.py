"""An officer tells people something in his own words: to the right ones, at its time, once; the push stays neutral."""

import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import Mock
from uuid import UUID

import pytest
from sqlmodel import select

from api.kit import clock, jobs
from api.kit.actors import Role
from api.kit.audit import AuditEntry
from notifications import announcements
from notifications.announcing import announce
from notifications.models import (
    Announcement,
    AnnouncementState,
    Delivery,
    DeliveryState,
    InboxEntry,
    Message,
    QuietTime,
)
from notifications.posting import post
from notifications.service.subscribing import receipt_token
from tests.makers.meetings import a_meeting
from tests.makers.members import a_member
from tests.makers.notifications import TEXT, TITLE, a_subscription, audience_of, tools_of, written
from tests.makers.organizations import a_branch, a_committee, a_position, a_province
from tests.makers.signin import an_account, signed_in

NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)


@pytest.fixture
def noon(it_is):
    it_is(NOON)


@pytest.fixture
def places(house):
    """A committee with two branches of six and of two members, and its office."""
    committee = a_committee(house, under=a_province(house))
    here, there = a_branch(house, under=committee), a_branch(house, under=committee)
    members = [a_member(house, of=here) for _ in range(6)] + [a_member(house, of=there) for _ in range(2)]
    officer = a_member(house, of=a_branch(house))
    a_position(house, at=committee, role=Role.OFFICE_STAFF, member=officer)
    return {"committee": committee, "here": here, "there": there, "members": members, "officer": officer}


@pytest.fixture
def office(house, places):
    return signed_in(house, member=places["officer"], second_factor=True)


def send(house, announcement, version=1):
    announce(tools_of(house), announcement.json()["id"], str(version))


def code_of(answer):
    return answer.json()["code"]


def told(house):
    with house.database.reading() as session:
        return set(session.exec(select(InboxEntry.account_id)))


def test_it_reaches_a_subtree_in_full_and_the_push_says_nothing_of_it(house, places, office):
    reader = places["members"][0]
    phone = a_subscription(house, of=reader)
    first = written(office, places["committee"], audience_of(places["committee"]))
    assert first.json()["state"] == "scheduled"
    send(house, first)
    me = signed_in(house, member=reader)
    (notice,) = me.get("/api/notifications/inbox").json()["items"]
    assert (notice["title_key"], notice["subject"]) == ("announcement", TITLE)
    assert notice["link"] == f"/thong-bao/{first.json()['id']}"
    read = me.get(f"/api/notifications/announcements/{first.json()['id']}").json()
    assert (read["title"], read["text"], read["organization_name"]) == (TITLE, TEXT, places["committee"].name)
    with house.database.reading() as session:
        message = session.exec(select(Message)).one()
        assert session.exec(select(Delivery.target_id)).one() == phone.id
    assert TITLE not in message.model_dump_json()


def test_the_preview_counts_those_who_will_find_it(house, places, office):
    accounts = [an_account(house, member=member) for member in places["members"]]
    a_subscription(house, of=accounts[0].id)
    a_subscription(house, of=accounts[0].id)
    body = {"organization_id": str(places["committee"].id), "audience": audience_of(places["committee"])}
    counted = office.post("/api/notifications/announcements/preview", json=body).json()
    office_itself = 1
    assert counted == {"addressed": len(accounts) + office_itself, "with_device": 1}
    first = written(office, places["committee"], audience_of(places["committee"]))
    send(house, first)
    assert len(told(house)) == counted["addressed"]


def test_of_few_people_the_preview_says_only_how_many(house, places, office):
    for member in places["members"]:
        a_subscription(house, of=member)
    body = {"organization_id": str(places["committee"].id), "audience": audience_of(places["there"])}
    assert office.post("/api/notifications/announcements/preview", json=body).json() == {
        "addressed": 2,
        "with_device": None,
    }


def test_a_meetings_invitees_and_nobody_else(house, places, office):
    asked = places["members"][:3]
    accounts = {an_account(house, member=member).id for member in places["members"]}
    meeting = a_meeting(house, of=places["here"], summoned=asked)
    send(house, written(office, places["committee"], audience_of(meeting=meeting)))
    assert len(told(house)) == 3
    assert told(house) < accounts


def test_whose_meeting_it_was_is_said_again(house, places, office):
    """Every branch has one of this title."""
    meeting = a_meeting(house, of=places["here"], summoned=places["members"])
    audience = written(office, places["committee"], audience_of(meeting=meeting)).json()["audience"]
    assert (audience["name"], audience["organization_name"]) == (meeting.title, places["here"].name)
    assert datetime.fromisoformat(audience["starts_at"]) == meeting.starts_at


@pytest.mark.usefixtures("noon")
def test_it_waits_for_its_time_and_is_sent_once(house, places, office):
    for member in places["members"]:
        an_account(house, member=member)
    at = (NOON + timedelta(hours=3)).isoformat()
    first = written(office, places["committee"], audience_of(places["here"]), send_at=at)
    assert first.json()["send_at"] == "2026-11-20T08:00:00Z"
    for _ in range(2):
        send(house, first)
    with house.database.reading() as session:
        assert [message.addressed for message in session.exec(select(Message))] == [6]


def test_one_that_could_not_be_posted_is_tried_later_and_says_so(house, places, office, it_is, monkeypatch):
    it_is(NOON)
    first = written(office, places["committee"], audience_of(places["committee"]))
    monkeypatch.setattr("dbos._outcome.time.sleep", lambda _: None)  # between the engine's attempts
    monkeypatch.setattr("notifications.announcing.post", Mock(side_effect=OSError))
    jobs.start(house.database, house.app.state.storage, settings=house.settings, poll_seconds=0.02)
    try:
        deadline = time.monotonic() + 30
        while announcement_of(house, first).version == 1 and time.monotonic() < deadline:
            time.sleep(0.05)
    finally:
        jobs.stop()
    later = announcement_of(house, first)
    assert (later.state, later.send_at) == (AnnouncementState.SCHEDULED, NOON + timedelta(minutes=5))
    monkeypatch.undo()
    send(house, first, version=2)
    assert announcement_of(house, first).state is AnnouncementState.SENT


def announcement_of(house, announcement):
    with house.database.reading() as session:
        return session.get_one(Announcement, UUID(announcement.json()["id"]))


def test_what_was_rewritten_is_not_sent_in_its_first_form(house, places, office):
    an_account(house, member=places["members"][0])
    first = written(office, places["committee"], audience_of(places["here"]))
    again = written(office, places["committee"], audience_of(places["here"]), first.json()["id"], title="Đổi lịch học")
    send(house, first, version=1)
    assert told(house) == set()
    send(house, again, version=2)
    with house.database.reading() as session:
        assert session.exec(select(Announcement.title)).one() == "Đổi lịch học"
    assert len(told(house)) == 1


def test_what_was_sent_is_not_rewritten(house, places, office):
    first = written(office, places["committee"], audience_of(places["here"]))
    send(house, first)
    refused = written(office, places["committee"], audience_of(places["here"]), first.json()["id"])
    assert (refused.status_code, code_of(refused)) == (409, "notifications.already_sent")


def test_cancelled_before_its_time_nobody_is_told(house, places, office):
    an_account(house, member=places["members"][0])
    first = written(office, places["committee"], audience_of(places["here"]))
    cancelled = office.post(f"/api/notifications/announcements/{first.json()['id']}/cancel")
    assert cancelled.json()["state"] == "cancelled"
    send(house, first)
    assert told(house) == set()


def test_cancelled_afterwards_its_words_are_gone_and_what_waits_stays(house, places, office):
    reader = places["members"][0]
    a_subscription(house, of=reader)
    first = written(office, places["committee"], audience_of(places["here"]), urgent_reason="Bão đổ bộ tối nay")
    send(house, first)
    client = signed_in(house, member=reader)
    before = client.get("/api/notifications/changes").json()
    for _ in range(2):
        office.post(f"/api/notifications/announcements/{first.json()['id']}/cancel")
    after = client.get("/api/notifications/changes", params={"since": before["next_since"]}).json()
    assert [[one["withdrawn"] for one in items["items"]] for items in (before, after)] == [[False], [True]]
    read = client.get(f"/api/notifications/announcements/{first.json()['id']}").json()
    assert (read["state"], read["text"], read["urgent_reason"]) == ("cancelled", "", None)
    written_so = office.get(f"/api/notifications/announcements/{first.json()['id']}/written").json()
    assert written_so["urgent_reason"] == "Bão đổ bộ tối nay"
    with house.database.reading() as session:
        assert session.exec(select(Delivery.state)).one() is DeliveryState.SUPERSEDED
        acts = session.exec(select(AuditEntry.action)).all()
    assert acts.count("notifications.announcement_cancelled") == 1


def test_cancelled_while_it_is_being_posted_it_is_sent_to_nobody(house, places, office, monkeypatch):
    """The cancellation has read that it waits, and is told that it was sent before it says so."""
    a_subscription(house, of=places["members"][0])
    first = written(office, places["committee"], audience_of(places["here"]))
    cancel, was_read = f"/api/notifications/announcements/{first.json()['id']}/cancel", threading.Event()
    find = announcements.find_written

    def note_reading(*arguments):
        found = find(*arguments)
        was_read.set()
        return found

    monkeypatch.setattr(announcements, "find_written", note_reading)
    with ThreadPoolExecutor(1) as beside:

        def post_while_it_is_cancelled(*arguments):
            message = post(*arguments)
            answers.append(beside.submit(office.post, cancel))
            was_read.wait(1)  # in vain where one writer waits for the other to begin
            return message

        answers: list[Future[Any]] = []
        monkeypatch.setattr("notifications.announcing.post", post_while_it_is_cancelled)
        send(house, first)
        assert answers[0].result().json()["state"] == "cancelled"
    with house.database.reading() as session:
        assert session.exec(select(Announcement.state)).one() is AnnouncementState.CANCELLED
        assert session.exec(select(Delivery.state)).one() is DeliveryState.SUPERSEDED


@pytest.mark.parametrize("urgent", [True, False])
def test_an_urgent_one_comes_in_quiet_hours_with_its_reason(house, places, office, it_is, urgent):
    night = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)
    it_is(night)
    phone = a_subscription(house, of=places["members"][0])
    with house.database.writing() as session:
        session.add(QuietTime(account_id=phone.account_id, quiet_from=22 * 60, quiet_to=6 * 60, digest_at=19 * 60))
    reason = "Bão đổ bộ đêm nay" if urgent else None
    first = written(office, places["committee"], audience_of(places["here"]), urgent_reason=reason)
    send(house, first)
    with house.database.reading() as session:
        due_at = session.exec(select(Delivery.due_at)).one()
    assert (due_at == night) is urgent
    me = signed_in(house, member=places["members"][0])
    read = me.get(f"/api/notifications/announcements/{first.json()['id']}").json()
    assert read["urgent_reason"] == reason


def test_the_funnel_counts_people_by_unit_and_small_units_together(house, places, office, settings):
    phones = [a_subscription(house, of=member) for member in places["members"]]
    second = a_subscription(house, of=phones[0].account_id)
    first = written(office, places["committee"], audience_of(places["committee"]))
    send(house, first)
    with house.database.writing() as session:
        for row in session.exec(select(Delivery)):
            row.state, row.answered_at = DeliveryState.ACCEPTED, clock.now()
        message_id = session.exec(select(Message.id)).one()
    for phone, what in ((phones[0], "opened"), (second, "shown"), (phones[6], "shown")):
        body = {
            "token": receipt_token(phone.id, settings.secret("receipts")),
            "items": [{"message_id": str(message_id), "what": what}],
        }
        assert house.client().post("/api/notifications/receipts", json=body).status_code == 204
    found = office.get(f"/api/notifications/announcements/{first.json()['id']}/funnel").json()
    office_itself = 1
    assert found["total"] == {
        "addressed": 8 + office_itself,
        "with_device": 8,
        "accepted": 8,
        "shown": 2,
        "opened": 1,
    }
    assert [(row["name"], row["addressed"]) for row in found["units"]] == [(None, 9)]
    for member in (a_member(house, of=places["there"]) for _ in range(4)):
        an_account(house, member=member)
    again = written(office, places["committee"], audience_of(places["committee"]))
    send(house, again)
    found = office.get(f"/api/notifications/announcements/{again.json()['id']}/funnel").json()
    assert sorted(row["addressed"] for row in found["units"]) == [6, 7]


def test_of_few_people_the_funnel_says_only_how_many(house, places, office):
    for member in places["members"]:
        a_subscription(house, of=member)
    first = written(office, places["committee"], audience_of(places["there"]))
    send(house, first)
    found = office.get(f"/api/notifications/announcements/{first.json()['id']}/funnel").json()
    assert found == {
        "total": {"addressed": 2, "with_device": None, "accepted": None, "shown": None, "opened": None},
        "units": [],
    }


def test_only_those_who_speak_for_a_place_see_what_it_wrote(house, places, office):
    first = written(office, places["committee"], audience_of(places["here"]))
    leader = a_member(house, of=places["here"])
    a_position(house, at=places["here"], role=Role.SECRETARY, member=leader)
    secretary = signed_in(house, member=leader)
    assert [row["id"] for row in office.get("/api/notifications/announcements").json()["items"]] == [first.json()["id"]]
    assert secretary.get("/api/notifications/announcements").json()["items"] == []
    for path in ("written", "funnel"):
        refused = secretary.get(f"/api/notifications/announcements/{first.json()['id']}/{path}")
        assert code_of(refused) == "notifications.announcement_not_found"
    member = signed_in(house, member=places["members"][0])
    assert member.get("/api/notifications/announcements").status_code == 403
    assert member.get(f"/api/notifications/announcements/{first.json()['id']}").status_code == 404


def test_nobody_speaks_beside_or_above_his_place(house, places):
    leader = a_member(house, of=places["here"])
    a_position(house, at=places["here"], role=Role.SECRETARY, member=leader)
    secretary = signed_in(house, member=leader)
    assert written(secretary, places["here"], audience_of(places["here"])).status_code == 200
    above = written(secretary, places["here"], audience_of(places["committee"]))
    beside = written(secretary, places["there"], audience_of(places["there"]))
    assert (code_of(above), code_of(beside)) == (
        "notifications.audience_outside",
        "notifications.audience_not_found",
    )
