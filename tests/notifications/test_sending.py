"""Messages go out encrypted, once, over few connections; whatever push services do, nothing is lost and none is sent
twice that was answered."""

import errno
import os
import time
from datetime import UTC, datetime, timedelta
from unittest.mock import Mock
from uuid import UUID

import pytest
from sqlmodel import select

from api.kit import jobs
from api.kit.ids import new_id
from notifications import ledger
from notifications.channels import Answer, Notice, Outgoing
from notifications.channels.webpush import WebPush
from notifications.journal import Entry, Journal
from notifications.models import Delivery, DeliveryState, PushSubscription
from notifications.posting import Lane
from notifications.sending import send
from notifications.texts import TITLES
from tests.makers.members import a_member
from tests.makers.notifications import a_crowd, a_paper_told, a_subscription, tools_of
from tests.makers.phones import Phone
from tests.support.house import ORIGIN
from tests.support.push_service import FLOOD, HANG, NOISE, REDIRECT, SLOW

NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)


@pytest.fixture
def settings(push_settings):
    return push_settings


def a_phone(house, branch, service, *faults) -> PushSubscription:
    phone = Phone()
    return a_subscription(house, of=a_member(house, of=branch), phone=phone, address=service.subscribe(phone, *faults))


def crowd(house, branch, service, count) -> None:
    with house.database.writing() as session:
        phones = a_crowd(session, branch.id, count, origin=service.origin)
    service.phones = {f"/{number}": phone for number, phone in enumerate(phones)}


def go(house, message, turn=0) -> None:
    send(tools_of(house), str(message.id), str(Lane(0, 1, 1)), str(turn))


def rows(house) -> dict[UUID, Delivery]:
    with house.database.reading() as session:
        return {row.target_id: row for row in session.exec(select(Delivery))}


def states(house) -> set[DeliveryState]:
    return {row.state for row in rows(house).values()}


def test_a_phone_reads_what_it_got_and_nobody_else_can(house, branch, service):
    phone = a_phone(house, branch, service)
    message = a_paper_told(house, branch)
    go(house, message)
    (got,) = service.received
    assert got.payload == {
        "web_push": 8030,
        "notification": {
            "title": "Có văn kiện mới gửi đến đồng chí",
            "navigate": ORIGIN + message.link,
            "lang": "vi",
            "tag": message.topic,
            "app_badge": "1",
            "data": {"id": str(message.id), "kind": "document"},
        },
    }
    assert got.headers["urgency"] == "normal"
    assert got.headers["topic"] == message.topic
    assert 0 < int(got.headers["ttl"]) <= 7 * 86_400
    assert service.wrong == []
    row = rows(house)[phone.id]
    assert (row.state, row.status, row.attempts) == (DeliveryState.ACCEPTED, 201, 1)


def test_what_was_accepted_is_never_sent_again(house, branch, service):
    a_phone(house, branch, service)
    message = a_paper_told(house, branch)
    for turn in range(3):
        go(house, message, turn)
    assert service.requests.total() == 1


@pytest.mark.parametrize("fault", ["404", "410"])
def test_a_subscription_that_is_gone_ends_and_only_that_one(house, branch, service, fault):
    lost, kept = a_phone(house, branch, service, fault), a_phone(house, branch, service)
    go(house, a_paper_told(house, branch))
    found = rows(house)
    assert (found[lost.id].state, found[kept.id].state) == (DeliveryState.GONE, DeliveryState.ACCEPTED)
    with house.database.reading() as session:
        ended = {row.id: row.ended_because for row in session.exec(select(PushSubscription))}
    assert ended == {lost.id: "gone", kept.id: None}
    go(house, a_paper_told(house, branch))
    assert service.requests.total() == 3


@pytest.mark.parametrize("fault", ["500", "429:120", "503:7", "408"])
def test_trouble_is_tried_again_later_and_never_before_the_service_asked_for(house, branch, service, it_is, fault):
    it_is(NOON)
    phone = a_phone(house, branch, service, fault)
    message = a_paper_told(house, branch)
    go(house, message)
    row = rows(house)[phone.id]
    status, _, asked = fault.partition(":")
    assert (row.state, row.status) == (DeliveryState.WAITING, int(status))
    assert row.due_at >= NOON + timedelta(seconds=max(int(asked or 0), 2.5))
    go(house, message, 1)
    assert service.requests.total() == 1
    it_is(row.due_at)
    go(house, message, 2)
    row = rows(house)[phone.id]
    assert (row.state, row.attempts) == (DeliveryState.ACCEPTED, 2)
    with house.database.reading() as session:
        assert session.exec(select(PushSubscription.ended_at)).one() is None


def test_a_service_that_hangs_or_leads_elsewhere_costs_nobody_the_subscription(house, branch, service, monkeypatch):
    monkeypatch.setattr("notifications.channels.carrier.ANSWER_SECONDS", 2)
    hung, led, slow, fine = (a_phone(house, branch, service, *fault) for fault in ([HANG], [REDIRECT], [SLOW], []))
    go(house, a_paper_told(house, branch))
    found = {name: rows(house)[phone.id] for name, phone in zip("hlsf", (hung, led, slow, fine), strict=True)}
    assert (found["h"].state, found["h"].status) == (DeliveryState.WAITING, 0)
    assert (found["l"].state, found["l"].status) == (DeliveryState.FAILED, 307)
    assert {found["s"].state, found["f"].state} == {DeliveryState.ACCEPTED}
    assert service.requests["/elsewhere"] == 0


def test_a_service_that_never_stops_talking_has_answered_and_one_that_stammers_has_not(house, branch, service):
    talks, stammers = a_phone(house, branch, service, FLOOD), a_phone(house, branch, service, NOISE)
    go(house, a_paper_told(house, branch))
    found = rows(house)
    assert (found[talks.id].state, found[talks.id].status) == (DeliveryState.ACCEPTED, 201)
    assert (found[stammers.id].state, found[stammers.id].status) == (DeliveryState.WAITING, 0)


def test_a_service_that_says_yes_and_delivers_nothing_is_believed_for_what_it_says_and_no_more(house, branch, service):
    """Accepted is its word; shown is the phone's own. Any 2xx will do: RFC 8030 wants 201, gateways between say 200."""
    phone = a_phone(house, branch, service, "200")
    go(house, a_paper_told(house, branch))
    assert service.received == []
    row = rows(house)[phone.id]
    assert (row.state, row.status, row.shown_at) == (DeliveryState.ACCEPTED, 200, None)


def test_the_largest_notice_fits_what_every_service_takes(service, push_settings):
    """Services take 4,096 bytes (RFC 8030 §7.2); a title is a sentence of ours, a link as long as its column."""
    longest = max(TITLES.values(), key=lambda title: len(title.encode()))
    said = Notice(new_id(), longest, "/" + "x" * 299, "announcement", "high", "t" * 32, 60)
    phone = Phone()
    answers: list[Answer] = []
    outgoing = Outgoing(said, "one", service.subscribe(phone), 99_999, phone.public_key, phone.auth)
    WebPush(push_settings).send([outgoing], lambda *told: answers.extend(told), lambda: False)
    assert [answer.status for answer in answers] == [201]
    assert service.wrong == []


@pytest.mark.parametrize("fault", ["400", "401", "403", "413"])
def test_what_is_refused_for_good_is_not_repeated_and_costs_no_phone(house, branch, service, fault):
    """Too large, or signed by a key the service does not take: the phone tells its keys again at its next start."""
    phone = a_phone(house, branch, service, fault)
    go(house, a_paper_told(house, branch))
    assert (rows(house)[phone.id].state, rows(house)[phone.id].status) == (DeliveryState.FAILED, int(fault))
    go(house, a_paper_told(house, branch))
    assert len(service.received) == 1


def test_a_service_that_answers_nobody_is_left_alone_for_a_while(house, branch, service, monkeypatch):
    monkeypatch.setattr("notifications.channels.carrier.ANSWER_SECONDS", 2)
    crowd(house, branch, service, 400)
    service.chances = {HANG: 1.0}
    go(house, a_paper_told(house, branch))
    assert service.requests.total() < 400
    assert {row.state for row in rows(house).values()} == {DeliveryState.WAITING}


def test_after_its_time_a_message_is_not_sent_any_more(house, branch, service, it_is):
    phone = a_phone(house, branch, service, "500")
    message = a_paper_told(house, branch)
    go(house, message)
    it_is(message.expires_at)
    go(house, message, 1)
    assert rows(house)[phone.id].state is DeliveryState.EXPIRED
    assert service.requests.total() == 1


def test_a_service_that_refuses_everything_is_left_alone_for_a_while(house, branch, service):
    crowd(house, branch, service, 200)
    service.chances = {"429:60": 1.0}
    go(house, a_paper_told(house, branch))
    assert service.requests.total() < 200
    assert {row.state for row in rows(house).values()} == {DeliveryState.WAITING}


def test_few_connections_carry_many_messages(house, branch, service):
    crowd(house, branch, service, 300)
    go(house, a_paper_told(house, branch))
    assert len(service.received) == 300
    assert service.connections <= 60


def test_the_next_turn_is_asked_for_when_something_waits(house, branch, service):
    a_phone(house, branch, service, "500")
    message = a_paper_told(house, branch)
    go(house, message)
    jobs.start(house.database, house.app.state.storage, settings=house.settings, poll_seconds=0.02)
    try:
        deadline = time.monotonic() + 30
        # the service has it a moment before its answer is written down
        while states(house) != {DeliveryState.ACCEPTED} and time.monotonic() < deadline:
            time.sleep(0.05)
    finally:
        jobs.stop()
    assert states(house) == {DeliveryState.ACCEPTED}
    assert len(service.received) == 1


def test_a_lane_that_failed_again_and_again_is_not_forgotten(house, branch, service, monkeypatch):
    """The disk was full for as long as the engine tried; afterwards everybody is told, once."""
    for _ in range(2):
        a_phone(house, branch, service)
    a_paper_told(house, branch)
    monkeypatch.setattr("dbos._outcome.time.sleep", lambda _: None)  # between the engine's attempts
    monkeypatch.setattr("notifications.sending._AGAIN_AFTER", timedelta(0))
    tries = []

    def where_there_is_room(work):
        def tried(*arguments):
            tries.append(work)
            if len(tries) <= 8:
                raise OSError(errno.ENOSPC, "full")
            work(*arguments)

        return tried

    monkeypatch.setattr(Journal, "write", where_there_is_room(Journal.write))
    monkeypatch.setattr(ledger, "settle", where_there_is_room(ledger.settle))
    jobs.start(house.database, house.app.state.storage, settings=house.settings, poll_seconds=0.02)
    try:
        deadline = time.monotonic() + 30
        while states(house) != {DeliveryState.ACCEPTED} and time.monotonic() < deadline:
            time.sleep(0.05)
    finally:
        jobs.stop()
    assert states(house) == {DeliveryState.ACCEPTED}
    assert len(tries) > 8


def test_a_journal_without_room_loses_no_answer(house, branch, service, monkeypatch):
    """The database is told what the journal could not keep: nobody hears the same twice."""
    full = Mock(side_effect=OSError(errno.ENOSPC, "full"))
    a_phone(house, branch, service)
    message = a_paper_told(house, branch)
    with monkeypatch.context() as patch:
        patch.setattr(Journal, "write", full)
        with pytest.raises(OSError, match="full"):
            go(house, message)
    go(house, message)
    assert states(house) == {DeliveryState.ACCEPTED}
    assert len(service.received) == 1


@pytest.mark.parametrize("torn", ["", "0192", "\0\0\0\0", "{id} 1 20", "{id} 1 429 1e", "{id} 1 x -\n", "\x80 1 201 -"])
def test_answers_in_a_journal_are_not_asked_for_again(house, branch, service, tmp_path, torn):
    """Twice the power failed after an answer: whatever it left of a line, only the third phone is sent to."""
    phones = [a_phone(house, branch, service) for _ in range(3)]
    message = a_paper_told(house, branch)
    for phone, status in zip(phones[:2], (201, 410), strict=True):
        with Journal(tmp_path / "journals" / f"{message.id.hex}-0-web_push") as journal:
            journal.write(Entry(phone.id.hex, 1, status, None))
            os.write(journal._file, torn.format(id=phones[2].id.hex).encode("latin-1"))  # noqa: SLF001
    go(house, message)
    assert [got.path for got in service.received] == ["/wpush/2"]
    states = [rows(house)[phone.id].state for phone in phones]
    assert states == [DeliveryState.ACCEPTED, DeliveryState.GONE, DeliveryState.ACCEPTED]
    assert list((tmp_path / "journals").iterdir()) == []


def test_a_journal_of_an_earlier_try_says_nothing_of_the_next(house, branch, service, tmp_path):
    phone = a_phone(house, branch, service, "500")
    message = a_paper_told(house, branch)
    go(house, message)
    with Journal(tmp_path / "journals" / f"{message.id.hex}-0-web_push") as journal:
        journal.write(Entry(phone.id.hex, 1, 201, None))
    go(house, message, 1)
    assert rows(house)[phone.id].state is DeliveryState.WAITING


def test_titles_fit_a_lock_screen():
    assert all(0 < len(title) <= 60 for title in TITLES.values())
