"""Trying a phone out: what happened at each step, and what to do about it."""

import pytest

from notifications.channels import guard
from tests.makers.members import a_member
from tests.makers.phones import Phone
from tests.makers.signin import signed_in

PUBLIC = "142.250.66.42"


@pytest.fixture
def member(house, branch):
    return a_member(house, of=branch)


@pytest.fixture
def me(house, member):
    return signed_in(house, member=member)


def subscribe(client, address="https://push.example/abc", phone=None, **keys):
    phone = phone or Phone()
    body = {"address": address, **phone.keys(), **keys}
    return client.put("/api/notifications/subscriptions", json=body)


def code_of(answer):
    return answer.json()["code"]


@pytest.fixture
def settings(push_settings):
    return push_settings


def try_it(me, service, *faults):
    phone = Phone()
    made = subscribe(me, address=service.subscribe(phone, *faults), phone=phone).json()
    answer = me.post("/api/notifications/self-test", json={"subscription_id": made["id"]})
    return [(step["step"], step["code"]) for step in answer.json()["steps"]]


def test_a_test_arrives_and_says_so(me, service):
    steps = try_it(me, service)
    assert steps == [("subscribed", "ok"), ("reachable", "ok"), ("accepted", "ok")]
    (got,) = service.received
    assert got.payload["notification"]["data"]["kind"] == "test"


@pytest.mark.parametrize(
    ("fault", "code"), [("410", "gone"), ("429:5", "too_many"), ("500", "trouble"), ("401", "refused")]
)
def test_what_failed_is_named(me, service, fault, code):
    assert try_it(me, service, fault)[-1] == ("accepted", code)


def test_only_my_own_phones_are_tried(house, branch, me, service):
    phone = Phone()
    made = subscribe(me, address=service.subscribe(phone), phone=phone).json()
    other = signed_in(house, member=a_member(house, of=branch))
    refused = other.post("/api/notifications/self-test", json={"subscription_id": made["id"]})
    assert code_of(refused) == "notifications.subscription_not_found"


def test_a_phone_that_ended_says_so(me, service):
    phone = Phone()
    made = subscribe(me, address=service.subscribe(phone), phone=phone).json()
    me.delete(f"/api/notifications/subscriptions/{made['id']}")
    answer = me.post("/api/notifications/self-test", json={"subscription_id": made["id"]}).json()
    assert answer["steps"] == [{"step": "subscribed", "ok": False, "code": "ended", "status": None}]


def test_nobody_holds_the_database_while_the_push_service_is_waited_for(house, me, service, monkeypatch):
    looked, look_up = [], guard.look_up

    def count(*place):
        looked.append(house.database.engine.pool.checkedout())
        return look_up(*place)

    monkeypatch.setattr(guard, "look_up", count)
    assert try_it(me, service)[-1] == ("accepted", "ok")
    assert set(looked) == {0}
