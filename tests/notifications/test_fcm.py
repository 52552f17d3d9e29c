"""The app from the stores: Google's own client against an address of this machine that is as strict as Google's."""

from datetime import timedelta

import pytest
from sqlmodel import select

from api.kit import clock
from api.settings import Settings
from notifications.channels.choosing import open_senders
from notifications.models import Channel, Delivery, DeliveryState, PushSubscription
from notifications.posting import Lane
from notifications.sending import send
from tests.makers.members import a_member
from tests.makers.notifications import a_paper_told, a_subscription, tools_of
from tests.makers.signin import signed_in
from tests.support.fcm_service import HANG, REDIRECT, UNREGISTERED, an_fcm_service
from tests.support.house import ORIGIN


@pytest.fixture
def google():
    with an_fcm_service() as running:
        yield running


@pytest.fixture
def settings(tmp_path, database_url, google):
    return Settings(
        var=tmp_path,
        database_url=database_url,
        public_url=ORIGIN,
        log_level="ERROR",
        fcm_credentials=google.credentials(tmp_path),
        fcm_url=google.url,
    )


@pytest.fixture
def app(house, branch, google):
    """Makes a phone with the app: its registration token and what becomes of the first messages to it."""

    def make(token: str, *faults: str) -> PushSubscription:
        google.faults[token] = list(faults)
        return a_subscription(house, of=a_member(house, of=branch), channel=Channel.FCM, address=token)

    return make


def go(house, message, turn=0):
    send(tools_of(house), str(message.id), str(Lane(0, 1, 1)), str(turn))
    with house.database.reading() as session:
        return {row.target_id: row for row in session.exec(select(Delivery))}


def test_the_app_is_told_as_little_as_a_browser(house, branch, google, app):
    phone = app("token-1")
    message = a_paper_told(house, branch)
    row = go(house, message)[phone.id]
    assert (row.state, row.status) == (DeliveryState.ACCEPTED, 200)
    (got,) = google.received
    assert got["token"] == "token-1"
    assert got["notification"] == {"title": "Có văn kiện mới gửi đến đồng chí"}
    assert got["data"] == {"id": str(message.id), "kind": "document", "navigate": ORIGIN + message.link}
    assert got["android"]["collapse_key"] == got["android"]["notification"]["tag"] == message.topic
    assert got["android"]["notification"]["notification_count"] == 1
    assert got["apns"]["payload"]["aps"] == {"badge": 1, "thread-id": "document"}
    assert 6 * 86_400 < float(got["android"]["ttl"][:-1]) <= 7 * 86_400
    assert google.wrong == []


def test_an_app_that_registers_by_installation_id_is_told_by_it(house, branch, google, app):
    app("cQ1m3nE8R2aXzT0pLk9wVb")
    go(house, a_paper_told(house, branch))
    (got,) = google.received
    assert got["fid"] == "cQ1m3nE8R2aXzT0pLk9wVb"
    assert "token" not in got
    assert google.wrong == []


def test_only_an_unregistered_token_ends_and_only_that_one(house, branch, google, app):
    lost, kept = app("lost", UNREGISTERED), app("kept")
    found = go(house, a_paper_told(house, branch))
    assert (found[lost.id].state, found[kept.id].state) == (DeliveryState.GONE, DeliveryState.ACCEPTED)
    go(house, a_paper_told(house, branch))
    assert google.requests == {"lost": 1, "kept": 2}


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        ("429 QUOTA_EXCEEDED 120", 429),
        ("503 UNAVAILABLE 3600", 503),
        ("500 INTERNAL", 500),
        ("404 NOT_FOUND", 503),
        ("401 THIRD_PARTY_AUTH_ERROR", 503),
    ],
)
def test_trouble_waits_as_long_as_google_asks_and_costs_no_phone(house, branch, app, fault, status):
    phone = app("token-1", *[fault] * 3)
    began = clock.now()
    row = go(house, a_paper_told(house, branch))[phone.id]
    assert (row.state, row.status) == (DeliveryState.WAITING, status)
    asked = fault.split()[2:]
    assert row.due_at >= began + timedelta(seconds=float(asked[0]) if asked else 2)
    with house.database.reading() as session:
        assert session.exec(select(PushSubscription.ended_at)).one() is None


@pytest.mark.parametrize("fault", ["400 INVALID_ARGUMENT", "403 SENDER_ID_MISMATCH"])
def test_what_google_will_never_take_is_not_repeated(house, branch, app, fault):
    phone = app("token-1", fault)
    assert go(house, a_paper_told(house, branch))[phone.id].state is DeliveryState.FAILED


def test_silence_is_asked_again_and_a_redirect_never_followed(house, branch, google, app, monkeypatch):
    monkeypatch.setattr("notifications.channels.fcm.ANSWER_SECONDS", 1)
    hung, led, fine = app("hung", HANG), app("led", REDIRECT), app("fine")
    found = go(house, a_paper_told(house, branch))
    assert [found[phone.id].state for phone in (hung, led, fine)] == [
        DeliveryState.WAITING,
        DeliveryState.FAILED,
        DeliveryState.ACCEPTED,
    ]
    assert google.requests == {"hung": 1, "led": 1, "fine": 1}


def test_an_account_google_does_not_know_loses_nothing(house, branch, google, app):
    google.refuses_account = True
    phone = app("token-1")
    message = a_paper_told(house, branch)
    row = go(house, message)[phone.id]
    assert (row.state, row.status) == (DeliveryState.WAITING, 503)
    with house.database.writing() as session:
        session.get_one(Delivery, (message.id, Channel.FCM, phone.id)).due_at = clock.now()
    google.refuses_account = False
    assert go(house, message, 1)[phone.id].state is DeliveryState.ACCEPTED


def test_the_app_registers_its_token_and_a_new_one_takes_its_place(house, branch):
    me = signed_in(house, member=a_member(house, of=branch))
    first = me.put("/api/notifications/subscriptions", json={"channel": "fcm", "address": "fMEP0vJqS0:APA91bH-x_1"})
    again = me.put("/api/notifications/subscriptions", json={"channel": "fcm", "address": "fMEP0vJqS0:APA91bH-x_1"})
    assert first.status_code == 200
    assert first.json() == again.json()
    assert me.get("/api/notifications/preferences").json()["choices"][1]["channel"] == "fcm"


@pytest.mark.parametrize("token", ["a\u0000b", "a b", "đ", "a\n"])
def test_a_token_that_is_none_is_refused(house, branch, token):
    me = signed_in(house, member=a_member(house, of=branch))
    refused = me.put("/api/notifications/subscriptions", json={"channel": "fcm", "address": token})
    assert refused.status_code == 422


def test_the_self_test_reaches_the_app(house, branch, google):
    me = signed_in(house, member=a_member(house, of=branch))
    made = me.put("/api/notifications/subscriptions", json={"channel": "fcm", "address": "token-1"}).json()
    answer = me.post("/api/notifications/self-test", json={"subscription_id": made["id"]}).json()
    assert [(step["step"], step["code"]) for step in answer["steps"]][-1] == ("accepted", "ok")
    assert google.received[0]["data"]["kind"] == "test"


def test_without_an_account_the_channel_is_closed(tmp_path, database_url):
    closed = Settings(var=tmp_path, database_url=database_url, public_url=ORIGIN)
    assert [channel for channel, _ in open_senders(closed)] == [Channel.WEB_PUSH]
