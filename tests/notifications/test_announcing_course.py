"""An announcement from writing to its end: at its time, written again, tried later, taken back."""

import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import Mock
from uuid import UUID

import pytest
from sqlmodel import select

from api.kit import jobs
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
)
from notifications.posting import post
from tests.makers.notifications import a_subscription, audience_of, tools_of, written
from tests.makers.signin import an_account, signed_in

NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)


def send(house, announcement, version=1):
    announce(tools_of(house), announcement.json()["id"], str(version))


def code_of(answer):
    return answer.json()["code"]


def told(house):
    with house.database.reading() as session:
        return set(session.exec(select(InboxEntry.account_id)))


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
