"""A push service that answers nobody, beside one that does: everybody's message gets out or waits, and no job dies."""

from collections import Counter
from collections.abc import Iterator

import pytest
from sqlmodel import select

from notifications.models import Delivery, DeliveryState, PushSubscription
from notifications.posting import Lane
from notifications.sending import send
from tests.makers.notifications import a_crowd, a_paper_told, tools_of
from tests.support.push_http2 import Http2
from tests.support.push_service import HANG, Connection, PushService, a_push_service

MOST_OUT = 96 + 400
"""Requests a process has out at once, those that stand aside included; and one more for each that ends meanwhile."""


class Mute(Http2):
    """Greets and says no more, as when the network between is cut."""

    def data_received(self, data: bytes) -> None:
        """Nobody reads it."""


@pytest.fixture(params=[Connection, Http2, Mute])
def hanging(request, tmp_path) -> Iterator[PushService]:
    with a_push_service(tmp_path, request.param) as running:
        running.chances = {HANG: 1.0}
        yield running


@pytest.fixture
def settings(push_settings, hanging):
    both = f"{push_settings.push_hosts},localhost:{hanging.port}"
    return push_settings.model_copy(update={"push_hosts": both})


def test_one_that_hangs_for_everybody_costs_the_others_nothing_but_time(house, branch, service, hanging, monkeypatch):
    monkeypatch.setattr("notifications.channels.carrier.ANSWER_SECONDS", 2)
    with house.database.writing() as session:
        a_crowd(session, branch.id, 700, origin=hanging.origin)
        phones = a_crowd(session, branch.id, 200, origin=service.origin)
    service.phones = {f"/{number}": phone for number, phone in enumerate(phones)}
    message = a_paper_told(house, branch)
    send(tools_of(house), str(message.id), str(Lane(0, 1, 1)), "0")
    assert reached(house, service) == {DeliveryState.ACCEPTED: 200}
    assert reached(house, hanging) == {DeliveryState.WAITING: 700}
    assert (len(service.received), service.wrong) == (200, [])
    assert hanging.requests.total() <= 2 * MOST_OUT


def reached(house, service: PushService) -> Counter[DeliveryState]:
    """What became of the messages to the phones of a service, none of which ended."""
    statement = select(Delivery.state).join(PushSubscription, PushSubscription.id == Delivery.target_id)  # type: ignore[arg-type]  # columns
    of_it = PushSubscription.address.startswith(service.origin)
    alive = PushSubscription.ended_at.is_(None)  # type: ignore[union-attr]  # a column
    with house.database.reading() as session:
        return Counter(session.exec(statement.where(of_it, alive)))
