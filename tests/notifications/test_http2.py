"""A push service that speaks HTTP/2 gets everything over one connection, many messages at the same moment."""

from collections import Counter

import pytest
from sqlmodel import select

from notifications.models import Delivery, DeliveryState, Message
from notifications.posting import Lane
from notifications.sending import send
from tests.makers.members import a_member
from tests.makers.notifications import a_paper_told, a_subscription, tools_of
from tests.makers.phones import Phone
from tests.support.push_http2 import Http2
from tests.support.push_service import HANG, SLOW, a_push_service


@pytest.fixture
def service(tmp_path):
    with a_push_service(tmp_path, Http2) as running:
        yield running


@pytest.fixture
def settings(push_settings):
    return push_settings


def go(house, message: Message, turn: int) -> Counter[DeliveryState]:
    send(tools_of(house), str(message.id), str(Lane(0, 1, 1)), str(turn))
    with house.database.reading() as session:
        return Counter(session.exec(select(Delivery.state).where(Delivery.message_id == message.id)))


def test_one_connection_carries_everything_and_whoever_hangs_holds_up_nobody(house, branch, service, monkeypatch):
    """Sixty phones, a second message to them, one that never answers: one connection, kept between the two."""
    monkeypatch.setattr("notifications.channels.carrier.ANSWER_SECONDS", 3)
    faults = [[SLOW]] * 20 + [[HANG, HANG]] + [["410"]] + [["429:60"]] + [[]] * 37
    for fault in faults:
        phone = Phone()
        a_subscription(house, of=a_member(house, of=branch), phone=phone, address=service.subscribe(phone, *fault))
    first, second = (a_paper_told(house, branch) for _ in range(2))
    assert go(house, first, 0) == {DeliveryState.ACCEPTED: 57, DeliveryState.WAITING: 2, DeliveryState.GONE: 1}
    assert go(house, second, 0) == {DeliveryState.ACCEPTED: 58, DeliveryState.WAITING: 1, DeliveryState.GONE: 1}
    assert len(service.received) == 57 - 20 + 58
    assert (service.connections, service.wrong) == (1, [])
    assert service.together >= 20
