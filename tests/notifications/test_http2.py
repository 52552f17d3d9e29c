"""A push service that speaks HTTP/2 gets everything over one connection, many messages at the same moment."""

from collections import Counter
from typing import Any

import pytest
from hyperframe.frame import SettingsFrame
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
def service(tmp_path, request):
    with a_push_service(tmp_path, getattr(request, "param", Http2)) as running:
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


class Leaving(Http2):
    """A service that says good-bye after twenty messages, without looking at the others on their way."""

    _left = False

    def _take(self, stream_id: int) -> None:
        if self._left:
            return
        super()._take(stream_id)
        if len(self._service.received) % 20 == 0:
            self._left = True
            self._service.requests["good-bye"] += 1
            self._talk.close_connection(last_stream_id=stream_id)
            self._transport.write(self._talk.data_to_send())
            self._transport.close()


@pytest.mark.parametrize("service", [Leaving], indirect=True)
def test_what_is_on_its_way_when_a_service_says_good_bye_takes_another_connection(house, branch, service):
    for _ in range(60):
        phone = Phone()
        a_subscription(house, of=a_member(house, of=branch), phone=phone, address=service.subscribe(phone))
    message = a_paper_told(house, branch)
    assert go(house, message, 0) == {DeliveryState.ACCEPTED: 60}
    assert len(service.received) == 60
    assert service.requests.pop("good-bye") == 3
    assert set(service.requests.values()) == {1}


def test_a_connection_that_was_closed_meanwhile_is_not_used_again(house, branch, service):
    phone = Phone()
    a_subscription(house, of=a_member(house, of=branch), phone=phone, address=service.subscribe(phone))
    for connections in (1, 2):
        assert go(house, a_paper_told(house, branch), 0) == {DeliveryState.ACCEPTED: 1}
        assert service.connections == connections
        service.hang_up()


class Stingy(Http2):
    """A service that takes one message and then no other."""

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        # past h2, which would hold the phone to it as soon as any settings were acknowledged
        transport.write(SettingsFrame(0, {SettingsFrame.MAX_CONCURRENT_STREAMS: 0}).serialize())


@pytest.mark.parametrize("service", [Stingy], indirect=True)
def test_a_service_that_wants_a_connection_for_each_message_gets_them(house, branch, service):
    for _ in range(55):
        phone = Phone()
        a_subscription(house, of=a_member(house, of=branch), phone=phone, address=service.subscribe(phone))
    assert go(house, a_paper_told(house, branch), 0) == {DeliveryState.ACCEPTED: 55}
