"""My inbox, my phones and my choices through HTTP; receipts of phones nobody is signed in on."""

import threading
from datetime import timedelta

import pytest
from sqlmodel import col, select

from api.kit import clock
from api.rooms.library.events import DocumentPublished
from notifications.channels import guard
from notifications.models import Delivery, DeliveryState, PushSubscription
from notifications.posting import Lane
from notifications.sending import send
from notifications.service.subscribing import MOST_PHONES
from tests.makers.library import a_document
from tests.makers.members import a_member
from tests.makers.notifications import told, tools_of
from tests.makers.organizations import a_branch
from tests.makers.phones import Phone, plain
from tests.makers.signin import signed_in

PUBLIC = "142.250.66.42"


@pytest.fixture(autouse=True)
def names(monkeypatch):
    """Names of this test lead where it says."""
    known = {"push.example": PUBLIC, "inner.example": "10.0.0.7", "mixed.example": "127.0.0.1"}
    plain_look_up = guard.look_up

    def look_up(host, port):
        return (known[host],) if host in known else plain_look_up(host, port)

    monkeypatch.setattr(guard, "look_up", look_up)


@pytest.fixture
def branch(house):
    return a_branch(house)


@pytest.fixture
def member(house, branch):
    return a_member(house, of=branch)


@pytest.fixture
def me(house, member):
    return signed_in(house, member=member)


def publish(house, branch, count=1):
    for _ in range(count):
        document = a_document(house, by=branch)
        told(house, DocumentPublished(document_id=document.id, audience_organization_id=branch.id, to_study=False))


def subscribe(client, address="https://push.example/abc", phone=None, **keys):
    phone = phone or Phone()
    body = {"address": address, **phone.keys(), **keys}
    return client.put("/api/notifications/subscriptions", json=body)


def subscriptions(house):
    with house.database.reading() as session:
        return list(session.exec(select(PushSubscription).order_by(col(PushSubscription.id))))


def code_of(answer):
    return answer.json()["code"]


def test_the_feed_brings_what_is_new_and_what_was_read_elsewhere(house, branch, me):
    publish(house, branch, 2)
    first = me.get("/api/notifications/changes").json()
    assert [item["title_key"] for item in first["items"]] == ["document_published"] * 2
    since = first["next_since"]
    assert me.get("/api/notifications/changes", params={"since": since}).json()["items"] == []
    read = first["items"][0]["id"]
    for _ in range(2):
        assert me.put(f"/api/notifications/inbox/{read}/read").status_code == 204
    (changed,) = me.get("/api/notifications/changes", params={"since": since}).json()["items"]
    assert changed["id"] == read
    assert changed["read_at"] is not None


def test_what_was_read_at_one_stroke_reaches_the_other_phone_in_full(house, branch, me, monkeypatch):
    """More notices than a piece of the feed holds change together."""
    monkeypatch.setattr("notifications.service.inbox.PIECE", 2)
    publish(house, branch, 5)
    newest = me.get("/api/notifications/inbox").json()["items"][0]["number"]
    since = newest
    assert me.put("/api/notifications/read-until", json={"number": newest}).status_code == 204
    changed = []
    while (piece := me.get("/api/notifications/changes", params={"since": since}).json())["items"]:
        changed += piece["items"]
        since = piece["next_since"]
    assert len(changed) == 5
    assert all(item["read_at"] for item in changed)


def test_marking_all_leaves_what_came_meanwhile(house, branch, me):
    publish(house, branch, 2)
    newest = me.get("/api/notifications/inbox").json()["items"][0]["number"]
    publish(house, branch)
    assert me.put("/api/notifications/read-until", json={"number": newest}).status_code == 204
    read = [item["read_at"] is not None for item in me.get("/api/notifications/inbox").json()["items"]]
    assert read == [False, True, True]


def test_nobody_marks_what_is_not_in_his_inbox(house, branch, me):
    publish(house, branch)
    notice = me.get("/api/notifications/inbox").json()["items"][0]["id"]
    other = signed_in(house, member=a_member(house, of=a_branch(house)))
    assert code_of(other.put(f"/api/notifications/inbox/{notice}/read")) == "notifications.notice_not_found"


def test_pages_of_the_inbox_hold_each_notice_once(house, branch, me):
    publish(house, branch, 5)
    seen, cursor = [], None
    while True:
        page = me.get("/api/notifications/inbox", params={"limit": 2, **({"cursor": cursor} if cursor else {})}).json()
        seen += [item["number"] for item in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert len(seen) == 5
    assert seen == sorted(seen, reverse=True)


def test_old_notices_leave_the_inbox(house, branch, me, it_is):
    publish(house, branch)
    later = clock.now() + timedelta(days=181)
    it_is(later)
    signed = me.get("/api/notifications/inbox")
    assert signed.status_code == 401 or signed.json()["items"] == []


def test_a_phone_tells_its_address_again_at_each_start(house, me):
    phone = Phone()
    first, second = (subscribe(me, phone=phone).json() for _ in range(2))
    assert first == second
    assert len(subscriptions(house)) == 1


def test_new_keys_or_another_person_end_the_old_subscription(house, branch, me):
    phone = Phone()
    mine = subscribe(me, phone=phone).json()["id"]
    renewed = subscribe(me).json()["id"]
    other = signed_in(house, member=a_member(house, of=branch))
    theirs = subscribe(other, phone=phone).json()["id"]
    ended = {str(row.id): row.ended_because for row in subscriptions(house)}
    assert ended == {mine: "replaced", renewed: "replaced", theirs: None}


def test_a_person_has_a_bounded_number_of_phones(house, me):
    for number in range(MOST_PHONES + 2):
        assert subscribe(me, address=f"https://push.example/{number}").status_code == 200
    rows = subscriptions(house)
    assert [row.ended_because for row in rows] == ["too_many"] * 2 + [None] * MOST_PHONES


def test_a_phone_that_wants_no_more_is_not_told(house, branch, me):
    subscription = subscribe(me).json()["id"]
    for _ in range(2):
        assert me.delete(f"/api/notifications/subscriptions/{subscription}").status_code == 204
    publish(house, branch)
    with house.database.reading() as session:
        assert session.exec(select(Delivery)).all() == []
    stranger = signed_in(house, member=a_member(house, of=branch))
    refused = stranger.delete(f"/api/notifications/subscriptions/{subscription}")
    assert code_of(refused) == "notifications.subscription_not_found"


@pytest.mark.parametrize(
    "address",
    [
        "http://push.example/x",
        "https://inner.example/x",
        "https://mixed.example/x",
        "https://10.1.2.3/x",
        "https://127.0.0.1/x",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/x",
        "https://[::ffff:10.0.0.1]/x",
        "https://[fd00::1]/x",
        "https://push.example:8443/x",
        "https://user@push.example/x",
        "https://push.example:99999/x",
        "https://push.example/\r\nX: y",
        "file:///etc/passwd",
        "gopher://push.example/x",
        "x",
    ],
)
def test_addresses_that_lead_into_a_network_are_refused(me, address):
    assert code_of(subscribe(me, address=address)) == "notifications.address_unsafe"


INNER = [
    *("64:ff9b::a00:1", "2002:a00:1::", "::ffff:127.0.0.1", "224.0.0.1", "0.0.0.0", "100.64.0.1", "255.255.255.255"),
    *("64:ff9b:1::a00:1", "::7f00:1", "::ffff:0:a00:1", "fec0::1", "ff02::1", "2001:0:a00:1::", "fe80::1"),
]
"""Old and new ways of writing inner addresses, with those of a network's own gateways (RFC 8215, 4291, 2765, 3879)."""


@pytest.mark.parametrize("number", INNER)
def test_inner_addresses_are_known_in_every_dress(number):
    assert not guard.is_public(number)


def test_a_public_address_is_public():
    assert guard.is_public(PUBLIC)
    assert guard.is_public("2a00:1450:4005:80a::200a")
    assert guard.is_public("64:ff9b::8efa:422a")


@pytest.mark.parametrize(
    "keys",
    [
        {"p256dh": "AAAA"},
        {"p256dh": ""},
        {"auth": "AAAA"},
        {"p256dh": plain(b"\x04" + bytes(64))},
        {"p256dh": "đ" * 87},
        {"auth": plain(bytes(17))},
    ],
)
def test_keys_that_are_none_are_refused(me, keys):
    assert code_of(subscribe(me, **keys)) == "notifications.keys_malformed"


@pytest.mark.parametrize(
    "body",
    [
        {"address": "https://push.example/" + "x" * 1000},
        {"address": ["https://push.example/x"]},
        {"address": "https://push.example/x", "p256dh": "A" * 10_000},
        {"address": "https://push.example/x", "expirationTime": 0},
        {},
    ],
)
def test_a_subscription_of_another_form_is_refused(house, me, body):
    keys = {} if "p256dh" in body else Phone().keys()
    assert me.put("/api/notifications/subscriptions", json=keys | body).status_code == 422
    assert subscriptions(house) == []


def test_a_channel_that_is_not_set_up_is_refused(me):
    answer = me.put("/api/notifications/subscriptions", json={"channel": "fcm", "address": "token"})
    assert code_of(answer) == "notifications.channel_closed"


def test_names_that_nobody_answers_for_hold_up_no_other_writer(house, me, monkeypatch):
    """A network without names answers after ten seconds, each time a phone starts."""
    wrote = []

    def look_up(*_):
        beside = threading.Thread(target=a_branch, args=(house,), daemon=True)
        beside.start()
        beside.join(5)
        wrote.append(not beside.is_alive())
        raise guard.Unknown

    monkeypatch.setattr(guard, "look_up", look_up)
    assert subscribe(me).status_code == 200
    assert wrote == [True]


def test_a_name_that_leads_inside_by_the_time_of_sending_is_not_followed(house, branch, me, monkeypatch):
    """DNS rebinding: public when the phone subscribed, inner a moment later."""
    subscribe(me)
    monkeypatch.setattr(guard, "look_up", lambda *_: ("192.168.1.1",))
    publish(house, branch)
    with house.database.reading() as session:
        message_id = session.exec(select(Delivery.message_id)).one()
    send(tools_of(house), str(message_id), str(Lane(0, 1, 1)), "0")
    with house.database.reading() as session:
        row = session.exec(select(Delivery)).one()
    assert (row.state, row.status) == (DeliveryState.FAILED, 403)


def test_the_key_is_the_same_for_everybody_and_for_ever(house, branch, me):
    other = signed_in(house, member=a_member(house, of=branch))
    keys = {client.get("/api/notifications/vapid-key").json()["key"] for client in (me, other, me)}
    assert len(keys) == 1
    assert len(keys.pop()) == 87
